/** Edits that insert missing sections in their places and change nothing else. */
import { type Framework, localised, type SectionData } from "../framework/index.ts";
import { placeOfMissing } from "../recognition/place.ts";
import type { Reading } from "../recognition/types.ts";
import { type Edit, insertBlock } from "./edit.ts";
import { insertionOffset } from "./insertionPoint.ts";
import { numbering } from "./numbering.ts";

export type { Edit } from "./edit.ts";

/** Ids of the sections that are missing and asked for now or next, in canonical order; of one chapter if given. */
export function missingSections(reading: Reading, framework: Framework, chapter?: number): string[] {
  return reading.sections
    .filter((s) => s.status === "missing" && (s.required === "now" || s.required === "next"))
    .filter((s) => chapter === undefined || framework.section(s.id)?.chapter === chapter)
    .map((s) => s.id);
}

/** One insertion per place, in ascending order; sections that share a place stand in canonical order. Unknown ids are left out. */
export function insertSections(ids: readonly string[], reading: Reading, framework: Framework): Edit[] {
  return insertHeadings(ids, reading, framework, (section) => localised(section, reading.language, framework).template);
}

/** As `insertSections`, with other text under the headings. */
export function insertHeadings(
  ids: readonly string[],
  reading: Reading,
  framework: Framework,
  body: (section: SectionData) => string,
): Edit[] {
  const groups = new Map<string, { offset: number; level: number; sections: SectionData[] }>();
  for (const id of [...new Set(ids)].sort((a, b) => framework.order(a) - framework.order(b))) {
    const section = framework.section(id);
    if (!section) continue;
    const place = placeOfMissing(id, reading, framework);
    const offset = insertionOffset(place, reading, framework);
    const key = `${offset}:${place.level}`;
    const group = groups.get(key);
    if (group) group.sections.push(section);
    else groups.set(key, { offset, level: place.level, sections: [section] });
  }
  // At one offset deeper headings come first: they close the subtree before it.
  const ordered = [...groups.values()].sort((a, b) => a.offset - b.offset || b.level - a.level);
  const byOffset = new Map<number, string[]>();
  for (const { offset, level, sections } of ordered) {
    const number = numbering(offset, level, reading.doc);
    const texts = sections.map((section, n) => {
      const { title } = localised(section, reading.language, framework);
      return `${"#".repeat(level)} ${number(n)}${title}\n\n${body(section).trim()}`;
    });
    byOffset.set(offset, [...(byOffset.get(offset) ?? []), ...texts]);
  }
  return [...byOffset].map(([offset, texts]) => insertBlock(texts.join("\n\n"), offset, reading.doc));
}
