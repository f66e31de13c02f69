// Runs the test files with Mocha inside VS Code's extension host, and tells the result by file and console.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import { eventually } from "./support.ts";

const TEST_TIMEOUT_MS = 60_000;
const SCREENSHOT_DEADLINE_MS = 10_000;

/** What the caller of VS Code reads from the file that ML_DESIGN_DOCS_RESULT names. */
interface SuiteResult {
  passed: number;
  failed: number;
  failures: { title: string; message: string }[];
}

/** Loads the test files and runs them; rejects if a test has failed. */
export async function runMocha(files: (() => unknown)[]): Promise<void> {
  const grep = process.env.ML_DESIGN_DOCS_GREP;
  // Marked line by line: the process that drives VS Code tells the suite's own lines from everything else that is logged.
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    for (const line of format(...args).split("\n")) console.log(`::suite ${line}`);
  };
  const mocha = new Mocha({
    ui: "bdd",
    color: false,
    reporter: "spec",
    timeout: TEST_TIMEOUT_MS,
    rootHooks: { afterEach: takeScreenshotOfFailure },
    ...(grep ? { grep } : {}),
  });
  mocha.suite.emit("pre-require", globalThis as unknown as Mocha.MochaGlobals, "", mocha);
  for (const load of files) load();

  const result: SuiteResult = { passed: 0, failed: 0, failures: [] };
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on("pass", () => {
        result.passed++;
      })
      .on("fail", (test: Mocha.Runnable, error: Error) => {
        result.failed++;
        result.failures.push({ title: test.fullTitle(), message: error.message });
      });
  });
  const file = process.env.ML_DESIGN_DOCS_RESULT;
  if (file) writeFileSync(file, JSON.stringify(result));
  if (result.failed > 0) throw new Error(`${result.failed} failed`);
}

/** Asks the process that drives the window for a picture, and waits for it: the next test would change the window. */
async function takeScreenshotOfFailure(this: Mocha.Context): Promise<void> {
  const folder = process.env.ML_DESIGN_DOCS_SCREENSHOTS;
  const test = this.currentTest;
  if (!folder || test?.state !== "failed") return;
  const name = test
    .fullTitle()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, 100);
  console.log(`::screenshot ${name}`);
  await eventually(`a screenshot of "${name}"`, () => existsSync(join(folder, `${name}.png`)), SCREENSHOT_DEADLINE_MS);
}
