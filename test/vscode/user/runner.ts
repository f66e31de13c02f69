// Runs the tests that use VS Code as a user does; they stand outside of it, in Node.
import { join } from "node:path";
import Mocha from "mocha";
import type { Page } from "playwright-core";
import { type Result, runCounted } from "../counted.ts";
import { begin } from "./session.ts";
import { Workbench } from "./workbench.ts";

const TEST_TIMEOUT_MS = 120_000;

interface Options {
  page: Page;
  folder: string;
  /** Where pictures of failures go. */
  screenshots: string;
  grep?: string;
}

export async function runUserTests(files: (() => Promise<unknown>)[], options: Options): Promise<Result> {
  const { page, folder, screenshots, grep } = options;
  const workbench = new Workbench(page);
  begin({ workbench, folder });
  const mocha = new Mocha({
    ui: "bdd",
    reporter: "spec",
    timeout: TEST_TIMEOUT_MS,
    rootHooks: {
      async afterEach(this: Mocha.Context) {
        const test = this.currentTest;
        if (test?.state === "failed") {
          const name = test.fullTitle().replace(/[^\p{L}\p{N}]+/gu, "-");
          await page.screenshot({ path: join(screenshots, `${name.slice(0, 100)}.png`) });
        }
        await workbench.closeAll();
      },
    },
    ...(grep ? { grep } : {}),
  });
  mocha.suite.emit("pre-require", globalThis as unknown as Mocha.MochaGlobals, "", mocha);
  await workbench.ready();
  for (const load of files) await load();

  return runCounted(mocha);
}
