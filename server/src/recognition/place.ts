/** Where a missing section belongs in a document: under which heading its diagnostic stands and where it is inserted. */
import { openAtEnd } from "../document/blocks.ts";
import { lineAt } from "../document/text.ts";
import type { DesignDoc, Heading } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import type { Reading } from "./types.ts";

export interface MissingPlace {
  /** The real Markdown heading it is placed by; undefined: the end of the document. */
  anchor: Heading | undefined;
  where: "after" | "before" | "end";
  /** The heading of the present section that is its neighbour, for messages. */
  neighbour: Heading | undefined;
  /** UTF-16 offset at which it is inserted. */
  offset: number;
  /** Heading level, 1 to 6. */
  level: number;
  /** What the diagnostic stands on. */
  start: number;
  end: number;
}

/** Headings behind which nothing new is put at the end of a document. */
const TRAILING = new Set(["references", "appendix", "changelog"]);

const isMarkdown = (h: Heading) => h.part.kind === "atx" || h.part.kind === "setext";

/** The place of a missing section by its neighbours in canonical order. */
export function placeOfMissing(id: string, reading: Reading, framework: Framework): MissingPlace {
  const { doc } = reading;
  const order = framework.order(id);
  const present = reading.sections.filter((s) => s.places.length > 0);
  const before = present.filter((s) => framework.order(s.id) < order).at(-1);
  const after = present.find((s) => framework.order(s.id) > order);
  for (const [section, where] of [
    [before, "after"],
    [after, "before"],
  ] as const) {
    const neighbour = section?.places[0]?.heading;
    const anchor = neighbour && enclosing(neighbour);
    if (!anchor) continue;
    // Before or beside the title nothing can be put: there the section goes to the end.
    if (anchor === reading.title) break;
    return {
      anchor,
      where,
      neighbour,
      offset: where === "after" ? subtreeEnd(anchor, doc) : lineStart(anchor.start, doc),
      level: anchor.part.depth,
      start: anchor.textStart,
      end: anchor.textEnd,
    };
  }
  const [start, end] = titleRange(reading);
  return {
    anchor: undefined,
    where: "end",
    neighbour: undefined,
    offset: endOffset(reading),
    level: usualLevel(reading),
    start,
    end,
  };
}

/** The nearest real Markdown heading at or above a heading. */
function enclosing(heading: Heading): Heading | undefined {
  let h: Heading | undefined = heading;
  while (h && !isMarkdown(h)) h = h.parent;
  return h;
}

/** Offset of the next real heading of the same level or above, or of the text's end. */
function subtreeEnd(anchor: Heading, doc: DesignDoc): number {
  const next = doc.headings.find(
    (h) => h.index > anchor.index && h.part.depth > 0 && h.part.depth <= anchor.part.depth,
  );
  return next ? lineStart(next.start, doc) : closedEnd(doc);
}

/** The offset at which the line of an offset begins: an indented heading keeps its indentation. */
function lineStart(offset: number, { lineStarts }: DesignDoc): number {
  return lineStarts[lineAt(lineStarts, offset)] ?? offset;
}

/** The end of the text, or where a fence or comment begins that is never closed: what is put behind that is swallowed. */
function closedEnd({ text, lineStarts }: DesignDoc): number {
  return openAtEnd(text, lineStarts) ?? text.length;
}

/** What stands for the whole document: its title's text, else the first line after the front matter. */
export function titleRange(reading: Pick<Reading, "doc" | "title">): [start: number, end: number] {
  const { doc } = reading;
  const title = reading.title ?? doc.headings.find((h) => h.part.depth === 1);
  if (title) return [title.textStart, title.textEnd];
  const from = doc.frontMatter?.end ?? 0;
  const line = /\S[^\r\n]*/.exec(doc.text.slice(from));
  return line ? [from + line.index, from + line.index + line[0].trimEnd().length] : [from, from];
}

/** The end of the document, before references, appendix and changelog if they close it. */
function endOffset(reading: Omit<Reading, "sections">): number {
  const { doc, other } = reading;
  let offset = closedEnd(doc);
  const tops = doc.headings.filter(
    (h) => isMarkdown(h) && h !== reading.title && (!h.parent || h.parent === reading.title),
  );
  for (const h of tops.reverse()) {
    const id = other.get(h);
    if (!id || !TRAILING.has(id)) break;
    offset = lineStart(h.start, doc);
  }
  return offset;
}

/** The level of the document's sections: that of most headings right below the title, 2 if there is none. */
function usualLevel(reading: Pick<Reading, "doc" | "title">): number {
  const levels = reading.doc.headings.filter((h) => isMarkdown(h) && h !== reading.title).map((h) => h.part.depth);
  return levels.length ? Math.min(...levels) : 2;
}
