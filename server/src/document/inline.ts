/** The readable text of inline Markdown, with the way back to the source. */
import type { Nodes, PhrasingContent } from "mdast";

/** Text without markup and, for some of its offsets in ascending order, where they come from. */
export interface InlineText {
  text: string;
  /** Pairs: from this offset of `text` on, the source runs alongside from that offset. */
  marks: [at: number, source: number][];
}

/** Collects the text of inline nodes. Comments, images, tags and struck-out text say nothing and are left out. */
export function inlineText(nodes: readonly PhrasingContent[], source: string): InlineText {
  const out: InlineText = { text: "", marks: [] };
  for (const node of nodes) collect(node, source, out);
  return out;
}

function collect(node: Nodes, source: string, out: InlineText): void {
  const start = node.position?.start.offset;
  switch (node.type) {
    case "text":
      if (start === undefined) out.text += node.value;
      else addLines(node.value, start, source, out);
      break;
    case "inlineCode":
      if (start !== undefined)
        out.marks.push([
          out.text.length,
          source.indexOf(node.value, start) >= 0 ? source.indexOf(node.value, start) : start,
        ]);
      out.text += node.value.replace(/\s+/g, " ");
      break;
    case "break":
      if (start !== undefined) out.marks.push([out.text.length, start]);
      out.text += " ";
      break;
    case "html":
      if (/^<br\s*\/?>$/i.test(node.value)) out.text += " ";
      break;
    case "image":
    case "imageReference":
    case "delete":
    case "footnoteReference":
      break;
    default:
      if ("children" in node) for (const child of node.children) collect(child, source, out);
  }
}

/** Adds a text node's value; after each line end the source may hold indentation or quote markers that the value lacks. */
function addLines(value: string, start: number, source: string, out: InlineText): void {
  let from = start;
  const lines = value.split(/\r\n|\n|\r/);
  lines.forEach((line, n) => {
    if (n > 0) {
      out.text += " ";
      const lineEnd = /[\r\n]/g;
      lineEnd.lastIndex = from;
      const found = lineEnd.exec(source);
      if (found) {
        const prefix = /(?:\r\n|\r|\n)[ \t>]*/y;
        prefix.lastIndex = found.index;
        from = found.index + (prefix.exec(source)?.[0].length ?? 1);
      }
    }
    out.marks.push([out.text.length, from]);
    out.text += line;
  });
}

/** The source offset of an offset in the text; exact but for escapes and entities before it on the same line. */
export function sourceOffset(inline: InlineText, at: number, limit: number): number {
  let best: [number, number] | undefined;
  for (const mark of inline.marks) {
    if (mark[0] > at) break;
    best = mark;
  }
  return best ? Math.min(best[1] + (at - best[0]), limit) : limit;
}

/** Reference links whose definition stands in another block stay as written in a block read alone: `[text][label]` → text. */
export function withoutReferences(text: string): string {
  return text.includes("][") ? text.replace(/\[([^[\]]+)\]\[[^[\]]*\]/g, "$1") : text;
}
