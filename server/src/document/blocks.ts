/**
 * Cuts a Markdown text into blocks that can be parsed alone. A cut is made before an ATX heading in the first column, and
 * behind a blank line before text that begins there with a letter: both end every list, quote and paragraph. It is made only
 * where no fence, HTML block or comment can be open: there CommonMark's block state is that of the beginning of a document.
 * Where that is in doubt the rest stays one block.
 */
import { lineAt } from "./text.ts";

const FENCE = /^( {0,3}|(?: {0,3}(?:[-*+]|\d{1,9}[.)])\s+))(`{3,}(?=[^`]*$)|~{3,})/;
const HTML_OPEN: [open: RegExp, close: string][] = [
  [/^ {0,3}<!--/, "-->"],
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, "</"],
  [/^ {0,3}<\?/, "?>"],
  [/^ {0,3}<!\[CDATA\[/, "]]>"],
  [/^ {0,3}<![a-z]/i, ">"],
];
const ATX = /^#{1,6}(?:[ \t]|$)/;
/** A paragraph, maybe in bold; no list, table, quote, definition or HTML. */
const PLAIN = /^(?:\*\*)?\p{L}/u;
const RAW_END = /<\/(?:script|pre|style|textarea)>/i;

/** A front matter that is closed: its length in the text, else 0. Unclosed, `---` is a thematic break. */
export function frontMatterLength(text: string): number {
  const m = /^---[ \t]*(?:\r\n|\n|\r)(?:[\s\S]*?(?:\r\n|\n|\r))??---[ \t]*(?:\r\n|\n|\r|$)/.exec(text);
  return m ? m[0].length : 0;
}

/** Offsets at which blocks begin, the first 0, in ascending order. */
export function blockStarts(text: string, lineStarts: readonly number[]): number[] {
  return scan(text, lineStarts, 0).starts;
}

/**
 * The same from the beginning of a line in which a block begins, down to the first of some offsets (`known`) at which a block
 * begins: `met`. Undefined if it met none of them and went on to the text's end.
 */
export function blockStartsUntil(
  text: string,
  lineStarts: readonly number[],
  from: number,
  known: ReadonlySet<number>,
): { starts: number[]; met?: number } {
  return scan(text, lineStarts, from, known);
}

/** Where a fence or HTML block begins in the first column that is never closed, if there is one. */
export function openAtEnd(text: string, lineStarts: readonly number[]): number | undefined {
  return scan(text, lineStarts, 0).open;
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

function scan(
  text: string,
  lineStarts: readonly number[],
  from: number,
  known?: ReadonlySet<number>,
): { starts: number[]; open?: number; met?: number } {
  const starts = [from];
  let openedAt = 0;
  const bodyStart = frontMatterLength(text);
  let fence: { marker: string; indent: number } | undefined;
  let html: string | undefined;
  let htmlIndent = 0;
  let inTag = false;
  let afterBlank = false;
  for (let n = from === 0 ? 0 : lineAt(lineStarts, from); n < lineStarts.length; n++) {
    const start = lineStarts[n] as number;
    if (start < bodyStart) continue;
    const code = text.charCodeAt(start);
    // Half of all lines are empty: they end nothing but a tag.
    if (code === 10 || code === 13) {
      afterBlank = true;
      inTag = false;
      continue;
    }
    // Most of the others begin with a letter, which opens and closes nothing but may begin a block.
    if (isLetter(code) && html === undefined && !inTag && (!fence || fence.indent === 0)) {
      const begins = afterBlank && !fence && start > bodyStart && start > from;
      afterBlank = false;
      if (begins && known?.has(start)) return { starts, met: start };
      if (begins) starts.push(start);
      continue;
    }
    const line = text.slice(start, lineStarts[n + 1] ?? text.length).replace(/[\r\n]+$/, "");
    const blank = /^[ \t]*$/.test(line);
    const indent = line.length - line.trimStart().length;
    const behindBlank = afterBlank;
    afterBlank = blank;
    if (fence) {
      // Less indented than an indented fence: inside a list it has ended, outside it goes on.
      if (!blank && indent < fence.indent) return { starts };
      const close = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line.slice(fence.indent));
      if (close?.[1] && close[1][0] === fence.marker[0] && close[1].length >= fence.marker.length) fence = undefined;
      continue;
    }
    if (html !== undefined) {
      if (!blank && indent < htmlIndent) return { starts };
      if (html === "</" ? RAW_END.test(line) : line.includes(html)) html = undefined;
      continue;
    }
    if (blank) {
      inTag = false;
      continue;
    }
    const opened = HTML_OPEN.find(([open]) => open.test(line));
    const fenced = FENCE.exec(line);
    if (inTag) {
      if (opened || fenced) return { starts };
      continue;
    }
    if (opened) {
      const [open, close] = opened;
      const rest = line.replace(open, "");
      // `<!-->` and `<!--->` are whole comments already.
      const closed =
        close === "</"
          ? RAW_END.test(line)
          : close === "-->"
            ? /-->/.test(line.slice(line.indexOf("<!--") + 2))
            : rest.includes(close);
      if (!closed) {
        html = close;
        htmlIndent = indent;
        openedAt = start;
      }
      continue;
    }
    if (fenced) {
      fence = { marker: fenced[2] as string, indent: (fenced[1] as string).length };
      openedAt = start;
      continue;
    }
    if (/^ {0,3}<[/a-z]/i.test(line)) {
      inTag = true;
      continue;
    }
    if (start > bodyStart && start > from && (ATX.test(line) || (behindBlank && PLAIN.test(line)))) {
      if (known?.has(start)) return { starts, met: start };
      starts.push(start);
    }
  }
  const open = fence?.indent === 0 || (html !== undefined && htmlIndent === 0);
  return open ? { starts, open: openedAt } : { starts };
}
