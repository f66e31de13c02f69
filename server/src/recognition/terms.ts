/** What the text model sees of a statement or heading: stems, pairs of stems, classes of words, and phrases that were found. */
import type { Meaning } from "../framework/phraseTable.ts";
import { END, FIGURE, START, type WordTable } from "../framework/wordTable.ts";
import type { Analysis } from "./analysis.ts";

/** Classes of numbers: a bare number says nothing, so it is no term. */
const SILENT = "number";
const MARK: Partial<Record<Meaning["role"], string>> = {
  alias: "+",
  evidence: "+",
  ambiguous: "~",
  topic: "~",
  "not-in-heading": "-",
};

/** Receives the terms of a text; a term may be told more than once. */
export interface TermVisitor<T> {
  /** A term of its own. */
  single(term: T): void;
  /** Two terms that follow each other. */
  pair(first: T, second: T): void;
}

/** Tells the terms of a text's words. `start` and `end` stand for its ends, `figure` for any number. */
export function visitWords<T>(words: readonly T[], start: T, end: T, figure: T, visitor: TermVisitor<T>): void {
  let before = start;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as T;
    if (word !== figure) visitor.single(word);
    visitor.pair(before, word);
    before = word;
  }
  if (words.length > 0) visitor.pair(before, end);
}

const marks = new WeakMap<Meaning, string>();

/** What a meaning is as a term: `+ID` an evidence phrase or alias of section ID, `~ID` a topic or ambiguous phrase, `-ID` a phrase that forbids it, `!` a guard. */
function markOf(meaning: Meaning): string {
  let mark = marks.get(meaning);
  if (mark === undefined) {
    const sign = MARK[meaning.role];
    mark = sign ? sign + meaning.id : meaning.role === "guard" ? "!" : "";
    marks.set(meaning, mark);
  }
  return mark;
}

/** Tells the terms that are no words: the classes `tellClass` in it, the phrases found in it and its length. */
export function visitMarks(
  { tokens, spans, found }: Analysis,
  tellClass: (name: string) => void,
  tell: (term: string) => void,
): void {
  for (let i = 0; i < spans.length; i++) {
    const name = (spans[i] as { name: string }).name;
    if (name !== SILENT) tellClass(name);
  }
  for (const { meaning } of found) {
    const mark = markOf(meaning);
    if (mark) tell(mark);
  }
  const length = tokens.length;
  tell(length < 4 ? "length:1" : length < 9 ? "length:2" : length < 25 ? "length:3" : "length:4");
}

/** The terms as strings, each once; a pair is written with a blank between its stems, a class as `<name>`. */
export function termsOf(analysis: Analysis, wordTable: WordTable): Set<string> {
  const terms = new Set<string>();
  const words = analysis.terms.map((term) => wordTable.name(term));
  visitWords(words, START, END, FIGURE, {
    single: (term) => terms.add(term),
    pair: (first, second) => terms.add(`${first} ${second}`),
  });
  visitMarks(
    analysis,
    (name) => terms.add(`<${name}>`),
    (term) => terms.add(term),
  );
  return terms;
}
