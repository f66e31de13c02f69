/** The classes of phrases that no word list can hold: quantities, dates, people. Regular expressions are linear. */
import type { Span } from "./automaton.ts";
import { Figures, placesOf } from "./figures.ts";
import type { Token } from "./tokens.ts";

const DATE =
  /\b(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])(?:[-./]\d{1,2})?\b|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s(?:\d{1,2},?\s)?(?:19|20)\d\d\b|\b(?:q[1-4]|h[12])[ -]?(?:20)?\d\d\b|\bq[1-4]\b|\b(?:19|20)\d\d[–-](?:19|20)?\d\d\b|\b(?:in|since|from|until|through)\s(?:19|20)\d\d\b|\d{1,2}\.\d{1,2}\.(?:19|20)?\d\d\b/g;
/** Something that a date is never without. */
const MAYBE_DATE = /(?:19|20)\d\d|[qh][1-4]|\d\.\d\d?\.\d/;

// Handles, addresses and names: in texts whose letters are all ASCII, and in any. The former is compiled much faster.
const PERSON =
  /(?<![A-Za-z\d.])@[A-Za-z\d][A-Za-z\d_./-]*|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]+)+|\b[A-Z][a-z]+ [A-Z][a-z]+\b/g;
const PERSON_ANY =
  /(?<![\p{L}\d.])@[\p{L}\d][\p{L}\d_./-]*|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]+)+|\b\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+\b/gu;
/** Something that they are never without. */
const MAYBE_PERSON = /@| [A-Z\u0080-\uffff]/;

/** The names of the built-in classes. */
export const BUILTIN_CLASSES: readonly string[] = [
  "percent",
  "money",
  "duration",
  "quantity",
  "date",
  "person",
  "number",
];

/** ASCII, and signs of other blocks that are no letters: dashes, quotation marks, currencies, arrows, relations. */
const ASCII_LETTERS =
  /^[\0-\u007f\u00a0-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff]*$/;

/** A quantity is any of these as well. */
const ALSO_QUANTITY = new Set(["percent", "money", "duration"]);
const DIGIT = /\d/;
const MAYBE = /@|[lh]y\b|[A-Z][a-z]+ [A-Z]|di[áa]ri|seman|mens|lich|quotid|hebdo/;
const MAYBE_ANY =
  /@|[lh]y\b|\p{Lu}\p{Ll}+ \p{Lu}|\p{Script=Cyrillic}|[天周月日年]|di[áa]ri|seman|mens|lich|quotid|hebdo/u;

/** The instances of the built-in classes in a text, as spans over its tokens. */
export function builtinSpans(text: string, tokens: readonly Token[]): Span[] {
  const spans: Span[] = [];
  if (tokens.length === 0) return spans;
  const ascii = ASCII_LETTERS.test(text);
  const digits = DIGIT.test(text);
  if (!digits && !(ascii ? MAYBE : MAYBE_ANY).test(text)) return spans;
  // The one capital whose small letter is longer would shift what follows.
  const lower = (ascii ? text : text.replaceAll("İ", "I")).toLowerCase();
  const add = (name: string, found: readonly number[]) => {
    for (let i = 0; i < found.length; i += 2) {
      const span = cover(tokens, found[i] as number, found[i + 1] as number);
      if (!span) continue;
      spans.push({ name, ...span });
      if (ALSO_QUANTITY.has(name)) spans.push({ name: "quantity", ...span });
    }
  };
  const figures = new Figures(lower);
  if (digits) {
    add("percent", figures.percents());
    add("money", figures.money());
  }
  add("duration", figures.durations());
  if (digits) {
    add("quantity", figures.quantities());
    if (MAYBE_DATE.test(lower)) add("date", placesOf(DATE, lower));
  }
  if (MAYBE_PERSON.test(text)) add("person", placesOf(ascii ? PERSON : PERSON_ANY, text));
  if (digits) add("number", figures.numbers());
  return spans;
}

/** The tokens that overlap [from, to), by binary search. */
function cover(tokens: readonly Token[], from: number, to: number): { start: number; end: number } | undefined {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle] as Token).end <= from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < tokens.length && (tokens[end] as Token).start < to) end++;
  return end > low ? { start: low, end } : undefined;
}
