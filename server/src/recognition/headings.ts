/** Which sections a heading names, by its words. */
import type { Heading } from "../document/types.ts";
import type { Found, Framework, Token } from "../framework/index.ts";
import { analyse } from "./analysis.ts";

/** A section that a heading may be about. */
export interface Candidate {
  id: string;
  by: "alias" | "ambiguous";
  /** The heading's own words that named it. */
  words: string;
  /** Share of the heading's meaning-bearing words that the phrase covers, 0 to 1. */
  coverage: number;
  start: number;
}

/** Words that carry no meaning of their own in a heading. */
const EMPTY_WORDS = new Set(
  "a an the of for and or in on to with by at from our your its this that is are be will how what why when we do does it as vs via into key main overall detailed general proposed initial optional section part step phase chapter appendix plan planned strategy approach details и в на для по с о к от из или как что de la el los las del para con y e o da do das dos em com der die das und für mit von zur zum im le les des du pour avec et en".split(
    " ",
  ),
);
const MAX_SUBJECTS = 3;

/** A heading names at most three subjects; with more it is a general one and the longest phrases win. */
export function candidates(heading: Heading, framework: Framework): Candidate[] {
  const { tokens, found } = analyse(heading.part, framework);
  const meaning = meaningful(tokens);
  const vetoed = new Set(found.filter((f) => f.meaning.role === "not-in-heading").map((f) => f.meaning.id));
  const named = found.filter((f) => f.meaning.role !== "not-in-heading" && !vetoed.has(f.meaning.id));
  const best = new Map<string, Candidate & { length: number }>();
  for (const f of named) {
    // Part of a longer name of another section: "model" in "model monitoring".
    if (
      named.some(
        (g) =>
          g.meaning.id !== f.meaning.id &&
          contains(g, f) &&
          (g.meaning.role === "alias" || f.meaning.role === "ambiguous"),
      )
    )
      continue;
    const covered = countIn(meaning, f);
    const candidate = {
      id: f.meaning.id,
      by: f.meaning.role as "alias" | "ambiguous",
      words: heading.part.text.slice((tokens[f.start] as Token).start, (tokens[f.end - 1] as Token).end),
      coverage: meaning.length === 0 ? 1 : covered / meaning.length,
      start: f.start,
      length: f.end - f.start,
    };
    const known = best.get(candidate.id);
    if (!known || rank(candidate) > rank(known)) best.set(candidate.id, candidate);
  }
  return [...best.values()].sort((a, b) => rank(b) - rank(a)).slice(0, MAX_SUBJECTS);
}

const rank = (c: Candidate & { length: number }) => (c.by === "alias" ? 10 : 0) + c.coverage + c.length / 100;

function contains(outer: Found, inner: Found): boolean {
  return outer.start <= inner.start && outer.end >= inner.end && outer.end - outer.start > inner.end - inner.start;
}

/** Indices of the tokens that carry meaning: no numbers, numbering or small words. */
function meaningful(tokens: readonly Token[]): number[] {
  const indices: number[] = [];
  tokens.forEach((t, i) => {
    if (/^\d/.test(t.lower) && !/\p{L}/u.test(t.lower)) return;
    if (i === 0 && /^(?:[a-z]|[ivx]+)$/.test(t.lower)) return;
    if (!EMPTY_WORDS.has(t.lower)) indices.push(i);
  });
  return indices;
}

function countIn(indices: readonly number[], f: Found): number {
  return indices.filter((i) => i >= f.start && i < f.end).length;
}
