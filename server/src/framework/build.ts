/** Framework data → look-up tables: phrases are compiled, for the book when it is built, and the result is loaded. */
import type { Span } from "./automaton.ts";
import { builtinSpans } from "./builtinClasses.ts";
import { openingLines } from "./openings.ts";
import { CompiledPhraseTable, PhraseTable, type PhraseTableData } from "./phraseTable.ts";
import { type FrameworkProse, proseOf, withPhrases } from "./prose.ts";
import { type Token, tokenize } from "./tokens.ts";
import type { ChapterData, FrameworkData, PhraseEntry, SectionData, Vocabulary } from "./types.ts";
import { type Word, WordTable } from "./wordTable.ts";

/** A framework with its phrases compiled, for a word table that holds their words. */
export interface CompiledFramework {
  prose: FrameworkProse;
  headings: PhraseTableData;
  statements: PhraseTableData;
  classes: PhraseTableData;
  /** As `Framework` has them. */
  titles: [title: string, order: number][];
  generic: string[];
}

export interface Framework {
  data: FrameworkData;
  /** Numbers the words of all tables and of the texts that are searched. */
  wordTable: WordTable;
  chapters: readonly ChapterData[];
  /** In canonical order. */
  sections: readonly SectionData[];
  section(id: string): SectionData | undefined;
  /** Position in the canonical order; -1 for sections that are not in it. */
  order(id: string): number;
  /** Phrases that a heading may hold. */
  headings: CompiledPhraseTable;
  /** Phrases that a statement may hold. */
  statements: CompiledPhraseTable;
  /** Normalised title in any language → position in the canonical order. */
  titles: ReadonlyMap<string, number>;
  /** Comments of the sections' templates, blanks collapsed. */
  guidance: ReadonlySet<string>;
  /** Lines of the sections' templates and openings, blanks collapsed: left untouched in a document they say nothing. */
  skeleton: ReadonlySet<string>;
  /** No line longer than this, blanks and line end included, can be one of them. */
  longestSkeleton: number;
  /** Stems that say nothing of their own in a design doc. */
  generic: ReadonlySet<string>;
  /** Tokens of a text and the instances of the named classes in it. */
  analyse(text: string): { tokens: Token[]; words: Word[]; spans: Span[] };
}

/** Compiles and loads framework data. Throws as `compileFramework` does. */
export function buildFramework(data: FrameworkData): Framework {
  const wordTable = new WordTable();
  return loadFramework(compileFramework(data, wordTable), wordTable, data);
}

/** Compiles framework data. Throws one Error that lists all malformed phrases with the section they stand in. */
export function compileFramework(data: FrameworkData, wordTable: WordTable): CompiledFramework {
  const headings = new PhraseTable(wordTable);
  const statements = new PhraseTable(wordTable);
  const classes = new PhraseTable(wordTable);

  const vocabulary = (id: string, v: Vocabulary & { title?: string }) => {
    if (v.title) headings.add(v.title.replace(/[^\p{L}\p{N}]+/gu, " ").trim(), id, "alias");
    for (const phrase of v.aliases ?? []) headings.add(phrase, id, "alias");
    for (const phrase of v.ambiguous ?? []) headings.add(phrase, id, "ambiguous");
    for (const phrase of v["not-in-heading"] ?? []) headings.add(phrase, id, "not-in-heading");
    const statement = (role: "evidence" | "topic") => (entry: PhraseEntry) =>
      typeof entry === "string"
        ? statements.add(entry, id, role)
        : statements.add(entry.phrase, id, role, entry.unless ?? []);
    v.evidence?.forEach(statement("evidence"));
    v.topics?.forEach(statement("topic"));
  };
  for (const section of data.sections) vocabulary(section.id, section);
  for (const other of data.other) vocabulary(other.id, other);
  for (const locale of data.locales) for (const [id, v] of Object.entries(locale.sections)) vocabulary(id, v);

  for (const guards of [data.lexicon.guards, ...data.locales.map((l) => l.guards ?? [])])
    for (const phrase of guards) statements.add(phrase, "guard", "guard");
  for (const { id, phrases } of data.problemTypes.types)
    for (const phrase of phrases) statements.add(phrase, id, "type");
  for (const [id, { phrases, unless }] of Object.entries(data.problemTypes.conditions)) {
    for (const phrase of phrases ?? []) statements.add(phrase, id, "condition");
    for (const phrase of unless ?? []) statements.add(phrase, id, "denied");
  }
  for (const { id, phrases, titles } of data.kinds) {
    for (const phrase of phrases) headings.add(phrase, id, "kind");
    for (const phrase of titles ?? []) headings.add(phrase, id, "kind-title");
  }
  for (const lists of [data.lexicon.classes, ...data.locales.map((l) => l.classes ?? {})])
    for (const [name, phrases] of Object.entries(lists))
      for (const phrase of phrases) classes.add(phrase, name, "topic");

  const mistakes = [...headings.mistakes, ...statements.mistakes, ...classes.mistakes];
  if (mistakes.length) throw new Error(`The framework has malformed phrases:\n  ${mistakes.join("\n  ")}`);

  const titles = new Map<string, number>();
  data.sections.forEach(({ id, title }, i) => {
    titles.set(normalise(title), i);
    for (const locale of data.locales) {
      const own = locale.sections[id]?.title;
      if (own) titles.set(normalise(own), i);
    }
  });
  const generic = new Set<string>();
  for (const words of [data.lexicon.generic, ...data.locales.map((l) => l.generic ?? [])])
    for (const word of words) for (const { stem } of tokenize(word)) generic.add(stem);

  return {
    prose: proseOf(data),
    headings: headings.data(),
    statements: statements.data(),
    classes: classes.data(),
    titles: [...titles],
    generic: [...generic],
  };
}

