/** Headings that need no parser: beginning to parse takes longer than reading most of them. */
import type { BlockHeading } from "./types.ts";

/** A heading of plain words and nothing else but blank lines. */
const PLAIN_HEADING = /^(#{1,6})( +)([\p{L}\p{N}](?:[\p{L}\p{N} ,.'’()-]*[\p{L}\p{N}.)])?)(?:[\r\n][ \t\r\n]*)?$/u;

/** What parsing would give for a block that is such a heading; undefined if it is more. */
export function plainHeading(block: string): BlockHeading | undefined {
  const match = PLAIN_HEADING.exec(block);
  if (!match) return undefined;
  const [, { length: depth } = "", { length: gap } = "", text = ""] = match;
  const textStart = depth + gap;
  const end = textStart + text.length;
  return { type: "heading", kind: "atx", depth, text, start: 0, end, textStart, textEnd: end };
}
