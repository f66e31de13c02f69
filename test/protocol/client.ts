/** A language client that spawns the built server, as an editor does. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type ApplyWorkspaceEditParams,
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

const dist = join(import.meta.dirname, "../../dist");

export class Client {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly applied: ApplyWorkspaceEditParams[] = [];
  /** Documents as this client shows them. */
  readonly documents = new Map<string, TextDocument>();
  private readonly waiting = new Set<() => void>();
  /** What the server went with, if it has ended and nothing more can come from it. */
  private gone: string | undefined;

  private constructor(
    readonly process: ChildProcess,
    readonly connection: ProtocolConnection,
  ) {
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.wake();
    });
    connection.onRequest("workspace/applyEdit", (params: ApplyWorkspaceEditParams) => {
      this.applied.push(params);
      return { applied: true };
    });
    // Its streams are read to their end by then. What is asked still is rejected, what is waited for does not come.
    process.once("close", (code, signal) => {
      this.gone = `the server has ended (${signal ?? code})`;
      connection.dispose();
      this.wake();
    });
    connection.listen();
  }

  private wake(): void {
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }

  /** Until something is published. Throws if the server ends before. */
  private async publication(): Promise<void> {
    if (!this.gone) await new Promise<void>((resolve) => this.waiting.add(resolve));
    if (this.gone) throw new Error(this.gone);
  }

  /** Starts the server over stdio (the command line) or IPC (as VS Code does). */
  static start(transport: "stdio" | "ipc" = "stdio"): Client {
    const file = join(dist, transport === "stdio" ? "cli.js" : "server.node.js");
    if (!existsSync(file)) throw new Error(`${file} is not built; run npm run build`);
    if (transport === "stdio")
      return Client.over(spawn(process.execPath, [file, "server", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] }));
    const child = fork(file, ["--node-ipc"], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    return new Client(child, createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child)));
  }

  /** A client of a server that was started otherwise, over its stdio. */
  static over(child: ChildProcess): Client {
    if (!child.stdout || !child.stdin) throw new Error("the server's stdio is not piped");
    return new Client(
      child,
      createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)),
    );
  }

  async initialize(params: Partial<InitializeParams> = {}): Promise<InitializeResult> {
    const result = await this.connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        workspace: { workspaceEdit: { documentChanges: true } },
        textDocument: { completion: { completionItem: { snippetSupport: true } } },
      },
      ...params,
    });
    await this.connection.sendNotification("initialized", {});
    return result;
  }

  async open(uri: string, text: string, languageId = "markdown"): Promise<void> {
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Sends incremental changes and keeps the client's own copy in step. */
  async change(uri: string, edits: TextEdit[]): Promise<number> {
    const document = this.document(uri);
    const contentChanges = edits.map(({ range, newText }) => ({ range, text: newText }));
    const version = document.version + 1;
    this.documents.set(uri, TextDocument.update(document, contentChanges, version));
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
    return version;
  }

  /** Applies a workspace edit as an editor would: all edits against the version they name. */
  async apply(edit: WorkspaceEdit): Promise<void> {
    for (const change of edit.documentChanges ?? []) {
      if (!("textDocument" in change)) throw new Error("only text edits are expected");
      const { uri, version } = change.textDocument;
      const document = this.document(uri);
      if (version !== null && version !== document.version)
        throw new Error(`edit for version ${version}, open is ${document.version}`);
      await this.change(uri, this.backwards(uri, change.edits as TextEdit[]));
    }
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) await this.change(uri, this.backwards(uri, edits));
  }

  private backwards(uri: string, edits: readonly TextEdit[]): TextEdit[] {
    const document = this.document(uri);
    return [...edits].sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start));
  }

  document(uri: string): TextDocument {
    const document = this.documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  /** The diagnostics published for a version, once they arrive. */
  async diagnostics(uri: string, version = this.document(uri).version): Promise<Diagnostic[]> {
    const found = () => this.published.findLast((p) => p.uri === uri && p.version === version)?.diagnostics;
    for (let diagnostics = found(); ; diagnostics = found()) {
      if (diagnostics) return diagnostics;
      await this.publication();
    }
  }

  /** The first diagnostics of a document that come after so many publications, of whatever document. */
  async publishedAfter(uri: string, seen: number): Promise<Diagnostic[]> {
    for (;;) {
      const found = this.published.slice(seen).find((p) => p.uri === uri);
      if (found) return found.diagnostics;
      await this.publication();
    }
  }

  /** The last diagnostics of a document, as soon as they are what is waited for. */
  async publishedUntil(uri: string, isIt: (diagnostics: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    for (;;) {
      const found = this.published.findLast((p) => p.uri === uri)?.diagnostics;
      if (found && isIt(found)) return found;
      await this.publication();
    }
  }

  /** Shuts the server down; resolves with its exit code. */
  async stop(): Promise<number | null> {
    const ended = this.ended();
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const code = await ended;
    this.connection.dispose();
    return code;
  }

  ended(): Promise<number | null> {
    return new Promise((resolve) => {
      if (this.process.exitCode !== null) resolve(this.process.exitCode);
      else this.process.once("exit", (code) => resolve(code));
    });
  }
}
