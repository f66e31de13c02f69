// Mocha's run as numbers, for every host.

/** What the driving process reads. */
export interface Result {
  passed: number;
  failed: number;
  failures: { title: string; message: string }[];
}

/** Runs the tests that are loaded. */
export async function runCounted(mocha: Mocha): Promise<Result> {
  const result: Result = { passed: 0, failed: 0, failures: [] };
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
  return result;
}
