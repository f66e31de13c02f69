// Runs the suite of test/vscode in a real VS Code: in its Node extension host, or in the worker host of a browser.
import { createWriteStream } from "node:fs";
import { cp, mkdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { buildFiles, buildSuite } from "./build-suite.mjs";
import { runDesktop } from "./desktop.mjs";
import { startDriver } from "./driver.mjs";
import { pickHost } from "./host.mjs";
import { installWeb } from "./install.mjs";
import { OUT, ROOT, SCREENSHOTS } from "./paths.mjs";
import { temporaryFolder, waitFor } from "./process.mjs";
import { openPage, startServer } from "./served.mjs";
import { startWeb } from "./web.mjs";

const RUN_DEADLINE_MS = 5 * 60_000;
/** What the suite's own lines begin with. */
const SUITE = "::suite ";

/**
 * Runs the suite on the fixture workspace, a fresh copy a run. `worker`: in the worker host.
 * Returns `{ passed, failed, failures }`; throws if VS Code or the suite did not get to an end.
 */
export async function runSuite({ worker = false, extension = ROOT, grep } = {}) {
  const host = worker
    ? { kind: "web", vscode: await installWeb(), description: "VS Code without a server, in the worker of a browser" }
    : await pickHost();
  // All that VS Code and the extension log during the run.
  const logFile = join(OUT, worker ? "vscode-worker.log" : "vscode-host.log");
  const screenshots = join(SCREENSHOTS, worker ? "worker" : "node");
  await rm(screenshots, { recursive: true, force: true });
  await mkdir(screenshots, { recursive: true });
  console.log(`Running in ${host.description}; its log is ${relative(ROOT, logFile)}.`);
  const log = createWriteStream(logFile);
  const folder = await temporaryFolder("run");
  const run = { folder, extension, grep, screenshots };
  run.workspace = join(folder, "workspace");
  run.onLine = (line) => {
    const at = line.indexOf(SUITE);
    if (at >= 0) console.log(line.slice(at + SUITE.length));
    else log.write(`${line}\n`);
  };
  run.onResult = (result) => {
    run.result = result;
  };
  run.onScreenshot = async (name) => run.page?.screenshot({ path: join(screenshots, `${name}.png`) });
  try {
    await cp(join(ROOT, "test/vscode/workspace"), run.workspace, { recursive: true });
    const problem = await START[host.kind](host, run);
    if (!run.result) throw new Error(problem ?? "VS Code ended before the suite did");
    if (problem && run.result.failed === 0) throw new Error(problem);
    if (run.result.passed + run.result.failed === 0) throw new Error("the suite ran no test");
    return run.result;
  } finally {
    log.end();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Each runs the suite in a host, and tells what went wrong, if anything did. */
const START = { desktop: runInDesktop, served: runInServed, web: runInWeb };

async function runInDesktop(host, { folder, workspace, extension, grep, onLine, onResult }) {
  const driver = await startDriver({ onResult });
  try {
    const suite = await buildSuite("node", { driver: driver.origin, grep });
    const args = [workspace, `--extensionDevelopmentPath=${extension}`, `--extensionTestsPath=${suite}`];
    let rest = "";
    const onOutput = (text) => {
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    };
    const code = await runDesktop(host, { data: join(folder, "data"), args, onOutput, timeout: RUN_DEADLINE_MS });
    if (rest) onLine(rest);
    return code === 0 ? undefined : `VS Code ended with ${code}`;
  } finally {
    await driver.stop();
  }
}

async function runInServed(host, run) {
  const driver = await startDriver(run);
  const server = await startServer(host, { testDriver: true, secret: false });
  try {
    const suite = await buildSuite("node", { driver: driver.origin, grep: run.grep });
    const address = server.address(run.workspace, [
      ["extensionDevelopmentPath", server.remote(run.extension)],
      ["extensionTestsPath", server.remote(suite)],
    ]);
    return await runInPage(address, run, () => server.ended());
  } finally {
    await server.stop();
    await driver.stop();
  }
}

async function runInWeb({ vscode }, run) {
  const files = await buildFiles();
  const web = await startWeb({ ...run, vscode, files });
  try {
    await buildSuite("worker", { driver: web.origin, grep: run.grep });
    return await runInPage(web.address, run, () => false);
  } finally {
    await web.stop();
  }
}

/** Runs the suite that the page at an address starts by itself. */
async function runInPage(address, run, serverEnded) {
  let view;
  let exitCode;
  try {
    view = await openPage(address, {
      onOpen: (page) => {
        run.page = page;
      },
      onExit: (code) => {
        exitCode = code;
      },
      onLog: run.onLine,
    });
    await waitFor("the suite to end", () => exitCode !== undefined || serverEnded(), { timeout: RUN_DEADLINE_MS });
    if (exitCode === undefined) return "VS Code's server ended before the suite did";
    return exitCode === 0 ? undefined : `the suite's run() was rejected (code ${exitCode})`;
  } catch (error) {
    await run.page?.screenshot({ path: join(run.screenshots, "run.png") }).catch(printError);
    throw error;
  } finally {
    run.page = undefined;
    await view?.close();
  }
}

function printError(error) {
  console.error(error.message);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const args = process.argv.slice(2);
  const worker = args.includes("--worker");
  const grep = args.find((arg) => !arg.startsWith("--"));
  const { passed, failed } = await runSuite({ worker, ...(grep ? { grep } : {}) });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
