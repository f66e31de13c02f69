// `npm start`: builds, and opens VS Code on the examples with the extension loaded from the working copy.
// `npm start -- --terminal` prints the check of the examples instead.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { runDesktop } from "./vscode/desktop.mjs";
import { pickHost } from "./vscode/host.mjs";
import { EXAMPLE, EXAMPLES, ROOT } from "./vscode/paths.mjs";
import { temporaryFolder } from "./vscode/process.mjs";
import { startServer } from "./vscode/served.mjs";

const USAGE = `Usage: npm start               opens VS Code with the extension on examples/
       npm start -- --terminal  prints the check of examples/`;

const options = process.argv.slice(2);
if (options.some((option) => option !== "--terminal")) {
  console.error(USAGE);
  process.exit(2);
}

// Ctrl+C is the way to end what is opened here, so it is no failure.
process.once("SIGINT", () => process.exit(0));

console.log("Building …");
node("scripts/build.mjs");
if (options.includes("--terminal")) {
  // Findings are what the examples are there for: they do not make the start a failure.
  node("dist/cli.js", ["check", "examples"], [0, 1]);
} else {
  const host = await pickHost({ attended: true });
  await (host.kind === "desktop" ? openDesktop(host) : openServed(host));
}

async function openDesktop(host) {
  console.log(`Opening the ${host.description}. Close its window, or press Ctrl+C, to end.`);
  const args = ["--new-window", EXAMPLES, EXAMPLE, `--extensionDevelopmentPath=${ROOT}`];
  const code = await runDesktop(host, { data: await temporaryFolder("start"), args });
  if (code !== 0) throw new Error(`VS Code ended with ${code}`);
}

async function openServed(host) {
  console.log("Starting the server …");
  const server = await startServer(host, { extension: ROOT });
  const address = server.address(EXAMPLES, [["openFile", server.remote(EXAMPLE)]]);
  console.log(
    `\nVS Code with the extension is ready. Open this address in a browser on this machine:\n\n  ${address}\n`,
  );
  console.log("Press Ctrl+C to end it.");
  await server.exited;
  throw new Error("VS Code's server has ended by itself");
}

/** Runs a script of the repository; ends this process with its exit code unless that is an accepted one. */
function node(script, args = [], accepted = [0]) {
  const { status, error } = spawnSync(process.execPath, [join(ROOT, script), ...args], { cwd: ROOT, stdio: "inherit" });
  if (error) throw error;
  if (!accepted.includes(status)) process.exit(status ?? 1);
}
