/** The sections that several documents may answer, for a table with a column each. */
import { type Framework, titleIn } from "../framework/index.ts";

export interface ChapterColumns {
  chapter: number;
  title: string;
  sections: { id: string; title: string }[];
}

/** The chapters of all frameworks in force, in canonical order; a section that several of them have stands once. */
export function sectionColumns(frameworks: Iterable<Framework>, locale: string): ChapterColumns[] {
  const chapters = new Map<number, ChapterColumns>();
  const known = new Set<string>();
  for (const framework of new Set(frameworks)) {
    for (const { chapter, title } of framework.chapters)
      if (!chapters.has(chapter)) chapters.set(chapter, { chapter, title, sections: [] });
    for (const section of framework.sections) {
      if (known.has(section.id)) continue;
      known.add(section.id);
      chapters.get(section.chapter)?.sections.push({ id: section.id, title: titleIn(section, locale, framework) });
    }
  }
  return [...chapters.values()].filter((c) => c.sections.length > 0).sort((a, b) => a.chapter - b.chapter);
}
