/** How large a phrase grows in the automaton: what a team's file may hold is bounded before it is built. */
import { type Phrase, PhraseError, parsePhrase } from "./phrase.ts";

/** A team's file: phrases, and words of each. */
export const MAX_PHRASES = 5_000;
export const MAX_WORDS = 200;
/** States and edges of one phrase, and of all phrases of a file. */
const MAX_COST = 20_000;
export const MAX_TOTAL_COST = 200_000;
const MAX_LENGTH = 4_000;
const MAX_PARENTHESES = 10;

/** Parses a phrase of an unknown author. Throws {@link PhraseError} also where it is too large. */
export function parseBounded(source: string): { phrase: Phrase; cost: number } {
  let depth = 0;
  let deepest = 0;
  for (const c of source) {
    if (c === "(") deepest = Math.max(deepest, ++depth);
    else if (c === ")") depth--;
  }
  const clipped = source.length > 60 ? `${source.slice(0, 60)}…` : source;
  if (deepest > MAX_PARENTHESES) throw new PhraseError(`more than ${MAX_PARENTHESES} nested parentheses`, clipped);
  if (source.length > MAX_LENGTH) throw new PhraseError(`more than ${MAX_WORDS} words`, clipped);
  const phrase = parsePhrase(source);
  if (words(phrase) > MAX_WORDS) throw new PhraseError(`more than ${MAX_WORDS} words`, clipped);
  const { total } = measure(phrase, 1);
  if (total > MAX_COST) throw new PhraseError("too many ways to match", clipped);
  if (!hasWord(phrase)) throw new PhraseError("no word that must be there", clipped);
  return { phrase, cost: total };
}

/** The names of classes in a phrase. */
export function classesIn(phrase: Phrase): string[] {
  switch (phrase.kind) {
    case "class":
      return [phrase.name];
    case "sequence":
    case "choice":
      return phrase.items.flatMap(classesIn);
    case "optional":
      return classesIn(phrase.item);
    default:
      return [];
  }
}

function words(phrase: Phrase): number {
  switch (phrase.kind) {
    case "sequence":
    case "choice":
      return phrase.items.reduce((n, item) => n + words(item), 0);
    case "optional":
      return words(phrase.item);
    default:
      return 1;
  }
}

/** Whether every way to match the phrase takes at least one word: else it would match anywhere. */
function hasWord(phrase: Phrase): boolean {
  switch (phrase.kind) {
    case "sequence":
      return phrase.items.some(hasWord);
    case "choice":
      return phrase.items.every(hasWord);
    case "optional":
    case "gap":
      return false;
    default:
      return true;
  }
}

/** Mirrors Automaton.build: the edges of the state at which the phrase begins, and all that are made for it. */
function measure(phrase: Phrase, next: number): { first: number; total: number } {
  switch (phrase.kind) {
    case "sequence": {
      let first = next;
      let total = 0;
      for (const item of phrase.items.toReversed()) {
        const m = measure(item, first);
        first = m.first;
        total = Math.min(total + m.total, MAX_COST + 1);
        if (first > MAX_COST) return { first, total: MAX_COST + 1 };
      }
      return { first, total };
    }
    case "choice": {
      const parts = phrase.items.map((item) => measure(item, next));
      const first = parts.reduce((n, p) => n + p.first, 0);
      return { first, total: parts.reduce((n, p) => n + p.total, first) };
    }
    case "optional": {
      const { first, total } = measure(phrase.item, next);
      return { first: first + next, total: total + first + next };
    }
    default:
      return { first: 1, total: 1 };
  }
}
