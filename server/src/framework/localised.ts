/** The framework's own texts in other languages. */
import type { Framework } from "./load.ts";
import type { LocalTerm, SectionData, TermData } from "./types.ts";

/** A section's title, guidance and template in the document's language, in English where the language has none. */
export function localised(
  section: SectionData,
  language: string,
  framework: Framework,
): Pick<SectionData, "title" | "guidance" | "questions" | "template" | "vocabulary"> {
  const own = framework.data.locales.find((l) => l.language === language)?.sections[section.id];
  // Half a translation would mix languages in one section.
  if (!own?.title || !own.template) return section;
  return {
    title: own.title,
    template: own.template,
    guidance: own.guidance ?? section.guidance,
    questions: own.questions ?? section.questions,
    vocabulary: own.vocabulary ?? section.vocabulary ?? [],
  };
}

/** A section's title for an interface language. */
export function titleIn(section: SectionData, language: string, framework: Framework): string {
  return framework.data.locales.find((l) => l.language === language)?.sections[section.id]?.title ?? section.title;
}

/** A chapter's title for an interface language. */
export function chapterTitleIn(chapter: number, language: string, framework: Framework): string {
  const own = framework.data.locales.find((l) => l.language === language)?.chapters?.[chapter];
  return own ?? framework.chapters.find((c) => c.chapter === chapter)?.title ?? "";
}

/** A hover term for an interface language, in English where the language has none. */
export function termIn(term: TermData, language: string, framework: Framework): LocalTerm {
  return framework.data.locales.find((l) => l.language === language)?.terms?.[term.term] ?? term;
}
