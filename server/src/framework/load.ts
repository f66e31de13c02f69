/** A framework as the other rooms see it: loaded from compiled tables, or another one with a team's changes. */
import type { Span } from "./automaton.ts";
import { BUILTIN_CLASSES, builtinSpans } from "./builtinClasses.ts";
import type { CompiledFramework, LoadableFramework } from "./compile.ts";
import { LONGEST_BEFORE, Openings, plainOpening } from "./openings.ts";
import { CompiledPhraseTable, type Phrases, type UnpackedPhrases } from "./phraseTable.ts";
import { type Token, tokenize } from "./tokens.ts";
import type { ChapterData, FrameworkData, LocalSection, SectionData } from "./types.ts";
import type { Word, WordTable } from "./wordTable.ts";

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
  headings: Phrases;
  /** Phrases that a statement may hold. */
  statements: Phrases;
  /** Normalised title in any language → position in the canonical order. */
  titles: ReadonlyMap<string, number>;
  /** Comments of the sections' templates, blanks collapsed. */
  guidance: ReadonlySet<string>;
  /** Lines of the sections' templates and openings, blanks collapsed: left untouched in a document they say nothing. */
  skeleton: Pick<ReadonlySet<string>, "has">;
  /** No line longer than this, blanks and line end included, can be one of them. */
  longestSkeleton: number;
  /** Stems that say nothing of their own in a design doc. */
  generic: ReadonlySet<string>;
  /** Names of the classes of words that phrases may ask for. */
  classes: ReadonlySet<string>;
  /** Tokens of a text and the instances of the named classes in it. */
  analyse(text: string): { tokens: Token[]; words: Word[]; terms: number[]; spans: Span[] };
}

/** `unpacked` gives what loads the same framework faster. */
export function loadFramework(
  compiled: LoadableFramework,
  wordTable: WordTable,
): Framework & { unpacked: () => CompiledFramework<UnpackedPhrases> } {
  const classes = new CompiledPhraseTable(compiled.classes, wordTable);
  const headings = new CompiledPhraseTable(compiled.headings, wordTable);
  const statements = new CompiledPhraseTable(compiled.statements, wordTable);
  return {
    ...dataOf(compiled.data, new Map(Object.entries(compiled.titles))),
    wordTable,
    headings,
    statements,
    unpacked: () => ({
      ...compiled,
      headings: headings.unpacked,
      statements: statements.unpacked,
      classes: classes.unpacked,
    }),
    generic: new Set(compiled.generic),
    classes: new Set([...BUILTIN_CLASSES, ...compiled.classes.ids]),
    analyse(text) {
      const tokens = tokenize(text);
      const words = wordTable.wordsOf(tokens);
      const spans = builtinSpans(text, tokens);
      for (const { meaning, start, end } of classes.find(tokens, [], words))
        spans.push({ name: meaning.id, start, end });
      return { tokens, words, terms: wordTable.termsOf(words, tokens), spans };
    },
  };
}

/** A framework with other data and phrases, that takes words for what another one does. */
export function changedFramework(
  from: Framework,
  data: FrameworkData,
  { headings, statements }: Pick<Framework, "headings" | "statements">,
): Framework {
  return { ...from, ...dataOf(data), headings, statements };
}

/** Normalised title in any language → position in the canonical order. */
export function titlesOf({ sections, locales }: FrameworkData): Map<string, number> {
  const titles = new Map<string, number>();
  sections.forEach(({ id, title }, i) => {
    for (const own of [title, ...locales.map((l) => l.sections[id]?.title)]) if (own) titles.set(normalise(own), i);
  });
  return titles;
}

/** What follows from the data alone. */
function dataOf(data: FrameworkData, titles = titlesOf(data)) {
  const guidance = new Set<string>();
  const lines = new Set<string>();
  const openings = new Openings();
  let longestSkeleton = 0;
  for (const section of [...data.sections, ...data.locales.flatMap((l) => Object.values(l.sections))]) {
    const own = leftFrom(section);
    for (const comment of own.guidance) guidance.add(comment);
    for (const line of own.lines) lines.add(line);
    for (const opening of own.openings) openings.add(opening);
    longestSkeleton = Math.max(longestSkeleton, own.longest);
  }
  const byId = new Map(data.sections.map((s) => [s.id, s]));
  const order = new Map(data.sections.map((s, i) => [s.id, i]));
  return {
    data,
    chapters: data.chapters,
    sections: data.sections,
    section: (id: string) => byId.get(id),
    order: (id: string) => order.get(id) ?? -1,
    titles,
    guidance,
    skeleton: { has: (line: string) => lines.has(line) || openings.has(line) },
    longestSkeleton,
  };
}

interface Left {
  guidance: string[];
  lines: string[];
  openings: string[];
  longest: number;
}

/** A team's framework has most sections of the book's, so this is kept for each. */
const left = new WeakMap<LocalSection, Left>();

/** What a section's template and openings may leave in a document. */
function leftFrom(section: LocalSection): Left {
  const known = left.get(section);
  if (known) return known;
  const { template = "", vocabulary = [] } = section;
  const guidance = [...template.matchAll(/<!--([\s\S]*?)-->/g)].map(([, comment = ""]) => collapse(comment));
  const lines = template.replace(/<!--[\s\S]*?-->/g, "").split("\n");
  const openings = vocabulary.map(plainOpening);
  const own = {
    guidance,
    lines: lines.map(collapse).filter((line) => line !== ""),
    openings: openings.map(collapse),
    longest: Math.max(
      ...lines.map((line) => line.length + SLACK),
      ...openings.map((line) => line.length + LONGEST_BEFORE + SLACK),
    ),
  };
  left.set(section, own);
  return own;
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
