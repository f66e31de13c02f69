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
