// Runs the test files with Mocha inside VS Code's extension host, and tells the driving process the result.
import Mocha from "mocha";
import { runCounted } from "./counted.ts";

const TEST_TIMEOUT_MS = 60_000;

/** What the driving process builds into the bundle: the environment of an extension host in a browser is empty. */
export interface SuiteOptions {
  /** Its address; it takes the result, and a picture of the window where it can. */
  driver: string;
  /** Only the tests with such a title. */
  grep?: string;
}

/** Loads the test files and runs them; rejects if a test has failed. */
export async function runMocha(files: (() => unknown)[], { driver, grep }: SuiteOptions): Promise<void> {
  // Marked line by line: the driving process tells the suite's own lines from everything else that is logged.
  Mocha.reporters.Base.consoleLog = (text = "", ...args: unknown[]) => {
    const filled = String(text).replace(/%[sd]/g, () => String(args.shift()));
    for (const line of [filled, ...args].join(" ").split("\n")) console.log(`::suite ${line}`);
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

  /** The next test would change the window, so it waits. */
  async function takeScreenshotOfFailure(this: Mocha.Context): Promise<void> {
    const test = this.currentTest;
    if (test?.state !== "failed") return;
    const name = test
      .fullTitle()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .slice(0, 100);
    await tell(`screenshot/${encodeURIComponent(name)}`, {});
  }

  async function tell(what: string, value: object): Promise<void> {
    const answer = await fetch(new URL(what, driver), { method: "POST", body: JSON.stringify(value) });
    if (!answer.ok) throw new Error(`${what}: ${answer.status} ${await answer.text()}`);
  }

  const result = await runCounted(mocha);
  await tell("result", result);
  if (result.failed > 0) throw new Error(`${result.failed} failed`);
}
