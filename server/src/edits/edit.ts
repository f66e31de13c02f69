/** What every edit is made of, and how a piece of Markdown is set between lines without changing one of them. */
import { lineAt, type Range, rangeOf } from "../document/text.ts";
import type { DesignDoc } from "../document/types.ts";

export interface Edit {
  range: Range;
  newText: string;
}

/** A stretch of an edit's `newText` that the author is to replace. */
export interface Placeholder {
  /** Index of the edit. */
  edit: number;
  start: number;
  end: number;
}

/** Edits that may leave something for the author to fill in. */
export interface FilledEdits {
  edits: Edit[];
  placeholder?: Placeholder;
}

type Lines = Pick<DesignDoc, "text" | "lineStarts">;

export function insertAt(offset: number, newText: string, { lineStarts }: Lines): Edit {
  return { range: rangeOf(lineStarts, offset, offset), newText };
}

export function replaceAt(start: number, end: number, newText: string, { lineStarts }: Lines): Edit {
  return { range: rangeOf(lineStarts, start, end), newText };
}

/** The text after edits that do not overlap. */
export function applyEdits({ text, lineStarts }: Lines, edits: readonly Edit[]): string {
  const at = ({ line, character }: Range["start"]) => (lineStarts[line] as number) + character;
  return [...edits]
    .sort((a, b) => at(b.range.start) - at(a.range.start))
    .reduce((t, { range, newText }) => t.slice(0, at(range.start)) + newText + t.slice(at(range.end)), text);
}

/** Where a placeholder stands in the text after the edits, as UTF-16 offsets. */
export function placeholderOffsets(doc: Lines, { edits, placeholder }: FilledEdits): [number, number] | undefined {
  const own = placeholder && edits[placeholder.edit];
  if (!own) return undefined;
  const at = ({ line, character }: Range["start"]) => (doc.lineStarts[line] as number) + character;
  let base = at(own.range.start);
  for (const edit of edits)
    if (edit !== own && at(edit.range.start) <= at(own.range.start))
      base += edit.newText.length - (at(edit.range.end) - at(edit.range.start));
  return [base + placeholder.start, base + placeholder.end];
}

/** Offset at which the line of an offset begins; behind a byte order mark. */
export function lineStart(offset: number, { text, lineStarts }: Lines): number {
  const start = lineStarts[lineAt(lineStarts, offset)] ?? offset;
  return start === 0 && text.startsWith("\ufeff") ? 1 : start;
}

/** Offset at which the line of an offset ends, before its line end. */
export function lineEnd(offset: number, { text, lineStarts }: Lines): number {
  const line = lineAt(lineStarts, offset);
  let end = lineStarts[line + 1] ?? text.length;
  while (end > (lineStarts[line] as number) && /[\r\n]/.test(text[end - 1] as string)) end--;
  return end;
}

/** Whether Markdown sees nothing but blanks: other white space, such as a page break, is text. */
const isBlank = (text: string): boolean => /^[ \t\r\n]*$/.test(text);

/** Whether a line holds nothing but blanks; what lies outside the text counts as blank. */
export function isBlankLine(line: number, { text, lineStarts }: Lines): boolean {
  const start = lineStarts[line];
  const from = start === 0 && text.startsWith("\ufeff") ? 1 : start;
  return from === undefined || isBlank(text.slice(from, lineStarts[line + 1] ?? text.length));
}

/** Inserts a block of Markdown at the beginning of a line or at the text's end, parted from its neighbours by a blank line. */
export function insertBlock(markdown: string, offset: number, doc: DesignDoc): Edit {
  const { text, lineStarts } = doc;
  const line = lineAt(lineStarts, offset);
  const atLineStart = lineStart(offset, doc) === offset;
  let lead = "";
  if (!isBlank(text.slice(0, offset).replace(/^\ufeff/, "")))
    lead = atLineStart
      ? isBlankLine(line - 1, doc)
        ? ""
        : "\n"
      : isBlank(text.slice(lineStarts[line]))
        ? "\n"
        : "\n\n";
  // A file that ends without a line end keeps doing so.
  const tail = offset < text.length ? "\n\n" : atLineStart ? "\n" : "";
  return insertAt(offset, (lead + apart(markdown, offset, doc) + tail).replaceAll("\n", doc.lineEnd), doc);
}

/** Inserts a block of Markdown behind the line of an offset, parted from its neighbours by a blank line. */
export function insertBlockBehind(markdown: string, offset: number, doc: DesignDoc): Edit {
  const tail = isBlankLine(lineAt(doc.lineStarts, offset) + 1, doc) ? "" : "\n";
  const end = lineEnd(offset, doc);
  return insertAt(end, `\n\n${apart(markdown, end, doc)}${tail}`.replaceAll("\n", doc.lineEnd), doc);
}

/** A list at the end would take up an indented block that follows: an empty comment keeps it out. */
function apart(markdown: string, offset: number, { text }: Lines): string {
  const endsInList = /(?:^|\n)[ \t]*(?:[-*+]|\d+[.)])[ \t][^\n]*$/.test(markdown);
  return endsInList && /^(?:[ \t]*[\r\n])*[ \t]+[^\s]/.test(text.slice(offset)) ? `${markdown}\n\n<!-- -->` : markdown;
}

/** `edits` with what stands in one of them as `words` to be filled in. */
export function withPlaceholder(edits: Edit[], words: string): FilledEdits {
  const edit = edits.findIndex((e) => e.newText.includes(words));
  const start = edits[edit]?.newText.lastIndexOf(words) ?? -1;
  return start < 0 ? { edits } : { edits, placeholder: { edit, start, end: start + words.length } };
}