/** Loads a compiled framework; `from` is what it was compiled from, where that is at hand. */
export function loadFramework(compiled: CompiledFramework, wordTable: WordTable, from?: FrameworkData): Framework {
  const headings = new CompiledPhraseTable(compiled.headings, wordTable);
  const statements = new CompiledPhraseTable(compiled.statements, wordTable);
  const classes = new CompiledPhraseTable(compiled.classes, wordTable);
  const data = from ?? withPhrases(compiled.prose, { headings, statements, classes });
  const guidance = new Set<string>();
  const skeleton = new Set<string>();
  let longestSkeleton = 0;
  const own = [...data.sections, ...data.locales.flatMap((l) => Object.values(l.sections))];
  for (const { template, vocabulary } of own) {
    for (const [, comment = ""] of (template ?? "").matchAll(/<!--([\s\S]*?)-->/g)) guidance.add(collapse(comment));
    for (const line of (template ?? "").replace(/<!--[\s\S]*?-->/g, "").split("\n")) {
      const plain = collapse(line);
      if (plain) skeleton.add(plain);
      longestSkeleton = Math.max(longestSkeleton, line.length + SLACK);
    }
    for (const line of (vocabulary ?? []).flatMap(openingLines)) {
      skeleton.add(collapse(line));
      longestSkeleton = Math.max(longestSkeleton, line.length + SLACK);
    }
  }

  const byId = new Map(data.sections.map((s) => [s.id, s]));
  const order = new Map(data.sections.map((s, i) => [s.id, i]));
  return {
    data,
    wordTable,
    chapters: data.chapters,
    sections: data.sections,
    section: (id) => byId.get(id),
    order: (id) => order.get(id) ?? -1,
    headings,
    statements,
    titles: new Map(compiled.titles),
    guidance,
    skeleton,
    longestSkeleton,
    generic: new Set(compiled.generic),
    analyse(text) {
      const tokens = tokenize(text);
      const words = wordTable.wordsOf(tokens);
      const spans = builtinSpans(text, tokens);
      for (const { meaning, start, end } of classes.find(tokens, [], words))
        spans.push({ name: meaning.id, start, end });
      return { tokens, words, spans };
    },
  };
}

/** Blanks that a formatter may add to a line of a template. */
const SLACK = 80;

/** Blanks that are more than one space. */
const BLANKS = /\s\s|[^\S ]/;

/** A line as `skeleton` holds it. */
export function collapse(line: string): string {
  const trimmed = line.trim();
  return BLANKS.test(trimmed) ? trimmed.replace(/\s+/g, " ") : trimmed;
}

/** A heading's words for comparison: stems without leading numbering and marks. */
export function normalise(text: string): string {
  return tokenize(text)
    .filter((t, i) => i > 0 || !/^\d/.test(t.lower))
    .map((t) => t.stem)
    .join(" ");
}
