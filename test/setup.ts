/** Before all tests: the framework is compiled, so that a fresh clone needs no step by hand. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

export default function setup(): void {
  execFileSync(process.execPath, [join(import.meta.dirname, "../scripts/compile-framework.mjs")], { stdio: "inherit" });
}
