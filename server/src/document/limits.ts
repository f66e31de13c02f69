/**
 * What is too deep or too large to be parsed: micromark's time and stack grow with nesting and with runs of delimiters, so
 * some kilobytes could stop an editor. Such a block keeps its headings, found line by line; the rest is left out and said so.
 */
import type { BlockPart } from "./types.ts";

const MAX_CHARS = 64_000;
/** Blank ones too: a list may be as long as that, item by item. */
const MAX_LINES = 4_000;
const MAX_NESTING = 50;
/** Lines without a blank one between them: of one paragraph or table. */
const MAX_RUN = 2_000;
/** Characters of a run that may open or close something. */
const MAX_DELIMITERS = 2_500;
const CONTAINER = /[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$))/y;
const DELIMITERS = /[*_[\]<>`~]/g;
/** Characters of a run at each of which something is tried, but nothing is kept open. */
const MAX_TRIED = 8_000;
const TRIED = /[\\&@]/g;
/** What a run opens that does not close in its line: the end of each is sought down to the run's. */
const MAX_UNCLOSED = 200;
const TAGS: [open: RegExp, close: string][] = [
  [/<!--/g, "-->"],
  [/<\?/g, "?>"],
  [/<!\[/g, "]]>"],
  [/<![a-z]/gi, ">"],
];
/** Behind an address each of these is asked whether the address ends before it, and looks past all that follow. */
const TRAIL = /[!"'()*,.:;<?_~\]]{300}/;
const ADDRESS = /www\.|https?:/i;
/** Words of a run behind a bracket that is not closed: at each, GFM looks back over all that stands between. */
const MAX_OPENED = 2_000;
const BRACKET_OR_WORD = /[[\]]|[\w.+-]+/g;
/** Cells of a row: each is a small document of its own. */
const MAX_CELLS = 1_000;

/** What of a document is read. A megabyte of a design doc has some thousands of headings and fifteen thousand statements. */
export const MOST_HEADINGS = 8_000;
export const MOST_PARTS = 30_000;
/** So many headings count while there is no time for more. */
export const MOST_HEADINGS_AT_FIRST = 1_000;

/** Why a block is not parsed, as a text that can be translated; undefined if it is. Linear in the text. */
export function tooComplex(text: string): string | undefined {
  const lines = text.length > MAX_CHARS ? [] : text.split(/\r\n|\n|\r/);
  if (text.length > MAX_CHARS || lines.length > MAX_LINES) return "it is longer than 64,000 characters or 4,000 lines";
  let run = 0;
  let delimiters = 0;
  let tried = 0;
  let unclosed = 0;
  let open = 0;
  let opened = 0;
  for (const line of lines) {
    if (!line.trim()) {
      run = 0;
      delimiters = 0;
      tried = 0;
      unclosed = 0;
      open = 0;
      opened = 0;
      continue;
    }
    run++;
    delimiters += count(line, DELIMITERS);
    tried += count(line, TRIED);
    if (run > MAX_RUN) return "more than 2,000 lines follow each other without a blank one";
    if (line.includes("<"))
      for (const [open, close] of TAGS) unclosed += count(line.slice(line.lastIndexOf(close) + 1), open);
    if (delimiters > MAX_DELIMITERS || tried > MAX_TRIED || unclosed > MAX_UNCLOSED || count(line, /\|/g) > MAX_CELLS)
      return "a paragraph holds thousands of asterisks, brackets or the like";
    if (TRAIL.test(line) && ADDRESS.test(line)) return "hundreds of punctuation marks follow an address";
    if (open > 0 || line.includes("["))
      for (const [piece] of line.matchAll(BRACKET_OR_WORD)) {
        if (piece === "[") open++;
        else if (piece === "]") open = Math.max(0, open - 1);
        else if (open > 0) opened++;
        if (open === 0) opened = 0;
      }
    if (opened > MAX_OPENED) return "thousands of words follow a bracket that is not closed";
    let depth = 0;
    for (CONTAINER.lastIndex = 0; CONTAINER.test(line); )
      if (++depth > MAX_NESTING) return "lists or quotes are nested more than 50 deep";
    const indent = line.length - line.trimStart().length;
    if (indent > 4 * MAX_NESTING) return "lines are indented by more than 200 characters";
  }
  return undefined;
}

const count = (line: string, what: RegExp): number => line.match(what)?.length ?? 0;

/**
 * The ATX headings of a block that is not parsed, and one figure for what stands behind the last of them. `comments`: those of
 * one line are parts too, since marks may stand there.
 */
export function scannedParts(text: string, comments = false): BlockPart[] {
  const parts: BlockPart[] = [];
  let fenced = false;
  // Of the other lines there may be hundreds of thousands.
  for (const { 0: line, index: at } of text.matchAll(/(?<![^\r\n]) {0,3}(?:```|~~~|#|<!--)[^\r\n]*/g)) {
    if (/^ {0,3}(?:```|~~~)/.test(line)) fenced = !fenced;
    const comment = comments && !fenced ? /^( {0,3})(<!--(?!-?>)(.*?)-->)[ \t]*$/.exec(line) : null;
    if (comment) {
      const [, { length: indent } = "", { length } = "", words = ""] = comment;
      parts.push({ type: "comment", text: words.trim(), start: at + indent, end: at + indent + length });
    }
    const m = fenced ? null : /^( {0,3})(#{1,6})[ \t]+(.*)$/.exec(line);
    if (!m) continue;
    const [, indent = "", marks = "", rest = ""] = m;
    const heading = withoutClosing(rest);
    const start = at + indent.length;
    const textStart = at + line.indexOf(heading, indent.length + marks.length);
    parts.push({
      type: "heading",
      kind: "atx",
      depth: marks.length,
      text: heading.slice(0, 300),
      start,
      end: at + line.length,
      textStart,
      textEnd: textStart + heading.length,
    });
  }
  const after = parts.at(-1)?.end ?? 0;
  if (/\S/.test(text.slice(after))) parts.push({ type: "figure", start: after, end: text.length });
  return parts;
}

/** A heading's text without the `#`s that may close it, and the blanks around them. */
function withoutClosing(text: string): string {
  const last = (of: (char: string | undefined) => boolean, from: number) => {
    let at = from;
    while (of(text[at - 1])) at--;
    return at;
  };
  const isBlank = (char: string | undefined) => char === " " || char === "\t";
  const end = last(isBlank, text.length);
  const closing = last((char) => char === "#", end);
  return text.slice(0, closing < end && isBlank(text[closing - 1]) ? last(isBlank, closing) : end);
}
