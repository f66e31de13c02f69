/** What the text model sees of a statement or heading: stems, pairs of stems, classes of words, and phrases that were found. */
import type { Analysis } from "./analysis.ts";

const NUMBER = /^\d/;
/** Classes of numbers: a bare number says nothing, so it is no term. */
const SILENT = new Set(["number"]);
const MARK: Partial<Record<string, string>> = {
  alias: "+",
  evidence: "+",
  ambiguous: "~",
  topic: "~",
  "not-in-heading": "-",
};

/** Receives the terms of a text: `single` a term of its own, `pair` two stems that follow each other. May be told twice. */
export interface TermVisitor {
  single(term: string): void;
  pair(first: string, second: string): void;
}

/**
 * Tells the terms of an analysed text. `^` and `$` are its ends, `#` any number, `<name>` a class, `+ID` an evidence phrase or
 * alias of section ID, `~ID` a topic or ambiguous phrase, `-ID` a phrase that forbids it, `!` a guard.
 */
export function visitTerms({ tokens, spans, found }: Analysis, visitor: TermVisitor): void {
  let before = "^";
  for (const token of tokens) {
    const stem = NUMBER.test(token.lower) ? "#" : token.stem;
    if (stem !== "#") visitor.single(stem);
    visitor.pair(before, stem);
    before = stem;
  }
  if (tokens.length > 0) visitor.pair(before, "$");
  for (const { name } of spans) if (!SILENT.has(name)) visitor.single(`<${name}>`);
  for (const { meaning } of found) {
    const mark = MARK[meaning.role];
    if (mark) visitor.single(mark + meaning.id);
    else if (meaning.role === "guard") visitor.single("!");
  }
  const length = tokens.length;
  visitor.single(length < 4 ? "length:1" : length < 9 ? "length:2" : length < 25 ? "length:3" : "length:4");
}

/** The terms as strings, each once; a pair is written with a blank between its stems. */
export function termsOf(analysis: Analysis): Set<string> {
  const terms = new Set<string>();
  visitTerms(analysis, {
    single: (term) => terms.add(term),
    pair: (first, second) => terms.add(`${first} ${second}`),
  });
  return terms;
}
