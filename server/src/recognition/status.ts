/** A document's status: front matter, else what a line or table says before the second heading, else draft. */
import { placeInFrontMatter } from "../document/frontMatter.ts";
import type { DesignDoc } from "../document/types.ts";
import type { DocumentStatus } from "../framework/types.ts";
import { statusOfWord } from "./statusWords.ts";
import { isPlaceholder } from "./substance.ts";

export { statusOfWord } from "./statusWords.ts";

export interface StatusReading {
  status: DocumentStatus | undefined;
  unknown?: { word: string; start: number; end: number };
}

/** A word that may name a status, and where it stands. */
interface Said {
  word: string;
  start: number;
}

/** Reads the status and, if its word is unknown, where that stands. */
export function readStatus(doc: DesignDoc): StatusReading {
  const said = inFrontMatter(doc);
  const all = said ? [said] : [...inBody(doc)];
  let unknown: Said | undefined;
  for (const one of all) {
    const status = statusOfWord(one.word);
    if (status) return { status };
    // "Status: TBD" says nothing, and a sentence is no status.
    if (!isPlaceholder(one.word) && one.word.split(/\s+/).length <= MOST_WORDS) unknown ??= one;
  }
  if (!unknown) return { status: undefined };
  const { word, start } = unknown;
  return { status: undefined, unknown: { word, start, end: start + word.length } };
}

const MOST_WORDS = 4;
const MOST_CHARS = 60;
/** How far behind the front matter a status is searched. */
const REGION = 4000;

function inFrontMatter({ frontMatter, text }: DesignDoc): Said | undefined {
  const key = Object.keys(frontMatter?.data ?? {}).find((k) => k.toLowerCase() === "status");
  const value = key !== undefined ? frontMatter?.data[key] : undefined;
  if (key === undefined || value === undefined || value === null) return undefined;
  const [start, end] = placeInFrontMatter(text, Array.isArray(value) ? [key, 0] : [key])?.value ?? [0, 0];
  const word = text.slice(start, end).replace(/^["']|["']$/g, "");
  return word.trim() ? { word, start: start + text.slice(start, end).indexOf(word) } : undefined;
}

const LABEL = String.raw`(?:(?:doc(?:ument)?|current|design|rfc)[ \t]+)?status|статус(?:[ \t]+документа)?|estado(?:[ \t]+d(?:el|o)[ \t]+documento)?|état|statut(?:[ \t]+du[ \t]+document)?|(?:文档|文件)?(?:状态|狀態)|ステータス|状況`;
/** Behind the label: a colon or dash, with or without emphasis around. */
const SEPARATOR = String.raw`[ \t]{0,20}[*_]{0,3}[ \t]{0,20}(?:[:：]|[ \t][—–-](?=[ \t]))[ \t]{0,20}[*_]{0,3}[ \t]{0,20}`;
const VALUE = String.raw`([^|·•\r\n]{1,${MOST_CHARS}})`;
/** At the beginning of its line, or behind a separator: "Author: Ann · **Status:** In review". */
const LINE = new RegExp(
  String.raw`(?:^[^\p{L}\p{N}\x60<![\r\n]{0,16}(?:\d{1,3}[.)][ \t]+)?|[·•|;,/—–][ \t]*[*_]{0,3}|[ \t][*_]{2,3})(?:${LABEL})${SEPARATOR}${VALUE}`,
  "iu",
);
const CELL = new RegExp(String.raw`^[^\p{L}\p{N}]*(?:${LABEL})[^\p{L}\p{N}]*$`, "iu");
const DELIMITER = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** What stands as a status before the second heading, in order. */
function* inBody(doc: DesignDoc): Generator<Said> {
  const real = doc.headings.filter((h) => h.part.depth > 0);
  const from = doc.frontMatter?.end ?? 0;
  const text = withoutCode(doc, from, Math.min(real[1]?.start ?? doc.text.length, from + REGION));
  const lines: Said[] = [];
  for (const m of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g))
    lines.push({ word: m[0].replace(/[\r\n]+$/, ""), start: from + m.index });
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Said;
    const next = lines[i + 1]?.word ?? "";
    if (line.word.includes("|") && next.includes("-") && DELIMITER.test(next)) {
      let end = i + 2;
      while (lines[end]?.word.includes("|")) end++;
      yield* inTable([line, ...lines.slice(i + 2, end)].map(cellsOf));
      i = end - 1;
      continue;
    }
    const m = LINE.exec(line.word);
    if (!m?.[1]) continue;
    const said = trimmed(m[1], line.start + m.index + m[0].length - m[1].length);
    // Within a line of prose "status:" may be anything's.
    if (m.index === 0 || /[*_]{2}/.test(m[0]) || statusOfWord(said.word)) yield said;
  }
}

/** Of a table: the cell beside one that says "Status", or the one below it, if there is one row only. */
function* inTable([header = [], ...rows]: Said[][]): Generator<Said> {
  const column = header.findIndex(({ word }) => CELL.test(word));
  const below = column >= 0 && rows.length === 1 ? rows[0]?.[column] : undefined;
  if (below?.word && statusOfWord(below.word)) yield below;
  for (const row of [header, ...rows]) {
    const at = row.findIndex(({ word }) => CELL.test(word));
    const beside = at >= 0 ? row[at + 1] : undefined;
    // In the header the neighbour may be the next column's name.
    if (beside?.word && (row !== header || statusOfWord(beside.word))) yield beside;
  }
  // Two columns may as well be names and values, the first row standing where Markdown wants a header.
  if (below?.word && (header.length > 2 || column > 0)) yield below;
}

function cellsOf({ word, start }: Said): Said[] {
  const cells: Said[] = [];
  const begin = /^[ \t>]*\|?/.exec(word)?.[0].length ?? 0;
  for (const m of word.slice(begin).matchAll(/((?:\\\||[^|])*)(?:\||$)/g))
    if (m[0]) cells.push(trimmed(m[1] ?? "", start + begin + m.index));
  return cells;
}

/** A value without the markup around it. */
function trimmed(value: string, start: number): Said {
  const lead = /^[\s*_`]*/.exec(value)?.[0] ?? "";
  const tail = lead.includes("`") ? /[\s*_`\\]+$/ : /[\s*_\\]+$/;
  return { word: value.slice(lead.length).replace(tail, ""), start: start + lead.length };
}

/** A stretch of the text with comments, tags and code blocks blanked out, each character by a blank. */
function withoutCode(doc: DesignDoc, from: number, to: number): string {
  const blank = (s: string) => s.replace(/[^\r\n]/g, " ");
  let text = doc.text.slice(from, to);
  for (const { part, start, end } of doc.body) {
    if (start >= to) break;
    if (part.type === "statement" || end <= from) continue;
    const [a, b] = [Math.max(start - from, 0), Math.min(end, to) - from];
    text = text.slice(0, a) + blank(text.slice(a, b)) + text.slice(b);
  }
  return text.replace(/<!--[\s\S]*?(?:-->|$)|<\/?[a-z][^<>\r\n]{0,200}>/gi, blank);
}
