/** A framework as the other rooms see it: loaded from compiled tables, or another one with a team's changes. */
import type { Span } from "./automaton.ts";
import { BUILTIN_CLASSES, builtinSpans } from "./builtinClasses.ts";
import type { CompiledFramework } from "./compile.ts";
import { openingLines } from "./openings.ts";
import { CompiledPhraseTable, type Phrases } from "./phraseTable.ts";
import { type Token, tokenize } from "./tokens.ts";
import type { ChapterData, FrameworkData, SectionData } from "./types.ts";
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
  skeleton: ReadonlySet<string>;
  /** No line longer than this, blanks and line end included, can be one of them. */
  longestSkeleton: number;
  /** Stems that say nothing of their own in a design doc. */
  generic: ReadonlySet<string>;
  /** Names of the classes of words that phrases may ask for. */
  classes: ReadonlySet<string>;
  /** Tokens of a text and the instances of the named classes in it. */
  analyse(text: string): { tokens: Token[]; words: Word[]; spans: Span[] };
}

export function loadFramework(compiled: CompiledFramework, wordTable: WordTable): Framework {
  const classes = new CompiledPhraseTable(compiled.classes, wordTable);
  return {
    ...dataOf(compiled.data),
    wordTable,
    headings: new CompiledPhraseTable(compiled.headings, wordTable),
    statements: new CompiledPhraseTable(compiled.statements, wordTable),
    generic: new Set(compiled.generic),
    classes: new Set([...BUILTIN_CLASSES, ...compiled.classes.ids]),
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

/** A framework with other data and phrases, that takes words for what another one does. */
export function changedFramework(
  from: Framework,
  data: FrameworkData,
  { headings, statements }: Pick<Framework, "headings" | "statements">,
): Framework {
  return { ...from, ...dataOf(data), headings, statements };
}

/** What follows from the data alone. */
function dataOf(data: FrameworkData) {
  const titles = new Map<string, number>();
  const guidance = new Set<string>();
  const skeleton = new Set<string>();
  let longestSkeleton = 0;
  data.sections.forEach(({ id, title }, i) => {
    for (const own of [title, ...data.locales.map((l) => l.sections[id]?.title)])
      if (own) titles.set(normalise(own), i);
  });
  for (const { template, vocabulary } of [
    ...data.sections,
    ...data.locales.flatMap((l) => Object.values(l.sections)),
  ]) {
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
    chapters: data.chapters,
    sections: data.sections,
    section: (id: string) => byId.get(id),
    order: (id: string) => order.get(id) ?? -1,
    titles,
    guidance,
    skeleton,
    longestSkeleton,
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
