import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/unit/**/*.test.ts", "test/protocol/**/*.test.ts"],
    // A hang bound, with a wide margin; no test waits by time.
    testTimeout: 60_000,
    globalSetup: "test/setup.ts",
  },
});
