/** Whether an offset of a document stands in prose, and in which stretch of it. */
import type { Nodes, Parent, Text } from "mdast";
import { parseBlock } from "./parse.ts";
import type { DesignDoc } from "./types.ts";

/** Text in the source, without markup of its own. */
export interface Prose {
  text: string;
  start: number;
}

/** What stands below these is no prose of the author's. */
const NO_PROSE = new Set(["heading", "link", "linkReference", "definition", "yaml"]);
/** Tags between which no prose stands. */
const NO_PROSE_TAG = /^<(\/?)(?:a|code|pre|kbd|samp|var|script|style|h[1-6])(?=[\s>/])/i;

/** The stretch of prose at an offset: never code, links, headings, comments, addresses or front matter. */
export function proseAt({ text, blocks, frontMatter, headings }: DesignDoc, offset: number): Prose | undefined {
  if (frontMatter && offset < frontMatter.end) return undefined;
  if (headings.some((h) => h.start <= offset && offset <= h.textEnd)) return undefined;
  const block = blocks.findLast((b) => b.start <= offset);
  if (!block || block.reading.skipped) return undefined;
  const at = offset - block.start;
  const node = textAt(parseBlock(block.reading.text, block.start === 0), at);
  if (!node) return undefined;
  const [from, to] = span(node);
  return { text: text.slice(block.start + from, block.start + to), start: block.start + from };
}

function textAt(node: Nodes, at: number): Text | undefined {
  const [from, to] = span(node);
  if (at < from || at > to || NO_PROSE.has(node.type)) return undefined;
  if (node.type === "text") return node;
  if (!("children" in node)) return undefined;
  let open = 0;
  for (const child of (node as Parent).children) {
    const tag = child.type === "html" ? NO_PROSE_TAG.exec(child.value) : null;
    if (tag) open = Math.max(0, open + (tag[1] ? -1 : 1));
    const found = open === 0 ? textAt(child, at) : undefined;
    if (found) return found;
  }
  return undefined;
}

function span({ position }: Nodes): [start: number, end: number] {
  return [position?.start.offset ?? 0, position?.end.offset ?? 0];
}
