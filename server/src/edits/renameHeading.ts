/** Gives a heading other words. The one edit that replaces an author's text: that is what was asked for. */
import type { Nodes, Parents } from "mdast";
import { readDesignDoc } from "../document/designDoc.ts";
import type { DesignDoc, Heading } from "../document/types.ts";
import { applyEdits, type Edit, replaceAt } from "./edit.ts";
import { isNumbered } from "./numbering.ts";
import { nodeAt } from "./topBlocks.ts";

/**
 * Replaces the words alone: numbering, emoji, markup around them, a trailing colon and `{#id}` stay. No edit if the heading
 * bears the title already, if it is one of several lines, or if something stands amidst its words that would be lost: an
 * image, a link's address, a footnote, a remark in brackets.
 */
export function renameHeading(heading: Heading, title: string, doc: DesignDoc): Edit[] {
  const words = title.replace(/\s+/g, " ").trim();
  const range = heading.part.kind === "html" ? wordsOfHtml(heading, doc) : wordsOfMarkdown(heading, doc);
  if (!range || !words) return [];
  const [start, end] = range;
  const escaped = heading.part.kind === "html" ? htmlText(words) : markdownText(words, heading);
  if (BRACKETS.test(doc.text.slice(start, end))) return [];
  const gap = start === end && /[^\s>]$/.test(doc.text.slice(0, start)) ? " " : "";
  // A title may end in what is no word: then its end is not the last word's.
  if (doc.text.startsWith(escaped, start) && start + escaped.length >= end) return [];
  const edit = replaceAt(start, end, gap + escaped, doc);
  return keepsItsPlace(heading, edit, doc) ? [edit] : [];
}

/** Footnotes and links may be defined elsewhere: what stands in brackets is the author's, whatever it is. Lines are, too. */
const BRACKETS = /[()[\]（）［］【】]|[\r\n]/;

/** Whether the heading is read as the same kind of heading, and all others as they were. */
function keepsItsPlace(heading: Heading, edit: Edit, doc: DesignDoc): boolean {
  const after = readDesignDoc(applyEdits(doc, [edit]), doc);
  const others = (d: DesignDoc) =>
    d.headings.map((h) => `${h.part.kind} ${h.part.depth} ${h.index === heading.index ? "" : h.part.text}`).join("\n");
  return others(doc) === others(after);
}

/** A piece of text in the source, and the markup that it stands in, from the outermost in. */
interface Leaf {
  start: number;
  end: number;
  within: readonly { start: number; end: number }[];
  words: boolean;
}

