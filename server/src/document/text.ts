/** Offsets, lines and positions of a text. Lines end at LF, CRLF or CR, as in LSP; columns are UTF-16 code units. */

/** As in LSP: 0-based line, column in UTF-16 code units. */
export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

export type LineEnd = "\n" | "\r\n" | "\r";

/** Where each line begins, as offsets; the first is 0. */
export function lineStartsOf(text: string): number[] {
  const starts = [0];
  addLineStarts(text, 0, text.length, starts);
  return starts;
}

/** Adds the beginnings of the lines behind the line ends that begin in [from, to). */
export function addLineStarts(text: string, from: number, to: number, starts: number[]): void {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 13) {
      if (text.charCodeAt(i + 1) === 10) i++;
      starts.push(i + 1);
    } else if (code === 10) starts.push(i + 1);
  }
}

/** The text's line end: that of its first line, LF if it has only one line. */
export function lineEndOf(text: string): LineEnd {
  const m = /\r\n|\n|\r/.exec(text);
  return (m?.[0] ?? "\n") as LineEnd;
}

/** Pieces of this size are compared at once, which engines do far faster than one character after the other. */
const PIECE = 4096;

/** How many characters two texts begin with in common. */
export function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + PIECE <= most && a.slice(at, at + PIECE) === b.slice(at, at + PIECE)) at += PIECE;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** How many characters two texts end with in common, not counting the first `from` of either. */
export function commonTail(a: string, b: string, from: number): number {
  const most = Math.min(a.length, b.length) - from;
  const piece = (text: string, length: number) => text.slice(text.length - length - PIECE, text.length - length);
  let length = 0;
  while (length + PIECE <= most && piece(a, length) === piece(b, length)) length += PIECE;
  while (length < most && a.charCodeAt(a.length - length - 1) === b.charCodeAt(b.length - length - 1)) length++;
  return length;
}

/**
 * The same characters in a string of its own. A slice of a text keeps the whole text in memory; a block's reading outlives the
 * version of the text that it was cut from.
 */
export function copyOf(slice: string): string {
  return ` ${slice}`.slice(1);
}

/** 0-based number of the line that holds the offset. */
export function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lineStarts[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function positionAt(lineStarts: readonly number[], offset: number): Position {
  const line = lineAt(lineStarts, offset);
  return { line, character: offset - (lineStarts[line] as number) };
}

export function rangeOf(lineStarts: readonly number[], start: number, end: number): Range {
  return { start: positionAt(lineStarts, start), end: positionAt(lineStarts, end) };
}

/** The offset of a position; one outside the text is moved to the nearest that is in it, as LSP asks. */
export function offsetAt(text: string, lineStarts: readonly number[], { line, character }: Position): number {
  if (line < 0) return 0;
  const start = lineStarts[line];
  if (start === undefined) return text.length;
  let end = lineStarts[line + 1] ?? text.length;
  while (end > start && (text[end - 1] === "\n" || text[end - 1] === "\r")) end--;
  return Math.max(start, Math.min(start + character, end));
}
