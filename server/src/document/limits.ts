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
/** Cells of a row: each is a small document of its own. */
const MAX_CELLS = 1_000;

/** Why a block is not parsed, as a text that can be translated; undefined if it is. Linear in the text. */
export function tooComplex(text: string): string | undefined {
  const lines = text.length > MAX_CHARS ? [] : text.split(/\r\n|\n|\r/);
  if (text.length > MAX_CHARS || lines.length > MAX_LINES) return "it is longer than 64,000 characters or 4,000 lines";
  let run = 0;
  let delimiters = 0;
  let tried = 0;
  for (const line of lines) {
    if (!line.trim()) {
      run = 0;
      delimiters = 0;
      tried = 0;
      continue;
    }
    run++;
    delimiters += count(line, DELIMITERS);
    tried += count(line, TRIED);
    if (run > MAX_RUN) return "more than 2,000 lines follow each other without a blank one";
    if (delimiters > MAX_DELIMITERS || tried > MAX_TRIED || count(line, /\|/g) > MAX_CELLS)
      return "a paragraph holds thousands of asterisks, brackets or the like";
    let depth = 0;
    for (CONTAINER.lastIndex = 0; CONTAINER.test(line); )
      if (++depth > MAX_NESTING) return "lists or quotes are nested more than 50 deep";
    const indent = line.length - line.trimStart().length;
    if (indent > 4 * MAX_NESTING) return "lines are indented by more than 200 characters";
  }
  return undefined;
}

const count = (line: string, what: RegExp): number => line.match(what)?.length ?? 0;

/** The ATX headings of a block that is not parsed, and one figure for what stands behind the last of them. */
export function scannedParts(text: string): BlockPart[] {
  const parts: BlockPart[] = [];
  let fenced = false;
  const lines = /([^\r\n]*)(?:\r\n|\n|\r|$)/y;
  for (let at = 0; at < text.length; at = lines.lastIndex) {
    lines.lastIndex = at;
    const line = lines.exec(text)?.[1] ?? "";
    if (/^ {0,3}(?:```|~~~)/.test(line)) fenced = !fenced;
    const m = fenced ? null : /^( {0,3})(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line);
    if (!m) continue;
    const [, indent = "", marks = "", heading = ""] = m;
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