function wordsOfMarkdown(heading: Heading, doc: DesignDoc): [number, number] | undefined {
  const found =
    heading.part.kind === "table-cell"
      ? nodeAt(doc, heading.start, "tableCell")
      : (nodeAt(doc, heading.start, "heading") ?? nodeAt(doc, heading.start, "paragraph"));
  if (!found) return undefined;
  const { node, base } = found;
  const leaves: Leaf[] = [];
  const visit = (parent: Parents, within: Leaf["within"]) => {
    for (const child of parent.children as Nodes[]) {
      const start = base + (child.position?.start.offset ?? 0);
      const end = Math.min(base + (child.position?.end.offset ?? 0), heading.textEnd);
      if (start >= heading.textEnd) continue;
      if (child.type === "text" || child.type === "inlineCode") leaves.push({ start, end, within, words: true });
      else if ("children" in child) visit(child, [...within, { start, end }]);
      else leaves.push({ start, end, within, words: false });
    }
  };
  visit(node, []);
  if (leaves.length === 0) return emptyHeading(heading);
  // The words of a code span stand between its backticks.
  for (const leaf of leaves) {
    const ticks = /^`+/.exec(doc.text.slice(leaf.start, leaf.end))?.[0].length ?? 0;
    if (!ticks || !leaf.words) continue;
    leaf.start += ticks;
    leaf.end -= ticks;
  }
  return wordRange(leaves, doc, isNumbered(heading, doc));
}

/** `##` with nothing behind it. */
function emptyHeading({ part, end }: Heading): [number, number] | undefined {
  return part.kind === "atx" ? [end, end] : undefined;
}

function wordsOfHtml(heading: Heading, doc: DesignDoc): [number, number] | undefined {
  const source = doc.text.slice(heading.start, heading.end);
  const leaves: Leaf[] = [];
  const open: { start: number; end: number }[] = [];
  let last = 0;
  const parts = /<!--[\s\S]*?-->|<(\/?)([a-z][\w-]*)[^>]*?(\/?)>/gi;
  for (const m of source.matchAll(parts)) {
    if (m.index > last) leaves.push({ start: last, end: m.index, within: [...open], words: true });
    last = m.index + m[0].length;
    if (!m[2] || m[3] || /^(?:img|br|wbr)$/i.test(m[2]))
      leaves.push({ start: m.index, end: last, within: [...open], words: false });
    else if (m[1]) {
      const closed = open.pop();
      if (closed) closed.end = last;
    } else open.push({ start: m.index, end: source.length });
  }
  // The outermost element is the heading itself.
  const placed = leaves.map(({ start, end, within, words }) => ({
    start: heading.start + start,
    end: heading.start + end,
    within: within.slice(1).map((w) => ({ start: heading.start + w.start, end: heading.start + w.end })),
    words,
  }));
  const inner = heading.start + (/^<[^>]*>/.exec(source)?.[0].length ?? 0);
  return placed.length ? wordRange(placed, doc, isNumbered(heading, doc)) : [inner, inner];
}

const NUMBER = String.raw`(?:\d+(?:\.\d+)+[.):]?|\d+\\?[.):]|(?:[ivxlc]+|[a-z])\\?[.)]|§ ?\d+(?:\.\d+)*\.?|(?:step|section|chapter|part|phase|appendix|раздел|глава|часть|шаг|этап|приложение) (?:\d+|[a-z]|[ivx]+)\s*[.:)–—-])(?=\s|$)`;
const BEFORE = new RegExp(String.raw`^(?::\w+:|\d\ufe0f?\u20e3|${NUMBER}|[^\p{L}\p{N}§(["'“‘«])+`, "iu");
const AFTER = /(?:\s*\{:?\s*[#.][^{}]*\}|\s:\w+:|[^\p{L}\p{N})\]"'”’!?%+#])+$/u;

/**
 * From the first word to the last, widened so that no markup is cut in two; undefined if something else would be lost.
 * `numbered`: a number at the beginning is no word, even without a dot.
 */
function wordRange(leaves: readonly Leaf[], { text }: DesignDoc, numbered: boolean): [number, number] | undefined {
  const worded = leaves.filter((leaf) => {
    // "{.x}" and "2." alone are no words, from whichever side they are looked at.
    const source = text.slice(leaf.start, leaf.end);
    const rests = [source.replace(BEFORE, "").replace(AFTER, ""), source.replace(AFTER, "").replace(BEFORE, "")];
    return leaf.words && rests.every((rest) => /[\p{L}\p{N}]/u.test(rest));
  });
  const [first, last] = [worded[0], worded.at(-1)];
  if (!first || !last) {
    // A number or emoji alone: the words come behind it.
    const end = leaves.findLast((leaf) => leaf.words)?.end;
    return end === undefined ? undefined : [end, end];
  }
  const source = text.slice(first.start, first.end);
  const marks = BEFORE.exec(source)?.[0].length ?? 0;
  const lead = marks + (numbered ? (/^\d+\s+(?=\S)/.exec(source.slice(marks))?.[0].length ?? 0) : 0);
  const tail = AFTER.exec(text.slice(last.start, last.end))?.[0].length ?? 0;
  let shared = 0;
  while (first.within[shared] && first.within[shared]?.start === last.within[shared]?.start) shared++;
  const start = first.within[shared]?.start ?? first.start + lead;
  const end = last.within[shared]?.end ?? last.end - tail;
  const lost = leaves.some((leaf) => !leaf.words && leaf.start >= start && leaf.end <= end);
  return lost || start > end ? undefined : [start, end];
}

function markdownText(words: string, { part }: Heading): string {
  const escaped = words
    .replace(/[\\`*[\]<>]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
    .replace(/#(?=\s*$)/, "\\#");
  return part.kind === "table-cell" ? escaped.replaceAll("|", "\\|") : escaped;
}

function htmlText(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
