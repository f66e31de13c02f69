/** Edits that insert missing sections in their places and change nothing else. */
import { type Range, rangeOf } from "../document/text.ts";
import type { DesignDoc, Heading } from "../document/types.ts";
import type { Framework, SectionData } from "../framework/index.ts";
import { type MissingPlace, placeOfMissing } from "../recognition/place.ts";
import type { Reading } from "../recognition/types.ts";
import { sectionMarkdown } from "./template.ts";

export interface Edit {
  /** Empty: only ever an insertion. */
  range: Range;
  newText: string;
}

/** Ids of the sections that are missing and asked for now or next, in canonical order; of one chapter if given. */
export function missingSections(reading: Reading, framework: Framework, chapter?: number): string[] {
  return reading.sections
    .filter((s) => s.status === "missing" && (s.required === "now" || s.required === "next"))
    .filter((s) => chapter === undefined || framework.section(s.id)?.chapter === chapter)
    .map((s) => s.id);
}

/** One insertion per place, in ascending order; sections that share a place stand in canonical order. Unknown ids are left out. */
export function insertSections(ids: readonly string[], reading: Reading, framework: Framework): Edit[] {
  const groups = new Map<string, { place: MissingPlace; sections: SectionData[] }>();
  for (const id of [...ids].sort((a, b) => framework.order(a) - framework.order(b))) {
    const section = framework.section(id);
    if (!section) continue;
    const place = placeOfMissing(id, reading, framework);
    const key = `${place.offset}:${place.level}`;
    const group = groups.get(key);
    if (group) group.sections.push(section);
    else groups.set(key, { place, sections: [section] });
  }
  // At one offset deeper headings come first: they close the subtree before it.
  const ordered = [...groups.values()].sort((a, b) => a.place.offset - b.place.offset || b.place.level - a.place.level);
  const byOffset = new Map<number, string[]>();
  for (const { place, sections } of ordered) {
    const number = numbering(place, reading.doc);
    const texts = sections.map((s, i) => sectionMarkdown(s, place.level, reading.language, framework, number(i)));
    byOffset.set(place.offset, [...(byOffset.get(place.offset) ?? []), ...texts]);
  }
  return [...byOffset].map(([offset, texts]) => insertion(texts.join("\n\n"), offset, reading.doc));
}

/** Inserts a block of Markdown at the beginning of a line or at the end, parted from its neighbours by one blank line. */
function insertion(markdown: string, offset: number, doc: DesignDoc): Edit {
  const { text, lineEnd } = doc;
  const before = text.slice(0, offset);
  const atEnd = offset === text.length;
  let lead = "";
  if (before.trim() !== "")
    lead = /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)$/.test(before) ? "" : /[\r\n]$/.test(before) ? "\n" : "\n\n";
  // A file that ends without a line end keeps doing so.
  const tail = atEnd ? (/[\r\n]$/.test(before) || before === "" ? "\n" : "") : "\n\n";
  const newText = (lead + markdown + tail).replaceAll("\n", lineEnd);
  return { range: rangeOf(doc.lineStarts, offset, offset), newText };
}

const NUMBERED = /^(\d+(?:\.\d+)*)([.):]?\s+)/;

/** How to number inserted headings: on where the anchor's run of numbered siblings ends, else not at all. */
function numbering(place: MissingPlace, doc: DesignDoc): (index: number) => string {
  const { anchor } = place;
  const own = anchor && NUMBERED.exec(anchor.part.text);
  if (!anchor || !own?.[1] || place.where !== "after") return () => "";
  const next = siblingAfter(anchor, doc);
  if (next && NUMBERED.test(next.part.text)) return () => "";
  if (!inRun(anchor, own[1], doc)) return () => "";
  const parts = own[1].split(".");
  const last = Number(parts.pop());
  return (index) => `${[...parts, String(last + 1 + index)].join(".")}${own[2]}`;
}

/** Whether a heading's number continues a run: "30 day plan" and "2024 goals" are no numbers of a run. */
function inRun(anchor: Heading, number: string, doc: DesignDoc): boolean {
  const last = Number(number.split(".").at(-1));
  const before = doc.headings.findLast((h) => h.index < anchor.index && h.part.depth === anchor.part.depth);
  const previous = before && NUMBERED.exec(before.part.text)?.[1]?.split(".").at(-1);
  return previous === undefined ? last === 1 : Number(previous) === last - 1;
}

function siblingAfter(anchor: Heading, doc: DesignDoc): Heading | undefined {
  const next = doc.headings.find(
    (h) => h.index > anchor.index && h.part.depth > 0 && h.part.depth <= anchor.part.depth,
  );
  return next?.part.depth === anchor.part.depth ? next : undefined;
}
