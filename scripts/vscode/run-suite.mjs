// Builds the suite of test/vscode and runs it in a real VS Code.
import { createWriteStream, existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { runDesktop } from "./desktop.mjs";
import { pickHost } from "./host.mjs";
import { OUT, ROOT, SCREENSHOTS } from "./paths.mjs";
import { temporaryFolder, waitFor } from "./process.mjs";
import { openPage, startServer } from "./served.mjs";

const RUN_DEADLINE_MS = 5 * 60_000;
const BUNDLE = join(OUT, "vscode-suite/index.js");
/** All that VS Code and the extension log during the run. */
const HOST_LOG = join(OUT, "vscode-host.log");
/** What the suite's own lines begin with. */
const SUITE = "::suite ";
/** The line by which the suite asks for a picture of the window; it waits until the file is there. */
const SCREENSHOT = "::screenshot ";

/**
 * Runs the suite on the fixture workspace, a fresh copy a run.
 * Returns `{ passed, failed, failures }`; throws if VS Code or the suite did not get to an end.
 */
export async function runSuite({ extension = ROOT, suite = join(ROOT, "test/vscode/suite"), grep } = {}) {
  await buildSuite(suite);
  await rm(SCREENSHOTS, { recursive: true, force: true });
  await mkdir(SCREENSHOTS, { recursive: true });

  const host = await pickHost();
  console.log(`Running in ${host.description}; its log is ${relative(ROOT, HOST_LOG)}.`);
  const log = createWriteStream(HOST_LOG);
  const folder = await temporaryFolder("run");
  try {
    const workspace = join(folder, "workspace");
    await cp(join(ROOT, "test/vscode/workspace"), workspace, { recursive: true });
    const resultFile = join(folder, "result.json");
    const env = { ML_DESIGN_DOCS_RESULT: resultFile, ...(grep ? { ML_DESIGN_DOCS_GREP: grep } : {}) };
    const start = host.kind === "desktop" ? startDesktop : startServed;
    const problem = await start(host, {
      extension,
      workspace,
      env,
      data: join(folder, "data"),
      onLine: (line) => {
        const at = line.indexOf(SUITE);
        if (at >= 0) console.log(line.slice(at + SUITE.length));
        else log.write(`${line}\n`);
      },
    });
    if (!existsSync(resultFile)) throw new Error(problem ?? "VS Code ended before the suite did");
    const result = JSON.parse(await readFile(resultFile, "utf8"));
    if (problem && result.failed === 0) throw new Error(problem);
    if (result.passed + result.failed === 0) throw new Error("the suite ran no test");
    return result;
  } finally {
    log.end();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** One bundle of all test files; `vscode` comes from the host, Mocha from node_modules. */
async function buildSuite(suite) {
  const files = (await readdir(suite, { recursive: true })).filter((name) => name.endsWith(".test.ts")).sort();
  if (files.length === 0) throw new Error(`no test files in ${suite}`);
  const loads = files.map((name) => `() => require(${JSON.stringify(join(suite, name))})`);
  await build({
    stdin: {
      contents: `import { runMocha } from "./runner.ts";\nexport const run = () => runMocha([${loads.join(", ")}]);\n`,
      resolveDir: join(ROOT, "test/vscode"),
      sourcefile: "suite.ts",
      loader: "ts",
    },
    outfile: BUNDLE,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
}

async function startDesktop(host, { extension, workspace, env, data, onLine }) {
  const args = [workspace, `--extensionDevelopmentPath=${extension}`, `--extensionTestsPath=${BUNDLE}`];
  let rest = "";
  const onOutput = (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  };
  const code = await runDesktop(host, { data, args, env, onOutput, timeout: RUN_DEADLINE_MS });
  if (rest) onLine(rest);
  return code === 0 ? undefined : `VS Code ended with ${code}`;
}

async function startServed(host, { extension, workspace, env, onLine }) {
  env = { ...env, ML_DESIGN_DOCS_SCREENSHOTS: SCREENSHOTS };
  const server = await startServer(host, { testDriver: true, secret: false, env });
  let view;
  let exitCode;
  try {
    const address = server.address(workspace, [
      ["extensionDevelopmentPath", server.remote(extension)],
      ["extensionTestsPath", server.remote(BUNDLE)],
    ]);
    view = await openPage(address, {
      onExit: (code) => {
        exitCode = code;
      },
      onLog: (text) => {
        if (!text.startsWith(SCREENSHOT)) onLine(text);
        else
          view?.page.screenshot({ path: join(SCREENSHOTS, `${text.slice(SCREENSHOT.length)}.png`) }).catch(printError);
      },
    });
    await waitFor("the suite to end", () => exitCode !== undefined || server.ended(), { timeout: RUN_DEADLINE_MS });
    if (exitCode === undefined) return "VS Code's server ended before the suite did";
    return exitCode === 0 ? undefined : `the suite's run() was rejected (code ${exitCode})`;
  } catch (error) {
    await view?.page.screenshot({ path: join(SCREENSHOTS, "run.png") }).catch(printError);
    throw error;
  } finally {
    await view?.close();
    await server.stop();
  }
}

function printError(error) {
  console.error(error.message);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const grep = process.argv[2];
  const { passed, failed } = await runSuite(grep ? { grep } : {});
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
