/** The outermost Markdown blocks of a document: the only places between which a line can be put that is part of none. */
import type { Nodes, RootContent } from "mdast";
import { openAtEnd } from "../document/blocks.ts";
import { parseBlock } from "../document/parse.ts";
import type { BlockReading, DesignDoc } from "../document/types.ts";
import { lineStart } from "./edit.ts";

export interface TopBlock {
  /** Undefined for a stretch that is too complex to be parsed, or may be: it was not read yet. */
  node: RootContent | undefined;
  start: number;
  end: number;
}

const cache = new WeakMap<BlockReading, TopBlock[]>();

/** The blocks of one stretch of the document, with offsets of that stretch. Front matter is none. */
function blocksOf(reading: BlockReading, first: boolean): TopBlock[] {
  const known = cache.get(reading);
  if (known) return known;
  const { text } = reading;
  // micromark counts from behind a byte order mark.
  const bom = text.startsWith("\ufeff") ? 1 : 0;
  const blocks =
    reading.skipped || reading.pending
      ? [{ node: undefined, start: 0, end: text.length }]
      : parseBlock(text.slice(bom), first).children.flatMap((node): TopBlock[] =>
          node.type === "yaml"
            ? []
            : [
                {
                  node,
                  start: bom + (node.position?.start.offset ?? 0),
                  end: bom + (node.position?.end.offset ?? 0),
                },
              ],
        );
  cache.set(reading, blocks);
  return blocks;
}

function placed(doc: DesignDoc, n: number): TopBlock[] {
  const block = doc.blocks[n];
  if (!block) return [];
  return blocksOf(block.reading, block.start === 0).map(({ node, start, end }) => ({
    node,
    start: block.start + start,
    end: block.start + end,
  }));
}

/** Index of the stretch that holds an offset. */
function stretchAt(doc: DesignDoc, offset: number): number {
  return Math.max(
    0,
    doc.blocks.findLastIndex(({ start }) => start <= offset),
  );
}

/** The block on whose lines an offset stands, else the next one; undefined behind the last. */
export function blockAt(doc: DesignDoc, offset: number): TopBlock | undefined {
  for (let n = stretchAt(doc, offset); n < doc.blocks.length; n++) {
    const found = placed(doc, n).find(({ end }) => end >= offset);
    if (found) return found;
  }
  return undefined;
}

/** The blocks that end before an offset, the last first. */
export function* blocksBefore(doc: DesignDoc, offset: number): Generator<TopBlock> {
  for (let n = stretchAt(doc, offset); n >= 0; n--)
    for (const block of placed(doc, n).reverse()) if (block.end <= offset) yield block;
}

/** The innermost node that begins at an offset and is of a type. */
export function nodeAt<T extends Nodes["type"]>(
  doc: DesignDoc,
  offset: number,
  type: T,
): { node: Extract<Nodes, { type: T }>; base: number } | undefined {
  const stretch = doc.blocks[stretchAt(doc, offset)];
  const top = blockAt(doc, offset);
  if (!stretch || !top?.node || top.start > offset) return undefined;
  const base = stretch.start + (stretch.reading.text.startsWith("\ufeff") ? 1 : 0);
  let found: Extract<Nodes, { type: T }> | undefined;
  const visit = (node: Nodes) => {
    if (node.type === type && base + (node.position?.start.offset ?? -1) === offset)
      found = node as Extract<Nodes, { type: T }>;
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(top.node);
  return found && { node: found, base };
}

/** Whether a block goes on to the text's end because nothing closes it: a fence, a comment, a `<pre>`. */
function staysOpen({ node, start, end }: TopBlock, doc: DesignDoc): boolean {
  // HTML begins with its indentation.
  const source = doc.text.slice(start, end).trimStart();
  if (node?.type === "code") {
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(doc.text.slice(lineStart(start, doc), end))?.[1];
    if (!fence) return false;
    const last =
      source
        .split(/\r\n|\n|\r/)
        .slice(1)
        .at(-1)
        ?.trim() ?? "";
    return !(last.startsWith(fence) && last === (fence[0] as string).repeat(last.length));
  }
  if (node?.type !== "html") return false;
  if (source.startsWith("<!--")) return !source.slice(2).includes("-->");
  if (/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i.test(source))
    return !/<\/(?:script|pre|style|textarea)>/i.test(source);
  if (source.startsWith("<?")) return !source.includes("?>");
  if (source.startsWith("<![CDATA[")) return !source.includes("]]>");
  return /^<![a-z]/i.test(source) && !source.includes(">");
}

/** The end of a document, or where something begins there that is never closed: what is put behind that is swallowed. */
export function closedEnd(doc: DesignDoc): number {
  const [last] = blocksBefore(doc, doc.text.length);
  if (last?.node) return staysOpen(last, doc) ? lineStart(last.start, doc) : doc.text.length;
  return last ? (openAtEnd(doc.text, doc.lineStarts) ?? doc.text.length) : doc.text.length;
}
