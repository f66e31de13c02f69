/** The phrases by which a section's questions are seen to be answered; compiled when first asked for. */
import type { Span } from "./automaton.ts";
import type { Framework } from "./load.ts";
import { PhraseTable } from "./phraseTable.ts";
import type { Token } from "./tokens.ts";

/** What a text holds of a section's answers. */
export interface AnswerParts {
  /** Numbers of parts, as in `AnswerTable.of`. */
  parts: ReadonlySet<number>;
  /** The text leaves its question open, or puts it off. */
  open: boolean;
}

export interface AnswerTable {
  /** For a question of the section, in English: ways to answer it, each the numbers of its parts. */
  of(section: string, question: string): readonly (readonly number[])[];
  find(text: string, section: string): AnswerParts;
  /** Malformed phrases: `ID: what is wrong`. */
  mistakes: readonly string[];
}

const NOTHING: readonly (readonly number[])[] = [];
const NO_PARTS: AnswerParts = { parts: new Set(), open: false };
/** The class whose instances keep a statement from answering anything. */
const OPEN = "open";
/** Other classes that name who acts. Names in capitals are too often none, so of persons only addresses and handles count. */
const WHO = "who";

const tables = new WeakMap<Framework, AnswerTable>();

/** The table of a framework, in all its languages. */
export function answersOf(framework: Framework): AnswerTable {
  const table = tables.get(framework) ?? build(framework);
  tables.set(framework, table);
  return table;
}

function build(framework: Framework): AnswerTable {
  const { sections, locales } = framework.data;
  const phrases = new PhraseTable();
  const classes = new PhraseTable();
  const ways = new Map<string, number[][]>();
  const sectionOf: string[] = [];
  for (const list of [framework.data, ...locales].map((l) => l["answer-classes"] ?? {}))
    for (const [name, entries] of Object.entries(list)) for (const entry of entries) classes.add(entry, name, "answer");
  for (const section of sections) {
    for (const answers of [section, ...locales.map((l) => l.sections[section.id])].map((s) => s?.answers ?? {})) {
      for (const [question, parts] of Object.entries(answers)) {
        const numbers = parts.map((part) => {
          phrases.add(part, String(sectionOf.length), "answer");
          return sectionOf.push(section.id) - 1;
        });
        const key = keyOf(section.id, question);
        ways.set(key, [...(ways.get(key) ?? []), numbers]);
      }
    }
  }

  return {
    of: (section, question) => ways.get(keyOf(section, question)) ?? NOTHING,
    mistakes: [...phrases.mistakes, ...classes.mistakes],
    find(text, section) {
      const { tokens, spans } = framework.analyse(text);
      const all = [...spans, ...own(text, tokens, spans)];
      if (all.some((s) => s.name === OPEN)) return { ...NO_PARTS, open: true };
      const found = phrases.find(tokens, all).filter((f) => sectionOf[Number(f.meaning.id)] === section);
      if (found.length === 0) return NO_PARTS;
      // A guard that is part of an answer takes nothing back: "out of scope" is what scope is about.
      const guarded = framework.statements
        .find(tokens, spans)
        .some((g) => g.meaning.role === "guard" && !found.some((f) => f.start <= g.start && g.end <= f.end));
      return guarded
        ? { ...NO_PARTS, open: true }
        : { parts: new Set(found.map((f) => Number(f.meaning.id))), open: false };
    },
  };

  function own(text: string, tokens: readonly Token[], spans: readonly Span[]): Span[] {
    const acting = spans.filter(
      ({ name, start }) => name === "role" || (name === "person" && isAddress(text, tokens[start])),
    );
    return [
      ...acting.map(({ start, end }) => ({ name: WHO, start, end })),
      ...classes.find(tokens).map(({ meaning, start, end }) => ({ name: meaning.id, start, end })),
    ];
  }
}

const keyOf = (section: string, question: string) => `${section} ${question}`;

function isAddress(text: string, token: Token | undefined): boolean {
  return token !== undefined && (text[token.start - 1] === "@" || /^[\w.+-]*@/.test(text.slice(token.start)));
}
