/** Says under a heading which sections it stands for, or that it stands for none. */
import { readDesignDoc } from "../document/designDoc.ts";
import { lineAt } from "../document/text.ts";
import type { DesignDoc, Heading } from "../document/types.ts";
import { type Mark, marksOf, NO_SECTION } from "../recognition/marks.ts";
import type { Reading } from "../recognition/types.ts";
import { applyEdits, type Edit, insertAt, isBlankLine, lineEnd, replaceAt } from "./edit.ts";
import { headEnd } from "./ownText.ts";
import { rendersSame } from "./sameRendering.ts";
import { nodeAt } from "./topBlocks.ts";

/** The heading is these sections too, beside what its mark says; `none` gives way. */
export function sectionMark(heading: Heading, ids: readonly string[], doc: DesignDoc): Edit[] {
  const said = marksUnder(heading, doc).flatMap((m) => m.ids.map((word) => word.id));
  const kept = said.filter((id) => id !== NO_SECTION || ids.includes(NO_SECTION));
  return setSectionMark(heading, [...kept, ...ids], doc);
}

/** The heading is not this section: the mark names the others that it is taken for, or none. */
export function notSectionMark(heading: Heading, id: string, reading: Reading): Edit[] {
  const taken = reading.sections.filter((s) => s.places.some((p) => p.heading === heading)).map((s) => s.id);
  const others = taken.filter((other) => other !== id);
  return setSectionMark(heading, others, reading.doc);
}

/**
 * The heading is exactly these sections; none of them: it is none. No edit if its mark says so already, or if no comment can
 * stand under it without changing the document (a table's cell, a label above a list).
 */
export function setSectionMark(heading: Heading, ids: readonly string[], doc: DesignDoc): Edit[] {
  const unique = [...new Set(ids)];
  const wanted = unique.length ? unique : [NO_SECTION];
  const marks = marksUnder(heading, doc);
  if (marks.length) {
    const list = wanted.join(", ");
    return marks.flatMap((mark): Edit[] => {
      const own = mark.ids.map((word) => word.id);
      if (own.length === wanted.length && own.every((id) => wanted.includes(id))) return [];
      const [first, last] = [mark.ids[0], mark.ids.at(-1)];
      if (first && last) return [replaceAt(first.start, last.end, list, doc)];
      const colon = /[:：]$/.test(doc.text.slice(mark.start, mark.contentEnd)) ? " " : ": ";
      return [insertAt(mark.contentEnd, colon + list, doc)];
    });
  }
  const comment = `<!-- ml-design-docs-section: ${wanted.join(", ")} -->`;
  for (const edit of candidates(heading, comment, doc))
    if (rendersSame(doc, [edit]) && isUnder(heading, edit, doc)) return [edit];
  return [];
}

/** Whether such a mark can stand under a heading. */
export function takesMark(heading: Heading, doc: DesignDoc): boolean {
  if (marksUnder(heading, doc).length > 0) return true;
  const known = taking.get(heading);
  if (known !== undefined) return known;
  const takes = setSectionMark(heading, [NO_SECTION], doc).length > 0;
  taking.set(heading, takes);
  return takes;
}

const taking = new WeakMap<Heading, boolean>();

function marksUnder(heading: Heading, doc: DesignDoc): Mark[] {
  return marksOf(doc).filter((m) => m.kind === "section" && doc.owner[m.index] === heading);
}

/** Places for the comment, the one that reads best first. */
function candidates(heading: Heading, comment: string, doc: DesignDoc): Edit[] {
  const { lineEnd: eol, text } = doc;
  const end = headEnd(heading, doc);
  const below = isBlankLine(lineAt(doc.lineStarts, end) + 1, doc);
  switch (heading.part.kind) {
    case "atx":
    case "setext":
    case "bold-line":
      return [
        insertAt(end, (below ? eol + eol : eol) + comment, doc),
        ...(heading.part.kind === "atx" ? [insertAt(heading.textEnd, ` ${comment}`, doc)] : []),
      ];
    case "html": {
      const inline = insertAt(heading.end, comment, doc);
      return text.slice(heading.end, end).trim() ? [inline] : [insertAt(end, eol + comment, doc), inline];
    }
    default: {
      // In a list a line of its own would be taken up by the paragraph unless it is indented as the item's text is.
      const found = nodeAt(doc, heading.start, "paragraph");
      const paragraphEnd = found ? found.base + (found.node.position?.end.offset ?? 0) : heading.end;
      const places = [insertAt(paragraphEnd, ` ${comment}`, doc), insertAt(heading.end, ` ${comment}`, doc)];
      const line = doc.lineStarts[lineAt(doc.lineStarts, heading.start)] ?? 0;
      const item = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+/.exec(text.slice(line, heading.start))?.[0];
      if (item) {
        const indent = item.replace(/[^\s]/g, " ");
        places.push(insertAt(lineEnd(paragraphEnd, doc), eol + indent + comment, doc));
      }
      return places;
    }
  }
}

/** Whether the document reads a mark at the edit's place as the heading's, and all its headings as before. */
function isUnder(heading: Heading, edit: Edit, doc: DesignDoc): boolean {
  const after = readDesignDoc(applyEdits(doc, [edit]), doc);
  const words = (d: DesignDoc) => d.headings.map((h) => `${h.part.depth} ${h.part.text}`).join("\n");
  const own = after.headings[heading.index];
  return own !== undefined && words(doc) === words(after) && marksUnder(own, after).length > 0;
}
