/** A heading's own text: what stands under it before the first heading below it. */
import { lineAt } from "../document/text.ts";
import type { DesignDoc, Heading } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import { lineEnd } from "./edit.ts";
import { beginningOf } from "./insertionPoint.ts";
import { blocksBefore, closedEnd } from "./topBlocks.ts";

/** Headings that have text of their own and can take more of it: no cells, list items or lead-ins. */
export function takesText({ part }: Heading): boolean {
  return part.depth > 0 || part.kind === "bold-line";
}

/** Attributes that some Markdown dialects read on the line behind a block: `{: .class}`. */
const ATTRIBUTES = /^[ \t]*\{:[^{}\r\n]*\}[ \t]*$/;

/** Whether a line holds nothing but attributes for the block above. */
export function isAttributeLine(line: number, doc: DesignDoc): boolean {
  const start = doc.lineStarts[line];
  return start !== undefined && ATTRIBUTES.test(doc.text.slice(start, lineEnd(start, doc)));
}

/** The end of the last line of a heading, with the line of attributes that belongs to it. */
export function headEnd(heading: Heading, doc: DesignDoc): number {
  const next = lineAt(doc.lineStarts, heading.end) + 1;
  return lineEnd(isAttributeLine(next, doc) ? (doc.lineStarts[next] as number) : heading.end, doc);
}

/**
 * The offset of the line end behind which more of a heading's own text can be put, before what belongs to the next heading
 * that `ends` it; undefined if there is no such place.
 */
export function ownTextEnd(
  heading: Heading,
  doc: DesignDoc,
  framework: Framework,
  ends: (next: Heading) => boolean = takesText,
): number | undefined {
  if (!takesText(heading)) return undefined;
  let limit = Math.min(heading.scopeEnd, closedEnd(doc));
  const next = doc.headings.find((h) => h.index > heading.index && (ends(h) || h.start >= limit));
  if (next && next.start <= limit) {
    const start = beginningOf(next, heading.end, doc, framework);
    // The next heading stands in the same HTML block.
    if (start === undefined) return undefined;
    limit = start;
  }
  for (const block of blocksBefore(doc, limit)) {
    if (block.end < heading.end) break;
    return lineEnd(block.end, doc);
  }
  return headEnd(heading, doc);
}
