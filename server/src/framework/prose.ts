/** What framework files say to people, without the phrases that the tables hold. */
import type { FrameworkData, FrameworkSource, LocaleSource, SectionSource, Vocabulary } from "./types.ts";

export function proseOf(source: FrameworkSource): FrameworkData {
  const { chapters, sections, other, lexicon, problemTypes, kinds, terms, locales } = source;
  return {
    chapters: chapters.map(({ chapter, title, sections }) => ({ chapter, title, sections })),
    sections: sections.map((section) => {
      const { format: _format, ...data } = withoutPhrases<SectionSource>(section);
      return data;
    }),
    other: other.map(({ id, title }) => ({ id, title })),
    "answer-classes": lexicon["answer-classes"] ?? {},
    problemTypes: {
      types: problemTypes.types.map(({ id }) => ({ id })),
      conditions: mapped(problemTypes.conditions, ({ phrases: _phrases, unless: _unless, ...condition }) => condition),
    },
    kinds: kinds.map(({ id, name }) => ({ id, name })),
    terms,
    locales: locales.map(({ classes: _classes, guards: _guards, generic: _generic, ...locale }) => ({
      ...locale,
      sections: mapped(locale.sections, (section) => withoutPhrases<LocaleSource["sections"][string]>(section)),
    })),
  };
}

function withoutPhrases<T extends Vocabulary>(data: T): Omit<T, keyof Vocabulary> {
  const {
    aliases: _aliases,
    ambiguous: _ambiguous,
    "not-in-heading": _notInHeading,
    evidence: _evidence,
    topics: _topics,
    ...rest
  } = data;
  return rest;
}

function mapped<K extends string, T, R>(record: Record<K, T>, map: (value: T) => R): Record<K, R> {
  return Object.fromEntries(Object.entries<T>(record).map(([key, value]) => [key, map(value)])) as Record<K, R>;
}
