/** What the document in the active editor answers, kept up to date for all views. */

import { type Disposable, EventEmitter, type TextDocument, window, workspace } from "vscode";
import type { DocumentCoverage } from "../../../server/src/lsp/protocol.ts";
import { isMarkdown } from "../attended.ts";
import type { Server } from "../server.ts";

export interface CurrentCoverage {
  document: TextDocument;
  coverage: DocumentCoverage;
}

export class CoverageModel implements Disposable {
  readonly #server: Server;
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable[];
  /** The document that the views are about, whether or not its coverage is known yet. */
  #document: TextDocument | undefined;
  #current: CurrentCoverage | undefined;
  #asking = false;
  #askAgain = false;

  readonly onDidChange = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#subscriptions = [
      this.#changed,
      window.onDidChangeActiveTextEditor(() => this.#follow()),
      workspace.onDidCloseTextDocument((document) => {
        if (document === this.#document) this.#follow();
      }),
      // A document whose language is changed is closed and opened anew in the same editor.
      workspace.onDidOpenTextDocument((document) => {
        if (document === window.activeTextEditor?.document) this.#follow();
      }),
      server.onCoverageChanged(({ uri }) => {
        if (uri === this.#document?.uri.toString()) this.#ask();
      }),
    ];
    this.#follow();
  }

  /** Undefined: no Markdown document is active, or the server does not know it. */
  get current(): CurrentCoverage | undefined {
    return this.#current;
  }

  /** What the active document answers is being found out. */
  get busy(): boolean {
    return this.#asking && this.#current === undefined;
  }

  /** A document's coverage now; undefined if the server does not know it. */
  of(document: TextDocument): Promise<DocumentCoverage | undefined> {
    return this.#server.coverage(document.uri);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #follow(): void {
    const active = window.activeTextEditor?.document;
    // A view or a preview has no text editor: what was worked on before is still what they are about.
    if (!active && this.#document && !this.#document.isClosed) return;
    const document = active && isMarkdown(active) ? active : undefined;
    if (document === this.#document) return;
    this.#document = document;
    this.#current = undefined;
    this.#ask();
    this.#changed.fire();
  }

  /** One question at a time; what changes meanwhile is asked for once more behind it. */
  #ask(): void {
    this.#askAgain = true;
    if (!this.#asking) void this.#askUntilKnown();
  }

  async #askUntilKnown(): Promise<void> {
    this.#asking = true;
    while (this.#askAgain) {
      this.#askAgain = false;
      const document = this.#document;
      // The failure of a server is reported where it fails.
      const coverage = document && (await this.of(document).catch(() => undefined));
      if (document !== this.#document) continue;
      this.#current = document && coverage ? { document, coverage } : undefined;
      const again = this.#askAgain;
      this.#asking = again;
      this.#changed.fire();
      // Whoever listens may have asked anew already.
      if (!again) return;
    }
    this.#asking = false;
  }
}
