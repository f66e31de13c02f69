import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/unit/**/*.test.ts", "test/protocol/**/*.test.ts"],
    // A hang bound, with a wide margin; no test waits by time.
    testTimeout: 60_000,
    // Programs that tests start leave nothing in the cache folder of whoever runs them.
    env: { ML_DESIGN_DOCS_CODE_CACHE: "0" },
    globalSetup: "test/setup.ts",
  },
});
