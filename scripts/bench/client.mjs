// A client that measures a language server over stdio: start, first diagnostics, keystroke to diagnostics of its version.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const now = () => performance.now();
const LATE_MS = 2000;
const SETTLE_MS = 20_000;
/** A server that says nothing for so long hangs. */
const HANG_MS = 60_000;

export class MeasuredServer {
  #pending = new Map();
  #waiting = new Set();
  #id = 0;
  #buffer = Buffer.alloc(0);
  /** Diagnostics by URI: {version, diagnostics, at}. */
  published = new Map();

  constructor(command, cwd) {
    this.startedAt = now();
    this.process = spawn(command[0], command.slice(1), { cwd, stdio: ["pipe", "pipe", "ignore"] });
    this.process.stdout.on("data", (data) => this.#read(data, now()));
    this.process.stdin.on("error", () => {});
  }

  #read(data, at) {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const header = this.#buffer.indexOf("\r\n\r\n");
      if (header < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString("latin1", 0, header))?.[1]);
      if (this.#buffer.length < header + 4 + length) return;
      const message = JSON.parse(this.#buffer.toString("utf8", header + 4, header + 4 + length));
      this.#buffer = this.#buffer.subarray(header + 4 + length);
      this.#take(message, at);
    }
  }

  #take(message, at) {
    if (message.id !== undefined && message.method) {
      // Requests of the server: registrations and settings.
      const result = message.method === "workspace/configuration" ? message.params.items.map(() => null) : null;
      this.#send({ id: message.id, result });
    } else if (message.id !== undefined) {
      this.#pending.get(message.id)?.(message.result);
      this.#pending.delete(message.id);
    } else if (message.method === "textDocument/publishDiagnostics") {
      this.published.set(message.params.uri, { ...message.params, at });
      for (const wake of this.#waiting) wake();
    }
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  /** Rejects if no answer comes. */
  request(method, params) {
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(this.#hangs(method)), HANG_MS);
      this.#pending.set(id, (result) => {
        clearTimeout(timer);
        resolve(result);
      });
      this.process.once("exit", () => clearTimeout(timer));
      this.#send({ id, method, params });
    });
  }

  /** Ends a server that hangs. */
  #hangs(what) {
    this.process.kill("SIGKILL");
    return new Error(`${this.process.spawnargs.join(" ")} has not answered ${what}`);
  }

  async initialize(rootUri) {
    const { capabilities } = await this.request("initialize", {
      processId: process.pid,
      rootUri,
      capabilities: { textDocument: { publishDiagnostics: { versionSupport: true } } },
    });
    this.incremental = (capabilities.textDocumentSync?.change ?? capabilities.textDocumentSync) === 2;
    this.notify("initialized", {});
  }

  open(uri, text) {
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId: "markdown", version: 1, text } });
    return this.diagnostics(uri, 1);
  }

  /** The diagnostics of a version, with the time of their arrival. Throws if they do not come. */
  async diagnostics(uri, version) {
    const late = now() + HANG_MS;
    for (;;) {
      const found = this.published.get(uri);
      if (found && (found.version ?? version) >= version) return found;
      if (now() > late) {
        throw this.#hangs(`version ${version} of ${uri}`);
      }
      await new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, HANG_MS + 1);
        this.#waiting.add(wake);
      });
    }
  }

  /** The newest diagnostics of a document, when there are as many as this, or none more came in time. */
  async settled(uri, least) {
    const late = performance.now() + SETTLE_MS;
    while ((this.published.get(uri)?.diagnostics.length ?? 0) < least && performance.now() < late)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return this.published.get(uri)?.diagnostics ?? [];
  }

  /** Types `count` characters at an offset, each when the one before is answered; the milliseconds of each. */
  async type(uri, text, offset, count, version = 1) {
    const before = text.slice(0, offset);
    const line = before.split("\n").length - 1;
    let character = offset - (before.lastIndexOf("\n") + 1);
    let typed = "";
    const times = [];
    for (let i = 0; i < count; i++) {
      const char = "abcdefgh "[i % 9];
      const at = { line, character };
      typed += char;
      version++;
      const change = this.incremental
        ? { range: { start: at, end: at }, text: char }
        : { text: before + typed + text.slice(offset) };
      character++;
      this.published.delete(uri);
      const start = now();
      this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [change] });
      times.push((await this.diagnostics(uri, version)).at - start);
    }
    return times;
  }

  /** Resident memory in MB. */
  memory() {
    const status = readFileSync(`/proc/${this.process.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  /** Ends the server; one that does not answer or go is killed. */
  async stop() {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    const late = setTimeout(() => this.process.kill("SIGKILL"), LATE_MS);
    await Promise.race([this.request("shutdown", null), ended]);
    this.notify("exit", null);
    await ended;
    clearTimeout(late);
  }
}
