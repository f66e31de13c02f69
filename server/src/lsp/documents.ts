/** Open documents and their checks: one per version, made when a feature or the publisher first asks. */
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Checked, type CheckOptions, check } from "../check/check.ts";
import { readOn } from "../check/readOn.ts";
import { bookFramework } from "../framework/index.ts";
import { decodeColumn, type PositionEncoding } from "./positions.ts";
import { LANGUAGE_IDS } from "./protocol.ts";

interface Entry {
  document: TextDocument;
  /** `stale`: what was pending has been read. */
  checked?: { result: Checked; version: number; options: CheckOptions; stale: boolean };
}

/** Texts longer than this are not read at one go when they are opened. */
const LONG = 60_000;
/** For so long they are read before the first answer, and at a time later on, so that other documents' keystrokes get through. */
const FIRST_MS = 60;
const SLICE_MS = 15;

type Change = Parameters<typeof TextDocument.update>[1][number];

export class DocumentStore {
  /** What the client counts columns in. */
  encoding: PositionEncoding = "utf-16";
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly onFailure: (uri: string, rule: string, error: unknown) => void) {}

  /** Opens a document, or begins it anew if a client opens it twice. */
  open(uri: string, languageId: string, version: number, text: string): void {
    this.entries.set(uri, { document: TextDocument.create(uri, languageId, version, text) });
  }

  /** Applies a client's changes in order; of a document that is not open they are ignored. */
  change(uri: string, version: number, changes: readonly Change[]): void {
    const entry = this.entries.get(uri);
    if (!entry) return;
    // Each change counts in the text that the one before it left, so columns are decoded one change at a time.
    for (const change of changes)
      entry.document = TextDocument.update(entry.document, [this.decoded(entry.document, change)], version);
    if (changes.length === 0) entry.document = TextDocument.update(entry.document, [], version);
  }

  close(uri: string): void {
    this.entries.delete(uri);
  }

  get(uri: string): TextDocument | undefined {
    return this.entries.get(uri)?.document;
  }

  /** Whether an open document is Markdown; a project's own files are open too, but never checked as documents. */
  isMarkdown(uri: string): boolean {
    return (LANGUAGE_IDS as readonly string[]).includes(this.get(uri)?.languageId ?? "");
  }

  uris(): string[] {
    return [...this.entries.keys()];
  }

  /** A line without its end, or nothing if there is no such document or line. */
  line(uri: string, line: number): string | undefined {
    const document = this.get(uri);
    if (!document || line < 0 || line >= document.lineCount) return undefined;
    return lineOf(document, line);
  }

  /**
   * The check of the newest version under these options; blocks unchanged since the last one are not read again. Of a long
   * document some blocks may be pending: {@link readOn} reads them.
   */
  checked(uri: string, options: CheckOptions): Checked | undefined {
    const entry = this.entries.get(uri);
    if (!entry || !this.isMarkdown(uri)) return undefined;
    const { version } = entry.document;
    const last = entry.checked;
    if (last && last.version === version && last.options === options && !last.stale) return last.result;
    const text = entry.document.getText();
    const hasty = !last || last.result.pending;
    const until = hasty && text.length > LONG ? performance.now() + (last ? SLICE_MS : FIRST_MS) : undefined;
    const result = check(text, options, last?.result, until);
    for (const { rule, error } of result.failures) this.onFailure(uri, rule, error);
    entry.checked = { result, version, options, stale: false };
    return result;
  }

  /** Reads pending blocks for a short while. True if some are left; if none are, the next check is one of the whole. */
  readOn(uri: string): boolean {
    const checked = this.entries.get(uri)?.checked;
    if (!checked?.result.pending) return false;
    const framework = checked.options.config?.framework ?? checked.options.framework ?? bookFramework();
    const left = readOn(checked.result, framework, performance.now() + SLICE_MS);
    if (!left) checked.stale = true;
    return left;
  }

  private decoded(document: TextDocument, change: Change): Change {
    if (this.encoding === "utf-16" || !("range" in change)) return change;
    const decode = ({ line, character }: { line: number; character: number }) => ({
      line,
      character: decodeColumn(line < document.lineCount ? lineOf(document, line) : "", character, this.encoding),
    });
    return { text: change.text, range: { start: decode(change.range.start), end: decode(change.range.end) } };
  }
}

function lineOf(document: TextDocument, line: number): string {
  return document
    .getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
    .replace(/(?:\r\n|\n|\r)$/, "");
}
