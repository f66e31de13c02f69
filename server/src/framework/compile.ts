/** Framework files → look-up tables: once, when the product is built, and the result is loaded. */
import { titlesOf } from "./load.ts";
import { PhraseTable, type PhraseTableData, type UnpackedPhrases } from "./phraseTable.ts";
import { proseOf } from "./prose.ts";
import { tokenize } from "./tokens.ts";
import type { FrameworkData, FrameworkSource } from "./types.ts";
import { addVocabulary } from "./vocabulary.ts";
import type { WordTable } from "./wordTable.ts";

/** A framework with its phrases compiled, for a word table that holds their words. */
export interface CompiledFramework<Table = PhraseTableData> {
  data: FrameworkData;
  titles: Record<string, number>;
  headings: Table;
  statements: Table;
  classes: Table;
  /** Stems that say nothing of their own in a design doc. */
  generic: string[];
}

/** As it is compiled, or with its tables unpacked. */
export type LoadableFramework = CompiledFramework | CompiledFramework<UnpackedPhrases>;

/** Throws one Error that lists all malformed phrases with the section they stand in. */
export function compileFramework(source: FrameworkSource, wordTable: WordTable): CompiledFramework {
  const headings = new PhraseTable(wordTable);
  const statements = new PhraseTable(wordTable);
  const classes = new PhraseTable(wordTable);
  const { sections, other, lexicon, problemTypes, kinds, locales } = source;

  for (const section of [...sections, ...other]) addVocabulary({ headings, statements }, section.id, section);
  for (const locale of locales)
    for (const [id, own] of Object.entries(locale.sections)) addVocabulary({ headings, statements }, id, own);

  for (const guards of [lexicon.guards, ...locales.map((l) => l.guards ?? [])])
    for (const phrase of guards) statements.add(phrase, "guard", "guard");
  for (const { id, phrases } of problemTypes.types) for (const phrase of phrases) statements.add(phrase, id, "type");
  for (const [id, { phrases, unless }] of Object.entries(problemTypes.conditions)) {
    for (const phrase of phrases ?? []) statements.add(phrase, id, "condition");
    for (const phrase of unless ?? []) statements.add(phrase, id, "denied");
  }
  for (const { id, phrases, titles } of kinds) {
    for (const phrase of phrases) headings.add(phrase, id, "kind");
    for (const phrase of titles ?? []) headings.add(phrase, id, "kind-title");
  }
  for (const lists of [lexicon.classes, ...locales.map((l) => l.classes ?? {})])
    for (const [name, phrases] of Object.entries(lists))
      for (const phrase of phrases) classes.add(phrase, name, "topic");

  const mistakes = [headings, statements, classes].flatMap((table) => table.mistakes);
  if (mistakes.length) throw new Error(`The framework has malformed phrases:\n  ${mistakes.join("\n  ")}`);

  const generic = new Set<string>();
  for (const words of [lexicon.generic, ...locales.map((l) => l.generic ?? [])])
    for (const word of words) for (const { stem } of tokenize(word)) generic.add(stem);
  const data = proseOf(source);
  return {
    data,
    titles: Object.fromEntries(titlesOf(data)),
    headings: headings.data(),
    statements: statements.data(),
    classes: classes.data(),
    generic: [...generic],
  };
}
