/** A heading's own text: what stands under it before the first heading below it. */
import type { DesignDoc, Heading } from "../document/types.ts";
import { blockStart } from "../recognition/place.ts";
import { lineEnd } from "./edit.ts";
import { blocksBefore, closedEnd } from "./topBlocks.ts";

/** Headings that have text of their own and can take more of it: no cells, list items or lead-ins. */
export function takesText({ part }: Heading): boolean {
  return part.depth > 0 || part.kind === "bold-line";
}

/** The offset of the line end behind which more of a heading's own text can be put; undefined if there is no such place. */
export function ownTextEnd(heading: Heading, doc: DesignDoc): number | undefined {
  if (!takesText(heading)) return undefined;
  let limit = Math.min(heading.scopeEnd, closedEnd(doc));
  const next = doc.headings.find((h) => h.index > heading.index && takesText(h));
  if (next && next.start < limit) {
    const start = next.part.depth > 0 ? blockStart(next, doc) : next.start;
    // The next heading stands in the same HTML block.
    if (start === undefined || start <= heading.start) return undefined;
    limit = start;
  }
  for (const block of blocksBefore(doc, limit)) {
    if (block.end < heading.end) break;
    return lineEnd(block.end, doc);
  }
  return lineEnd(heading.end, doc);
}
