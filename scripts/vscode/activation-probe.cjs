// Runs in VS Code's extension host, as its test would, and prints one line: what the extension's activation costs there.
const { execFileSync } = require("node:child_process");
const { join } = require("node:path");
const v8 = require("node:v8");
const { runInNewContext } = require("node:vm");
const vscode = require("vscode");

const ID = "ml-design-docs.ml-design-docs";
const DEADLINE_MS = 30_000;

exports.run = async () => {
  const extension = vscode.extensions.getExtension(ID);
  if (!extension || extension.isActive) throw new Error(extension ? "active before it was asked" : "not installed");
  v8.setFlagsFromString("--expose-gc");
  const memory = () => {
    runInNewContext("gc")();
    const { heapUsed, rss } = process.memoryUsage();
    return { heapUsed, rss };
  };
  const before = memory();
  const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, "support-ticket-triage.md");
  // Of this thread alone, so that a busy machine counts less; older versions of Node do not know it.
  const cpu = () => (process.threadCpuUsage?.().user ?? Number.NaN) + (process.threadCpuUsage?.().system ?? 0);
  const started = cpu();
  await extension.activate();
  const activationCpu = (cpu() - started) / 1000;
  const opened = performance.now();
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
  await eventually(() => vscode.languages.getDiagnostics(file).some(({ source }) => source === "ml-design-docs"));
  const firstFindings = performance.now() - opened;
  const after = memory();
  const stats = await activationStats();
  const result = {
    ...stats,
    cpu: Math.round(activationCpu),
    firstFindings: Math.round(firstFindings),
    heapDelta: after.heapUsed - before.heapUsed,
    rssDelta: after.rss - before.rss,
    serverRss: serverRss(join(extension.extensionPath, "dist")),
  };
  console.log(`::activation ${JSON.stringify(result)}`);
};

/** The editor's own figures, in milliseconds, from the page of "Developer: Startup Performance". */
async function activationStats() {
  await vscode.commands.executeCommand("perfview.show");
  const row = await eventually(() => {
    const page = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "perf");
    const lines = page?.getText().split("\n") ?? [];
    return lines.map((line) => line.split("|").map((cell) => cell.trim())).find(([, id]) => id === ID);
  });
  const [, , , load, call, finish] = row;
  return { load: Number(load), call: Number(call), finish: Number(finish) };
}

/** Resident memory of the language server's process, in bytes; null where `ps` does not tell. */
function serverRss(folder) {
  try {
    const lines = execFileSync("ps", ["-axo", "ppid=,rss=,args="], { encoding: "utf8" }).split("\n");
    const own = lines.map((line) => line.trim().split(/\s+/)).filter(([ppid]) => Number(ppid) === process.pid);
    const [, kilobytes] = own.find((words) => words.some((word) => word.startsWith(folder))) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

async function eventually(probe) {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const found = probe();
    if (found) return found;
    if (Date.now() > deadline) throw new Error("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
