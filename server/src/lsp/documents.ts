/** Open documents and their checks: one per version, made when a feature or the publisher first asks. */
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Checked, type CheckOptions, check, recheck } from "../check/check.ts";
import { readOn } from "../check/readOn.ts";
import { canonicalUri } from "../check/uris.ts";
import { bookFramework } from "../framework/index.ts";
import { decodeColumn, type PositionEncoding } from "./positions.ts";
import { LANGUAGE_IDS } from "./protocol.ts";

interface Entry {
  document: TextDocument;
  /** Another one for each text, whatever versions the client gives. */
  revision: number;
  /** The client has told that the text as it stands is in the file too. */
  saved: boolean;
  /** `rest`: what reads the pending parts, once it has begun; `stale`: it has read them all. */
  checked?: {
    result: Checked;
    revision: number;
    options: CheckOptions;
    rest?: ReturnType<typeof readOn>;
    stale: boolean;
  };
}

/** So many documents' trees are kept. */
const MOST_KEPT = 4;
/** Texts longer than this are not read at one go when they are opened. */
const LONG = 60_000;
/** For so long they are read before the first answer, and at a time later on, so that other documents' keystrokes get through. */
const FIRST_MS = 15;
const SLICE_MS = 15;

type Change = Parameters<typeof TextDocument.update>[1][number];

export class DocumentStore {
  /** What the client counts columns in. */
  encoding: PositionEncoding = "utf-16";
  /** By canonical URI: a document is found however its URI is spelled. */
  private readonly entries = new Map<string, Entry>();
  private revisions = 0;

  constructor(private readonly onFailure: (uri: string, rule: string, error: unknown) => void) {}

  /** Opens a document, or begins it anew if a client opens it twice. */
  open(uri: string, languageId: string, version: number, text: string): void {
    const document = TextDocument.create(uri, languageId, version, text);
    this.entries.set(canonicalUri(uri), { document, revision: ++this.revisions, saved: false });
  }

  /** Applies a client's changes in order; of a document that is not open they are ignored. */
  change(uri: string, version: number, changes: readonly Change[]): void {
    const entry = this.entry(uri);
    if (!entry) return;
    entry.revision = ++this.revisions;
    entry.saved = false;
    // Each change counts in the text that the one before it left, so columns are decoded one change at a time.
    for (const change of changes)
      entry.document = TextDocument.update(entry.document, [this.decoded(entry.document, change)], version);
    if (changes.length === 0) entry.document = TextDocument.update(entry.document, [], version);
  }

  close(uri: string): void {
    this.entries.delete(canonicalUri(uri));
  }

  saved(uri: string): void {
    const entry = this.entry(uri);
    if (entry) entry.saved = true;
  }

  /** Whether a document is open with a text that may not be in its file. */
  isUnsaved(uri: string): boolean {
    return this.entry(uri)?.saved === false;
  }

  /** An open document; its `uri` is spelled as the client does. */
  get(uri: string): TextDocument | undefined {
    return this.entry(uri)?.document;
  }

  /** Tells an open document's texts apart. */
  revision(uri: string): number | undefined {
    return this.entry(uri)?.revision;
  }

  /** Whether an open document is Markdown; a project's own files are open too, but never checked as documents. */
  isMarkdown(uri: string): boolean {
    return (LANGUAGE_IDS as readonly string[]).includes(this.get(uri)?.languageId ?? "");
  }

  uris(): string[] {
    return [...this.entries.values()].map(({ document }) => document.uri);
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
    const entry = this.entry(uri);
    if (!entry || !this.isMarkdown(uri)) return undefined;
    const { revision } = entry;
    const last = entry.checked;
    if (last && last.revision === revision && last.options === options && !last.stale) return last.result;
    const text = entry.document.getText();
    const hasty = !last || last.result.pending;
    const until = hasty && text.length > LONG ? performance.now() + (last ? SLICE_MS : FIRST_MS) : undefined;
    // What is used up is let go before: if this fails, the next check is one of the whole.
    delete entry.checked;
    const result = last ? recheck(text, options, last.result, until) : check(text, options, undefined, until);
    for (const { rule, error } of result.failures) this.onFailure(uri, rule, error);
    entry.checked = { result, revision, options, stale: false };
    this.forgetIdle(uri, entry);
    return result;
  }

  /** Documents that nobody has worked on for longest keep their texts, but not their trees: a new check makes them anew. */
  private forgetIdle(uri: string, entry: Entry): void {
    this.entries.delete(uri);
    this.entries.set(uri, entry);
    let kept = 0;
    for (const [, other] of [...this.entries].reverse()) if (other.checked && ++kept > MOST_KEPT) delete other.checked;
  }

  /** Reads what is pending for a short while. True if something is left; if nothing is, the next check is one of the whole. */
  readOn(uri: string): boolean {
    const checked = this.entry(uri)?.checked;
    if (!checked?.result.pending) return false;
    const framework = checked.options.config?.framework ?? checked.options.framework ?? bookFramework();
    checked.rest ??= readOn(checked.result, framework);
    const until = performance.now() + SLICE_MS;
    do if (checked.rest.next().done) checked.stale = true;
    while (!checked.stale && performance.now() < until);
    return !checked.stale;
  }

  private entry(uri: string): Entry | undefined {
    return this.entries.get(canonicalUri(uri));
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
