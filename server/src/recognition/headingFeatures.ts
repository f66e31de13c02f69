/** What is known of a heading and a section that it may be about, as a row of numbers for the trees. */
import type { Heading, HeadingKind } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import { LIMIT } from "./facts.ts";
import type { ScoredDoc, ScoredHeading } from "./scored.ts";
import { BEST, EVIDENCE, emptyRow, type RowsUnder, rowsUnder, SUMS, TOPICS } from "./under.ts";

export const HEADING_FEATURES = [
  "alias",
  "aliasCoverage",
  "ambiguous",
  "ambiguousCoverage",
  "vetoed",
  "text",
  "textRank",
  "kind",
  "depth",
  "statements",
  "bodyBest",
  "bodyMean",
  "bodyShare",
  "evidence",
  "evidenceShare",
  "topicShare",
  "ancestorText",
  "parentAlias",
  "words",
  "namedSections",
  "behindBest",
  "other",
  "ancestors",
  "documentStatements",
  "numbered",
  "children",
  "position",
  "kindNamed",
  "prior",
] as const;

/** A heading, a section it may be about, and the row. */
export interface HeadingCandidate {
  scored: ScoredHeading;
  /** Index of the section in canonical order. */
  section: number;
  row: Float32Array;
  /** The heading's own words that named the section; empty if only the text model did. */
  words: string;
  by: "alias" | "ambiguous" | "text";
}

const KINDS: Record<HeadingKind, number> = {
  atx: 0,
  setext: 0,
  html: 0,
  "bold-line": 1,
  "lead-in": 2,
  "list-topic": 3,
  "table-cell": 4,
  "label-line": 5,
};
/** The number of a heading's kind. */
export const kindOf = ({ part }: Heading): number => KINDS[part.kind];
const clip = (x: number) => Math.max(-LIMIT, Math.min(LIMIT, x));

/** Document-wide numbers in which every candidate is seen. */
export interface Basis {
  /** How many there are. */
  statements: number;
  headings: number;
  /** By section the highest log-odds of a heading. */
  best: Float32Array;
  /** By kind the share of headings that an alias names. */
  kindNamed: readonly number[];
}

/** `count`: how many sections there are. */
export function basisOf({ statements, headings }: ScoredDoc, count: number): Basis {
  const best = new Float32Array(count).fill(-LIMIT);
  for (const { facts } of headings)
    for (let s = 0; s < count; s++)
      if ((facts.scores[s] as number) > (best[s] as number)) best[s] = facts.scores[s] as number;
  return { statements: statements.length, headings: headings.length, best, kindNamed: shareNamed(headings) };
}

/** All candidates of a document. `priors`: log-odds that a section has a heading of its own, in canonical order. */
export function headingCandidates(
  scored: ScoredDoc,
  framework: Framework,
  priors: readonly number[],
): HeadingCandidate[] {
  const candidates: HeadingCandidate[] = [];
  const count = framework.sections.length;
  const visit = candidateVisitor(scored, basisOf(scored, count), rowsUnder(scored, count), priors);
  for (let n = 0; n < scored.headings.length; n++)
    visit(n, (candidate) => candidates.push({ ...candidate, row: candidate.row.slice() }));
  return candidates;
}

/**
 * Gives what tells the candidates of a heading, by its place in `scored.headings`. What is told, its row above all, is
 * overwritten by the next: a long document has thousands.
 */
export function candidateVisitor(
  scored: ScoredDoc,
  { statements, best, kindNamed }: Basis,
  rows: RowsUnder,
  priors: readonly number[],
) {
  const { headings, byIndex } = scored;
  const count = best.length;
  const nothing = emptyRow(count);
  const row = new Float32Array(HEADING_FEATURES.length);
  const documentStatements = Math.log1p(statements);
  const ancestors: ScoredHeading[] = [];
  const candidate: HeadingCandidate = { scored: headings[0] as ScoredHeading, section: 0, row, words: "", by: "text" };
  return (n: number, visit: (candidate: HeadingCandidate) => void): void => {
    const h = headings[n] as ScoredHeading;
    const { heading, facts, from, to } = h;
    const { analysis, scores, may } = facts;
    if (may.length === 0) return;
    ancestors.length = 0;
    // What was inserted and stands untouched is no ground for anything.
    const children = heading.children.filter((child) => byIndex[child.index]).length;
    for (let p = heading.parent; p; p = p.parent) {
      const above = byIndex[p.index];
      if (above) ancestors.push(above);
    }
    const under = rows[heading.index] ?? nothing;
    let largest = 0.01;
    for (let s = 0; s < count; s++) if ((under[s] as number) > largest) largest = under[s] as number;
    const kind = kindOf(heading);
    const size = to - from;
    for (const { section: s, naming, rank } of may) {
      const text = scores[s] as number;
      const evidence = under[EVIDENCE * count + s] as number;
      const topics = under[TOPICS * count + s] as number;
      const sum = under[SUMS * count + s] as number;
      const parent = ancestors[0]?.facts.namings.get(s);
      let ancestorText = -LIMIT;
      for (const above of ancestors) ancestorText = Math.max(ancestorText, above.facts.scores[s] ?? -LIMIT);
      let at = 0;
      row[at++] = naming?.alias ? 1 : 0;
      row[at++] = naming?.alias ?? 0;
      row[at++] = naming?.ambiguous ? 1 : 0;
      row[at++] = naming?.ambiguous ?? 0;
      row[at++] = naming?.vetoed ? 1 : 0;
      row[at++] = clip(text);
      row[at++] = rank;
      row[at++] = kind;
      row[at++] = heading.part.depth;
      row[at++] = Math.log1p(size);
      row[at++] = clip(under[BEST * count + s] as number);
      row[at++] = sum / (size + 1);
      row[at++] = sum / largest;
      row[at++] = Math.log1p(evidence);
      row[at++] = size ? evidence / size : 0;
      row[at++] = size ? topics / size : 0;
      row[at++] = clip(ancestorText);
      row[at++] = parent?.alias ? 1 : 0;
      row[at++] = analysis.tokens.length;
      row[at++] = facts.aliases;
      row[at++] = (best[s] as number) - text;
      row[at++] = scored.other.has(heading) ? 1 : 0;
      row[at++] = ancestors.length;
      row[at++] = documentStatements;
      row[at++] = facts.numbered ? 1 : 0;
      row[at++] = children;
      row[at++] = n / headings.length;
      row[at++] = kindNamed[kind] ?? 0;
      row[at++] = priors[s] ?? 0;
      candidate.scored = h;
      candidate.section = s;
      candidate.words = naming?.words ?? "";
      candidate.by = naming?.alias ? "alias" : naming?.ambiguous ? "ambiguous" : "text";
      visit(candidate);
    }
  };
}

/** By kind the share of headings that an alias names: in some documents lead-ins are the headings, in most they are not. */
function shareNamed(headings: readonly ScoredHeading[]): number[] {
  const all: number[] = [];
  const named: number[] = [];
  for (const { heading, facts } of headings) {
    const kind = kindOf(heading);
    all[kind] = (all[kind] ?? 0) + 1;
    if (facts.named) named[kind] = (named[kind] ?? 0) + 1;
  }
  return Array.from(all, (n, kind) => (n ? (named[kind] ?? 0) / n : 0));
}
