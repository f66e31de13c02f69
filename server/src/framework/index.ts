/** The compiled framework and its look-up tables, built once when first asked for. */
import { Automaton, type Match, type Span } from "./automaton.ts";
import { builtinSpans } from "./builtinClasses.ts";
import compiled from "./compiled.json" with { type: "json" };
import { parsePhrase } from "./phrase.ts";
import { type Token, tokenize } from "./tokens.ts";
import type { ChapterData, FrameworkData, PhraseEntry, SectionData, Vocabulary } from "./types.ts";

export type { Token } from "./tokens.ts";
export { stem, tokenize } from "./tokens.ts";
export * from "./types.ts";

/** What a phrase found in a heading or statement says. */
export interface Meaning {
  /** Section id; for `guard`, `type` and `condition` the name of what is said. */
  id: string;
  role:
    | "alias"
    | "ambiguous"
    | "not-in-heading"
    | "evidence"
    | "topic"
    | "guard"
    | "type"
    | "condition"
    | "unless-condition";
  /** The phrase in its notation, for explanations. */
  phrase: string;
  /** Numbers of the phrases that, in the same statement, take this one back. */
  unless: readonly number[];
}

/** A meaning and where in the tokens it stands. */
export interface Found extends Match {
  meaning: Meaning;
}

/** A table of phrases with meanings. */
export class PhraseTable {
  private readonly automaton = new Automaton();
  private readonly meanings: (Meaning | undefined)[] = [];

  add(phrase: string, meaning: Omit<Meaning, "phrase" | "unless">, unless: readonly string[] = []): void {
    const guards = unless.map((u) => {
      const number = this.automaton.add(parsePhrase(u));
      this.meanings[number] = undefined;
      return number;
    });
    this.meanings[this.automaton.add(parsePhrase(phrase))] = { ...meaning, phrase, unless: guards };
  }

  /** The meanings in the tokens, in order of their ends; guarded ones whose guard stands there are left out. */
  find(tokens: readonly Token[], spans: readonly Span[]): Found[] {
    const matches = this.automaton.match(tokens, spans);
    const present = new Set(matches.map((m) => m.phrase));
    const found: Found[] = [];
    for (const m of matches) {
      const meaning = this.meanings[m.phrase];
      if (meaning && !meaning.unless.some((u) => present.has(u))) found.push({ ...m, meaning });
    }
    return found;
  }
}

export interface Framework {
  data: FrameworkData;
  chapters: readonly ChapterData[];
  sections: readonly SectionData[];
  section(id: string): SectionData | undefined;
  /** Position in the canonical order; -1 for sections that are not in it. */
  order(id: string): number;
  /** Phrases that a heading may hold. */
  headings: PhraseTable;
  /** Phrases that a statement may hold. */
  statements: PhraseTable;
  /** Tokens of a text and the instances of the named classes in it. */
  analyse(text: string): { tokens: Token[]; spans: Span[] };
}

const entryOf = (e: PhraseEntry) =>
  typeof e === "string" ? { phrase: e, unless: [] } : { phrase: e.phrase, unless: e.unless ?? [] };

function addVocabulary(f: { headings: PhraseTable; statements: PhraseTable }, id: string, v: Vocabulary): void {
  for (const phrase of v.aliases ?? []) f.headings.add(phrase, { id, role: "alias" });
  for (const phrase of v.ambiguous ?? []) f.headings.add(phrase, { id, role: "ambiguous" });
  for (const phrase of v["not-in-heading"] ?? []) f.headings.add(phrase, { id, role: "not-in-heading" });
  for (const e of (v.evidence ?? []).map(entryOf)) f.statements.add(e.phrase, { id, role: "evidence" }, e.unless);
  for (const e of (v.topics ?? []).map(entryOf)) f.statements.add(e.phrase, { id, role: "topic" }, e.unless);
}

/** Compiles framework data into look-up tables. Throws PhraseError, naming the section, if a phrase is malformed. */
export function buildFramework(data: FrameworkData): Framework {
  const headings = new PhraseTable();
  const statements = new PhraseTable();
  const tables = { headings, statements };
  const within = (where: string, run: () => void) => {
    try {
      run();
    } catch (error) {
      throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  for (const section of data.sections) {
    within(`section ${section.id}`, () => {
      headings.add(section.title.replace(/[^\p{L}\p{N}]+/gu, " "), { id: section.id, role: "alias" });
      addVocabulary(tables, section.id, section);
    });
  }
  for (const other of data.other) within(`section ${other.id}`, () => addVocabulary(tables, other.id, other));
  for (const locale of data.locales)
    for (const [id, vocabulary] of Object.entries(locale.sections))
      within(`locale ${locale.language}, section ${id}`, () => {
        if (vocabulary.title) headings.add(vocabulary.title.replace(/[^\p{L}\p{N}]+/gu, " "), { id, role: "alias" });
        addVocabulary(tables, id, vocabulary);
      });
  within("guards", () => {
    for (const list of [data.lexicon.guards, ...data.locales.map((l) => l.guards ?? [])])
      for (const phrase of list) statements.add(phrase, { id: "guard", role: "guard" });
  });
  within("problem types", () => {
    for (const type of data.problemTypes.types)
      for (const phrase of type.phrases) statements.add(phrase, { id: type.id, role: "type" });
    for (const [id, condition] of Object.entries(data.problemTypes.conditions)) {
      for (const phrase of condition.phrases ?? []) statements.add(phrase, { id, role: "condition" });
      for (const phrase of condition.unless ?? []) statements.add(phrase, { id, role: "unless-condition" });
    }
  });

  const classes = new Automaton();
  const classNames: string[] = [];
  for (const lists of [data.lexicon.classes, ...data.locales.map((l) => l.classes ?? {})])
    for (const [name, phrases] of Object.entries(lists))
      within(`class ${name}`, () => {
        for (const phrase of phrases) classNames[classes.add(parsePhrase(phrase))] = name;
      });

  const byId = new Map(data.sections.map((s) => [s.id, s]));
  const order = new Map(data.sections.map((s, i) => [s.id, i]));
  return {
    data,
    chapters: data.chapters,
    sections: data.sections,
    section: (id) => byId.get(id),
    order: (id) => order.get(id) ?? -1,
    headings,
    statements,
    analyse(text) {
      const tokens = tokenize(text);
      const spans = builtinSpans(text, tokens);
      for (const m of classes.match(tokens))
        spans.push({ name: classNames[m.phrase] as string, start: m.start, end: m.end });
      return { tokens, spans };
    },
  };
}

let book: Framework | undefined;

/** The framework after *Designing Machine Learning Systems*, compiled at build time. */
export function bookFramework(): Framework {
  book ??= buildFramework(compiled as unknown as FrameworkData);
  return book;
}
