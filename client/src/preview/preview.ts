/** Marks empty and missing sections in the editor's own Markdown preview, if the user wants that. */
import { commands, Disposable, l10n, Uri, workspace } from "vscode";
import type { Server } from "../server.ts";
import { type MarkdownIt, markSections } from "./markdownIt.ts";
import { type PreviewMarks, previewMarks } from "./marks.ts";

const SECTION = "mlDesignDocs.preview";
const SETTING = "enabled";

/** What the editor's Markdown extension asks an extension for. */
export interface MarkdownContribution {
  extendMarkdownIt<T extends MarkdownIt>(md: T): T;
}

export class PreviewMarker implements Disposable {
  readonly #server: Server;
  /** By URI, of what a preview has shown since it was turned on; null: nothing to say, or not known yet. */
  readonly #marks = new Map<string, PreviewMarks | null>();
  readonly #listeners: Disposable;

  constructor(server: Server) {
    this.#server = server;
    this.#listeners = Disposable.from(
      server.onCoverageChanged(({ uri }) => void this.#learn(Uri.parse(uri))),
      workspace.onDidCloseTextDocument(({ uri }) => this.#marks.delete(uri.toString())),
      workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration(SECTION) || this.#marks.size === 0) return;
        this.#marks.clear();
        this.#refresh();
      }),
    );
  }

  get contribution(): MarkdownContribution {
    return { extendMarkdownIt: (md) => markSections(md, (document) => this.#marksOf(document)) };
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  /** Called while a preview is rendered, so it answers with what is known and looks for the rest. */
  #marksOf(document: unknown): PreviewMarks | undefined {
    const uri = asUri(document);
    if (!uri) return undefined;
    const key = uri.toString();
    const known = this.#marks.get(key);
    if (known === undefined) this.#marks.set(key, null);
    if (!workspace.getConfiguration(SECTION, uri).get<boolean>(SETTING, false)) return undefined;
    if (known === undefined) void this.#learn(uri);
    return known ?? undefined;
  }

  async #learn(uri: Uri): Promise<void> {
    const key = uri.toString();
    if (!this.#marks.has(key) || !workspace.getConfiguration(SECTION, uri).get<boolean>(SETTING, false)) return;
    // A preview without marks is still a preview; the server's own failure is reported where it happens.
    const coverage = await this.#server.coverage(uri).catch(() => undefined);
    const document = workspace.textDocuments.find((open) => open.uri.toString() === key);
    if (!coverage || document?.version !== coverage.version || !this.#marks.has(key)) return;
    const lineText = (line: number) => (line < document.lineCount ? document.lineAt(line).text : undefined);
    const marks = previewMarks(coverage, lineText, l10n) ?? null;
    if (JSON.stringify(marks) === JSON.stringify(this.#marks.get(key))) return;
    this.#marks.set(key, marks);
    this.#refresh();
  }

  #refresh(): void {
    void commands.executeCommand("markdown.preview.refresh");
  }
}

function asUri(document: unknown): Uri | undefined {
  if (document instanceof Uri) return document;
  return typeof document === "string" && document ? Uri.parse(document) : undefined;
}
