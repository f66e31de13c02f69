/** How the server begins and ends: with its editor, whatever becomes of that. */
import { type ChildProcess, fork, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { Client } from "./client.ts";

const cli = join(import.meta.dirname, "../../dist/cli.js");
const URI = "file:///docs/churn.md";
const TEXT =
  "---\ntype: ml-design-doc\n---\n# Churn model\n\n## Goals\n\nCut monthly churn from 4.1 % to 3.6 % by June.\n";

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

function start(child: ChildProcess): ChildProcess {
  started.push(child);
  return child;
}
function client(transport?: "stdio" | "ipc"): Client {
  const own = Client.start(transport);
  start(own.process);
  return own;
}
/** A process that does nothing until it is killed, in an editor's place. */
function idle(): ChildProcess {
  return start(spawn(process.execPath, ["-e", "process.stdin.resume()"], { stdio: ["pipe", "ignore", "inherit"] }));
}
const exitCode = async (child: ChildProcess) => child.exitCode ?? ((await once(child, "exit"))[0] as number | null);

describe("told to", () => {
  test("over IPC, with 0 after shutdown", async () => {
    const ipc = client("ipc");
    expect((await ipc.initialize()).serverInfo?.name).toBe("ml-design-docs");
    await ipc.open(URI, TEXT);
    expect((await ipc.diagnostics(URI)).length).toBeGreaterThan(0);
    expect(await ipc.stop()).toBe(0);
  });

  test("over stdio, with 0 after shutdown", async () => {
    const stdio = client();
    await stdio.initialize();
    await stdio.open(URI, TEXT);
    expect((await stdio.diagnostics(URI)).length).toBeGreaterThan(0);
    expect(await stdio.stop()).toBe(0);
  });

  test("by exit without shutdown, with 1", async () => {
    const stdio = client();
    await stdio.initialize();
    await stdio.connection.sendNotification("exit");
    expect(await stdio.ended()).toBe(1);
  });
});

describe("left alone", () => {
  test("by the end of its input, with 1", async () => {
    const stdio = client();
    await stdio.initialize();
    stdio.process.stdin?.end();
    expect(await stdio.ended()).toBe(1);
  });

  test("by the end of its input after shutdown, with 0", async () => {
    const stdio = client();
    await stdio.initialize();
    await stdio.connection.sendRequest("shutdown");
    stdio.process.stdin?.end();
    expect(await stdio.ended()).toBe(0);
  });

  test("by an input that is empty from the start", () => {
    const { status, stdout } = spawnSync(process.execPath, [cli, "server", "--stdio"], { input: "", encoding: "utf8" });
    expect(status).toBe(1);
    expect(stdout).toBe("");
  });

  test("by a closed IPC channel", async () => {
    const server = start(
      fork(join(cli, "../server.node.js"), ["--node-ipc"], { stdio: ["ignore", "inherit", "inherit", "ipc"] }),
    );
    server.send({ jsonrpc: "2.0", id: 1, method: "initialize", params: { processId: process.pid, capabilities: {} } });
    await once(server, "message");
    server.disconnect();
    expect(await exitCode(server)).toBe(1);
  });

  test("by an editor that is killed and takes its end of the pipes along", async () => {
    const script = `
      const { spawn } = require("node:child_process");
      const server = spawn(process.execPath, [${JSON.stringify(cli)}, "server", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: { processId: process.pid, capabilities: {} } });
      server.stdin.write("Content-Length: " + body.length + "\\r\\n\\r\\n" + body);
      server.stdout.pipe(process.stdout);`;
    const editor = start(spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "pipe"] }));
    await once(editor.stdout as NodeJS.ReadableStream, "data");
    editor.stderr?.resume();
    editor.stdout?.resume();
    // The server has inherited the error output: it is closed only when both have ended.
    const closed = once(editor, "close");
    editor.kill("SIGKILL");
    await closed;
  });

  test("by the process that initialize names, though the pipes stay open", async () => {
    const editor = idle();
    const stdio = client();
    await stdio.initialize({ processId: editor.pid ?? null });
    const ended = stdio.ended();
    editor.kill("SIGKILL");
    expect(await ended).toBe(1);
  });

  test("by the process that --clientProcessId names, before any message", async () => {
    const editor = idle();
    const args = [cli, "server", "--stdio", `--clientProcessId=${editor.pid}`];
    const server = start(spawn(process.execPath, args, { stdio: ["pipe", "ignore", "inherit"] }));
    const ended = exitCode(server);
    editor.kill("SIGKILL");
    expect(await ended).toBe(1);
  });
});

describe("the command", () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [cli, "server", ...args], { input: "", encoding: "utf8" });

  test.each([
    [[], "--stdio"],
    [["--stdoi"], "'--stdoi'"],
    [["--stdio", "--verbose"], "'--verbose'"],
    [["--stdio", "docs"], "'docs'"],
    [["--stdio", "--socket=4000"], "--stdio and --socket"],
    [["--socket=seven"], '"seven"'],
    [["--socket=70000"], '"70000"'],
    [["--stdio", "--clientProcessId=0"], '"0"'],
    [["--node-ipc"], "--node-ipc"],
  ])("of %j is wrong, and is told why", (args, named) => {
    const { status, stdout, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(named);
    expect(stderr).toContain("Usage: ml-design-docs server --stdio");
  });

  test("tells its options", () => {
    const { status, stdout } = run("--help");
    expect(status).toBe(0);
    expect(stdout).toContain("--clientProcessId PID");
  });
});

test("what a test still waits for fails when the server dies", async () => {
  const own = client();
  await own.initialize();
  await own.open(URI, TEXT);
  await own.diagnostics(URI);
  const waits = [own.publishedAfter(URI, 1000), own.publishedUntil(URI, () => false), own.diagnostics(URI, 99)];
  // A request that is not answered: the server has stopped reading.
  own.process.kill("SIGSTOP");
  waits.push(own.connection.sendRequest("textDocument/codeLens", { textDocument: { uri: URI } }));
  own.process.kill("SIGKILL");
  const results = await Promise.allSettled(waits);
  expect(results.map((r) => r.status)).toEqual(["rejected", "rejected", "rejected", "rejected"]);
  expect(String((results[0] as PromiseRejectedResult).reason)).toContain("the server has ended (SIGKILL)");
  await expect(own.diagnostics(URI, 100)).rejects.toThrow("the server has ended");
});
