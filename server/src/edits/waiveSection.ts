/** "N/A: reason" for a section that does not apply; the reason is left to its author. */
import type { DesignDoc, Heading } from "../document/types.ts";
import { collapse, type Framework } from "../framework/index.ts";
import { isBarePlaceholder, isOpenWaiver, isSkeleton } from "../recognition/substance.ts";
import type { Reading } from "../recognition/types.ts";
import { type Edit, type FilledEdits, insertBlockBehind, lineStart, replaceAt, withPlaceholder } from "./edit.ts";
import { insertHeadings } from "./insertSections.ts";
import { headEnd, ownTextEnd, takesText } from "./ownText.ts";
import { reasonPlaceholder } from "./reason.ts";
import { blocksBefore, type TopBlock } from "./topBlocks.ts";

/**
 * A missing section gets its heading in its place with the waiver under it; one whose heading stands over nothing gets the
 * waiver right under that, instead of a bare "TBD" or what our template left there. No edit for a section that is answered or
 * has such a waiver already. Until the placeholder is replaced nothing is waived.
 */
export function waiveSection(id: string, reading: Reading, framework: Framework): FilledEdits {
  const own = reading.sections.find((s) => s.id === id);
  const placeholder = reasonPlaceholder(reading.language);
  const waiver = `N/A: ${placeholder}`;
  if (own?.status === "missing")
    return withPlaceholder(
      insertHeadings([id], reading, framework, () => waiver),
      placeholder,
    );
  // A waiver under another of the section's headings would not be seen.
  const heading = own?.places[0]?.heading;
  if (own?.status !== "empty" || !heading || !takesText(heading) || heading.part.kind === "html") return { edits: [] };
  const { doc } = reading;
  const asked = doc.body
    .slice(heading.bodyStart, heading.bodyEnd)
    .some(({ part }) => part.type === "statement" && isOpenWaiver(part.text));
  if (asked) return { edits: [] };
  const edit = replaceNothing(waiver, heading, doc, framework) ?? insertBlockBehind(waiver, headEnd(heading, doc), doc);
  return withPlaceholder([edit], placeholder);
}

/** The waiver in the place of all that stands under a heading without saying anything; undefined if something does. */
function replaceNothing(waiver: string, heading: Heading, doc: DesignDoc, framework: Framework): Edit | undefined {
  // Our templates hold bold lines too.
  const end = ownTextEnd(heading, doc, framework, (next) => next.part.depth > 0);
  if (end === undefined) return undefined;
  const own: TopBlock[] = [];
  for (const block of blocksBefore(doc, end)) {
    if (block.start < heading.end) break;
    own.unshift(block);
  }
  const idle = own.slice(own.findIndex((block) => isIdle(block, doc, framework)));
  // Marks, comments and attributes of the author's may stand above; amidst the rest they would be lost.
  if (!idle.every((block) => isIdle(block, doc, framework))) return undefined;
  if (!own.slice(0, -idle.length).every((block) => isComment(block, doc) || isAttributes(block, doc))) return undefined;
  const [first, last] = [idle[0], idle.at(-1)];
  return first && last && replaceAt(lineStart(first.start, doc), last.end, waiver, doc);
}

/** Whether a block is a bare placeholder, or was left by our templates. */
function isIdle({ node, start, end }: TopBlock, doc: DesignDoc, framework: Framework): boolean {
  const source = doc.text.slice(start, end);
  if (node?.type === "html") {
    const comments = [...source.matchAll(COMMENT)].map(([, text = ""]) => collapse(text));
    return !source.replace(COMMENT, "").trim() && comments.every((text) => framework.guidance.has(text));
  }
  if (node?.type !== "paragraph" && node?.type !== "list" && node?.type !== "table") return false;
  let at = start;
  return source.split(/(?<=\r\n|\n|\r(?!\n))/).every((line) => {
    const placed = { start: at };
    at += line.length;
    return !line.trim() || isBarePlaceholder(line) || isSkeleton(placed, doc, framework);
  });
}

const COMMENT = /<!--([\s\S]*?)-->/g;

function isComment({ node, start, end }: TopBlock, doc: DesignDoc): boolean {
  return node?.type === "html" && !doc.text.slice(start, end).replace(COMMENT, "").trim();
}

const isAttributes = ({ start, end }: TopBlock, doc: DesignDoc) =>
  /^\{:[^{}\r\n]*\}$/.test(doc.text.slice(start, end).trim());
