/** Where a missing section belongs in a document: under which heading its diagnostic stands and where it is inserted. */
import { lineAt } from "../document/text.ts";
import type { DesignDoc, Heading } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import { marksOf } from "./marks.ts";
import { readStatus } from "./status.ts";
import type { Reading } from "./types.ts";

export interface MissingPlace {
  /** The real heading it is placed by; undefined: the end of the document. */
  anchor: Heading | undefined;
  where: "after" | "before" | "end";
  /** The heading of the present section that is its neighbour, for messages. */
  neighbour: Heading | undefined;
  /** Heading level, 1 to 6. */
  level: number;
  /** What the diagnostic stands on. */
  start: number;
  end: number;
}

/** The place of a missing section by its neighbours in canonical order. */
export function placeOfMissing(id: string, reading: Reading, framework: Framework): MissingPlace {
  const { doc } = reading;
  const order = framework.order(id);
  const present = reading.sections.filter((s) => s.places.length > 0);
  const before = present.filter((s) => framework.order(s.id) < order).at(-1);
  const after = present.find((s) => framework.order(s.id) > order);
  for (const [section, side] of [
    [before, "after"],
    [after, "before"],
  ] as const) {
    const neighbour = section?.places[0]?.heading;
    const anchor = neighbour && enclosing(neighbour, doc);
    if (!anchor) continue;
    // Before or beside the title nothing can be put: there the section goes to the end.
    if (anchor === reading.title) break;
    return {
      anchor,
      where: side === "before" && headsDocument(anchor, doc) ? "after" : side,
      neighbour,
      level: anchor.part.depth,
      start: anchor.textStart,
      end: anchor.textEnd,
    };
  }
  const [start, end] = titleRange(reading);
  return { anchor: undefined, where: "end", neighbour: undefined, level: usualLevel(reading), start, end };
}

/** The nearest real heading at or above a heading before which a block can be put. */
function enclosing(heading: Heading, doc: DesignDoc): Heading | undefined {
  let h: Heading | undefined = heading;
  while (h && (h.part.depth === 0 || blockStart(h, doc) === undefined)) h = h.parent;
  return h;
}

/**
 * Whether the document's status or its mark stands under its first heading: both are read only before the second, so nothing
 * may be put before the first.
 */
function headsDocument(anchor: Heading, doc: DesignDoc): boolean {
  const [first, second] = doc.headings.filter((h) => h.part.depth > 0);
  if (anchor !== first) return false;
  const above = readStatus({ ...doc, headings: [anchor, anchor] });
  const own = readStatus(doc);
  if (own.status !== above.status || own.unknown?.word !== above.unknown?.word) return true;
  const end = second?.start ?? doc.text.length;
  return marksOf(doc).some((m) => m.kind === "switch" && m.start > anchor.start && m.start < end);
}

/**
 * Where the line begins at which a real heading's own block does; undefined if it stands in the midst of an HTML block. An
 * HTML heading begins its block if between it and a blank line nothing but opening tags stands.
 */
export function blockStart({ start, part }: Heading, { text, lineStarts }: DesignDoc): number | undefined {
  let line = lineAt(lineStarts, start);
  const begin = () => (line === 0 && text.startsWith("\ufeff") ? 1 : (lineStarts[line] as number));
  if (part.kind !== "html") return begin();
  if (!OPENING.test(text.slice(begin(), start))) return undefined;
  while (line > 0) {
    const above = text.slice(lineStarts[line - 1], lineStarts[line]);
    if (!above.trim()) break;
    if (!OPENING.test(above)) return undefined;
    line--;
  }
  return begin();
}

const OPENING = /^\s*(?:<[a-z][^<>]*>\s*)*$/i;

/** What stands for the whole document: its title's text, else the first line after the front matter and marks of ours. */
export function titleRange(reading: Pick<Reading, "doc" | "title">): [start: number, end: number] {
  const { doc } = reading;
  const title = reading.title ?? doc.headings.find((h) => h.part.depth === 1);
  if (title) return [title.textStart, title.textEnd];
  let from = doc.frontMatter?.end ?? 0;
  let line = firstLine(doc.text, from);
  // A mark at the head speaks of what stands below it: findings about that must not move onto the mark.
  for (const { start, end } of marksOf(doc)) {
    const behind = line && start === from + line.index ? firstLine(doc.text, end) : null;
    if (!behind) break;
    [from, line] = [end, behind];
  }
  return line ? [from + line.index, from + line.index + line[0].trimEnd().length] : [from, from];
}

const firstLine = (text: string, from: number) => /\S[^\r\n]*/.exec(text.slice(from));

/** The level of the document's sections: that of most headings right below the title, 2 if there is none. */
function usualLevel(reading: Pick<Reading, "doc" | "title">): number {
  const levels = reading.doc.headings.filter((h) => h.part.depth > 0 && h !== reading.title).map((h) => h.part.depth);
  return levels.length ? Math.min(...levels) : 2;
}
