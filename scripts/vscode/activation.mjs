// What it costs to activate the extension: the editor's own times, memory of the extension host with and without it, and
// the language server's memory, with one document open. Needs a build: node scripts/vscode/activation.mjs [RUNS]
import { join } from "node:path";
import { installServed } from "./install.mjs";
import { EXAMPLES, ROOT } from "./paths.mjs";
import { waitFor } from "./process.mjs";
import { openPage, startServer } from "./served.mjs";

const RUN_DEADLINE_MS = 120_000;
const MARK = "::activation ";
const MB = 1024 * 1024;

const runs = Number(process.argv[2] ?? 5);
const host = await installServed();
const results = [];
for (let n = 0; n < runs; n++) results.push(await measure());

const median = (key) => {
  const values = results.map((result) => result[key]).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)];
};
const megabytes = (key) => `${(median(key) / MB).toFixed(1)} MB`;
console.log(`Medians of ${runs} runs:
  load the code            ${median("load")} ms
  call activate()          ${median("call")} ms
  finish activation        ${median("finish")} ms
  both, processor time     ${median("cpu")} ms
  first findings           ${median("firstFindings")} ms after the first document was opened
  extension host, heap     + ${megabytes("heapDelta")}
  extension host, resident + ${megabytes("rssDelta")}
  language server          ${megabytes("serverRss")} resident`);

/** One fresh VS Code. */
async function measure() {
  const server = await startServer(host, { testDriver: true, secret: false });
  let view;
  let result;
  let exitCode;
  let said = "";
  try {
    const address = server.address(EXAMPLES, [
      ["extensionDevelopmentPath", server.remote(ROOT)],
      ["extensionTestsPath", server.remote(join(ROOT, "scripts/vscode/activation-probe.cjs"))],
    ]);
    view = await openPage(address, {
      onLog: (text) => {
        if (text.startsWith(MARK)) result = JSON.parse(text.slice(MARK.length));
        else said = `${said}${text}\n`.slice(-5000);
      },
      onExit: (code) => {
        exitCode = code;
      },
    });
    await waitFor("the measurement", () => exitCode !== undefined || server.ended(), { timeout: RUN_DEADLINE_MS });
  } finally {
    await view?.close();
    await server.stop();
  }
  if (!result) throw new Error(`the probe ended with ${exitCode} and no result:\n${said}`);
  console.log(JSON.stringify(result));
  return result;
}
