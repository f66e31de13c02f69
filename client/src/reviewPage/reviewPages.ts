/** The reviewer's pages: one a document. They outlive a reload of the window. */
import { type Disposable, env, l10n, Range, Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import { openPlace } from "../page/open.ts";
import { pageOptions, showIn } from "../page/panel.ts";
import { reasonOf, reportError } from "../report.ts";
import type { Server } from "../server.ts";
import { type Checklist, checklistOf, type Marks, marksOf, NO_MARKS } from "./checklist.ts";
import { nothingBody, reviewBody } from "./reviewBody.ts";
import { reviewComment } from "./reviewComment.ts";

export const REVIEW_PAGE = "mlDesignDocs.review";
const NOTE_MS = 5000;

interface Message {
  type?: unknown;
  line?: unknown;
  marks?: unknown;
}

interface Page {
  panel: WebviewPanel;
  uri: Uri;
  /** The version that the page speaks of. */
  version: number;
  checklist?: Checklist;
  marks: Marks;
}

export class ReviewPages implements Disposable {
  readonly #extensionUri: Uri;
  readonly #server: Server;
  /** By the document's URI. */
  readonly #pages = new Map<string, Page>();
  readonly #listener: Disposable;

  constructor(extensionUri: Uri, server: Server) {
    this.#extensionUri = extensionUri;
    this.#server = server;
    // Never renewed by itself: the reviewer is writing in it.
    this.#listener = server.onCoverageChanged(({ uri, version }) => {
      const page = this.#pages.get(Uri.parse(uri).toString());
      if (page?.checklist && page.version !== version) void page.panel.webview.postMessage({ type: "stale" });
    });
  }

  /** Brings up the page of a document, beside it. */
  async show(uri: Uri): Promise<void> {
    const known = this.#pages.get(uri.toString());
    if (known) return known.panel.reveal();
    const options = { ...pageOptions(this.#extensionUri), enableFindWidget: true };
    const panel = window.createWebviewPanel(REVIEW_PAGE, l10n.t("Reviewer's checklist"), ViewColumn.Beside, options);
    await this.#attach(panel, uri, NO_MARKS);
  }

  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const { uri, marks } = (state ?? {}) as { uri?: unknown; marks?: unknown };
    if (typeof uri !== "string") return panel.dispose();
    panel.webview.options = pageOptions(this.#extensionUri);
    await this.#attach(panel, Uri.parse(uri), marksOf(marks));
  }

  dispose(): void {
    this.#listener.dispose();
    for (const { panel } of [...this.#pages.values()]) panel.dispose();
  }

  async #attach(panel: WebviewPanel, uri: Uri, marks: Marks): Promise<void> {
    const page: Page = { panel, uri, version: 0, marks };
    this.#pages.set(uri.toString(), page);
    panel.onDidDispose(() => this.#pages.delete(uri.toString()));
    panel.webview.onDidReceiveMessage(async (message: Message) => {
      try {
        await this.#hear(page, message);
      } catch (error) {
        reportError(l10n.t("The page could not do that"), reasonOf(error));
      }
    });
    try {
      await this.#render(page);
    } catch (error) {
      panel.dispose();
      throw error;
    }
  }

  async #render(page: Page): Promise<void> {
    const { panel, uri, marks } = page;
    const document = await workspace.openTextDocument(uri);
    const coverage = await this.#server.coverage(document.uri);
    const name = workspace.asRelativePath(uri);
    const title = l10n.t("Review of {0}", name.slice(name.lastIndexOf("/") + 1));
    const data = { uri: uri.toString(), marks };
    if (coverage?.kind !== "ml-design-doc") {
      const reason = coverage?.reason ?? l10n.t("it is no Markdown document that can be changed");
      const message = l10n.t("This document does not count as an ML design doc: {0}", reason);
      return showIn(panel, this.#extensionUri, "review", { title, data, body: nothingBody(message, l10n) });
    }
    page.version = coverage.version;
    page.checklist = checklistOf(coverage, name, ({ start, end }) =>
      document.getText(new Range(start.line, start.character, end.line, end.character)),
    );
    showIn(panel, this.#extensionUri, "review", { title, data, body: reviewBody(page.checklist, l10n) });
  }

  async #hear(page: Page, { type, line, marks }: Message): Promise<void> {
    switch (type) {
      case "marks":
        page.marks = marksOf(marks);
        return;
      case "refresh":
        return this.#render(page);
      case "open":
        return typeof line === "number" && line > 0 ? openPlace(page.uri.toString(), line) : undefined;
      case "copy": {
        if (!page.checklist) return;
        await env.clipboard.writeText(reviewComment(page.checklist, page.marks, l10n));
        window.setStatusBarMessage(l10n.t("Review comment copied"), NOTE_MS);
        return;
      }
      case "openMarkdown": {
        if (!page.checklist) return;
        const content = reviewComment(page.checklist, page.marks, l10n);
        await window.showTextDocument(await workspace.openTextDocument({ language: "markdown", content }));
        return;
      }
      default:
        return;
    }
  }
}
