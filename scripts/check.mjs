// The quick loop: types, lint, and (without --no-units) the unit tests. Says what failed and exits 1.
import { spawnSync } from "node:child_process";
import { compileFramework, root } from "./compile-framework.mjs";

compileFramework();
const steps = [
  ["types", "npx", ["tsc", "--noEmit", "-p", "."]],
  ["types of the pages", "npx", ["tsc", "--noEmit", "-p", "client/webview"]],
  ["lint and format", "npx", ["biome", "check", "--error-on-warnings", "."]],
  ["generated files", "node", ["scripts/generate.mjs", "--check"]],
];
if (!process.argv.includes("--no-units")) steps.push(["unit tests", "npx", ["vitest", "run", "test/unit"]]);
let failed = false;
for (const [name, command, args] of steps) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  console.log(`${status === 0 ? "ok  " : "FAIL"}  ${name}`);
  if (status !== 0) failed = true;
}
process.exit(failed ? 1 : 0);
