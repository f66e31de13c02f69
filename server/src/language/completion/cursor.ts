/** Where a completion is asked for: the line around it, and what is common to all items that are offered there. */
import {
  type CompletionItem,
  type CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
} from "vscode-languageserver-types";
import { openAtEnd } from "../../document/blocks.ts";
import { lineAt, rangeOf } from "../../document/text.ts";
import type { DesignDoc, Heading } from "../../document/types.ts";
import type { SectionReading } from "../../recognition/types.ts";
import type { Subject } from "../subject.ts";

export interface Cursor {
  readonly subject: Subject;
  readonly doc: DesignDoc;
  /** UTF-16 offsets in the document; the line begins behind a byte order mark and ends before its line end. */
  readonly offset: number;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly line: number;
  /** The line's text on both sides. */
  readonly before: string;
  readonly after: string;
  /** The character that made the editor ask; undefined if the author asked or typed a word. */
  readonly trigger: string | undefined;
}

export function cursorAt(subject: Subject, offset: number, trigger?: string): Cursor {
  const { doc } = subject.checked;
  const line = lineAt(doc.lineStarts, offset);
  const start = doc.lineStarts[line] ?? 0;
  const lineStart = start === 0 && doc.text.startsWith("\ufeff") ? 1 : start;
  const lineEnd = lineStart + (/^[^\r\n]*/.exec(doc.text.slice(lineStart))?.[0].length ?? 0);
  const at = Math.max(lineStart, Math.min(offset, lineEnd));
  const [before, after] = [doc.text.slice(lineStart, at), doc.text.slice(at, lineEnd)];
  return { subject, doc, offset: at, lineStart, lineEnd, line, before, after, trigger };
}

/** What an item puts in the place of a stretch of the cursor's line. */
export interface Offer {
  label: string;
  kind: CompletionItemKind;
  start: number;
  end: number;
  /** Lines end with "\n". */
  text: string;
  /** The same with tab stops, for clients that take them. */
  snippet?: string;
  detail?: string;
  filter: string;
  sort: string;
}

export function offered({ subject, doc }: Cursor, offer: Offer): CompletionItem {
  const { label, kind, start, end, text, snippet, detail, filter, sort } = offer;
  const asSnippet = snippet !== undefined && subject.client.snippets;
  const newText = asSnippet ? snippet : text.replaceAll("\n", doc.lineEnd);
  return {
    label,
    kind,
    ...(detail && { detail }),
    filterText: filter,
    sortText: sort,
    textEdit: { range: rangeOf(doc.lineStarts, start, end), newText },
    insertTextFormat: asSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    // Further lines come with the indentation that they need.
    ...(newText.includes("\n") && { insertTextMode: InsertTextMode.asIs }),
  };
}

/** A number as a key that sorts as text. */
export const sortKey = (n: number): string => String(n).padStart(3, "0");

/** Whether the cursor's line stands in front matter, code or a comment. */
export function isNoText({ doc, lineStart, before }: Cursor): boolean {
  const first = lineStart + before.length - before.trimStart().length;
  if (doc.frontMatter && lineStart < doc.frontMatter.end) return true;
  const open = openAtEnd(doc.text, doc.lineStarts);
  if (open !== undefined && lineStart >= open) return true;
  return doc.body.some(({ part, start, end }) => part.type !== "statement" && start <= first && lineStart < end);
}

export function lineText({ text, lineStarts }: DesignDoc, line: number): string {
  const start = lineStarts[line];
  return start === undefined ? "" : (/^[^\r\n]*/.exec(text.slice(start, lineStarts[line + 1]))?.[0] ?? "");
}

/** A line that may hold the beginning of a statement: `  - [ ] typed`. */
export interface StatementStart {
  indent: string;
  /** `-`, `*`, `+`, `1.` or nothing. */
  bullet: string;
  /** What there is of a check box. */
  box: string;
  typed: string;
  /** Offset of the box if there is one, else of what is typed; of the bullet if no blank follows it. */
  start: number;
  /** What has to stand between bullet and text still. */
  gap: string;
}

const START = /^([ \t]*)(?:([-*+]|\d{1,9}[.)])(?:([ \t]+)(?:(\[(?:[ xX]?\]?))[ \t]*)?)?)?(.*)$/;
/** Without a bullet a line indented by more is code, or goes on with an item's text. */
const MOST_INDENT = 3;

/** The statement that begins on the cursor's line and ends at the cursor; undefined if none can. */
export function statementStart(cursor: Cursor): StatementStart | undefined {
  const { doc, before, after, lineStart, line } = cursor;
  const [, indent = "", bullet = "", blanks = "", box = "", typed = ""] = START.exec(before) ?? [];
  if (after.trim() || (bullet && !blanks && typed) || (typed && !/^\p{L}/u.test(typed))) return undefined;
  if (!bullet) {
    if (indent.length > MOST_INDENT || indent.includes("\t")) return undefined;
    // In the middle of an item or paragraph no statement begins, unless the line above ends one.
    const above = line > 0 ? lineText(doc, line - 1).trim() : "";
    if (/^(?:[-*+]|\d{1,9}[.)])\s/.test(above)) return undefined;
    if (above && !/^#{1,6}\s|(?:[.!?:。！？：]|-->|\*\*|__)$|^(?:=+|-+)$/u.test(above)) return undefined;
  }
  const start = lineStart + indent.length + (blanks ? bullet.length + blanks.length : 0);
  return { indent, bullet, box, typed, start, gap: bullet && !blanks ? `${bullet} ` : "" };
}

/** What stands between an item's start and its words: clients compare an item with all that is typed from its start. */
export function typedBefore({ gap, box }: StatementStart): string {
  return gap + (box && `${box} `);
}

export interface RecognisedHeading {
  heading: Heading;
  sections: SectionReading[];
}

/** The nearest heading around the cursor that was taken for a section. */
export function recognisedHeading({ subject, doc, lineStart }: Cursor): RecognisedHeading | undefined {
  const { reading } = subject.checked;
  const above = (h: Heading) => h.end <= lineStart && (h.scopeEnd > lineStart || h.scopeEnd === doc.text.length);
  const innermost = doc.headings.findLast(above);
  for (let h = innermost; h && (h === innermost || h !== reading.title); h = h.parent) {
    const heading = h;
    const sections = reading.sections.filter((s) => s.places.some((p) => p.heading === heading));
    if (sections.length) return { heading, sections };
    if (reading.other.has(heading)) return undefined;
  }
  return undefined;
}
