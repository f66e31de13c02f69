/** What is known of a heading and a section that it may be about, as a row of numbers for the trees. */
import type { HeadingKind } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import { LIMIT } from "./facts.ts";
import type { ScoredDoc, ScoredHeading } from "./scored.ts";

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
const clip = (x: number) => Math.max(-LIMIT, Math.min(LIMIT, x));

/** All candidates of a document. `priors`: log-odds that a section has a heading of its own, in canonical order. */
export function headingCandidates(
  scored: ScoredDoc,
  framework: Framework,
  priors: readonly number[],
): HeadingCandidate[] {
  const candidates: HeadingCandidate[] = [];
  visitCandidates(scored, framework, priors, (candidate) =>
    candidates.push({ ...candidate, row: candidate.row.slice() }),
  );
  return candidates;
}

/** Tells each candidate; what is told, its row above all, is overwritten by the next: a long document has thousands. */
export function visitCandidates(
  scored: ScoredDoc,
  framework: Framework,
  priors: readonly number[],
  visit: (candidate: HeadingCandidate) => void,
): void {
  const { statements, headings } = scored;
  const count = framework.sections.length;
  const best = new Float32Array(count).fill(-LIMIT);
  for (const { facts } of headings)
    for (let s = 0; s < count; s++) best[s] = Math.max(best[s] as number, facts.scores[s] as number);
  const under = aggregate(scored, count);
  const byHeading = new Map(headings.map((h) => [h.heading, h]));
  const kindNamed = shareNamed(headings);
  const row = new Float32Array(HEADING_FEATURES.length);
  const documentStatements = Math.log1p(statements.length);
  headings.forEach((h, n) => {
    const { heading, facts, from, to } = h;
    const { analysis, scores, namings, may } = facts;
    const ancestors: ScoredHeading[] = [];
    for (let p = heading.parent; p; p = p.parent) {
      const above = byHeading.get(p);
      if (above) ancestors.push(above);
    }
    const base = heading.index * count;
    let largest = 0.01;
    for (let s = 0; s < count; s++) largest = Math.max(largest, under.sums[base + s] as number);
    let aliases = 0;
    for (const naming of namings.values()) if (naming.alias > 0) aliases++;
    const kind = KINDS[heading.part.kind];
    const size = to - from;
    const numbered = /^\d/.test(analysis.tokens[0]?.lower ?? "") ? 1 : 0;
    for (const { section: s, naming, rank } of may) {
      const text = scores[s] as number;
      const evidence = under.evidence[base + s] as number;
      const topics = under.topics[base + s] as number;
      const sum = under.sums[base + s] as number;
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
      row[at++] = clip(under.best[base + s] as number);
      row[at++] = sum / (size + 1);
      row[at++] = sum / largest;
      row[at++] = Math.log1p(evidence);
      row[at++] = size ? evidence / size : 0;
      row[at++] = size ? topics / size : 0;
      row[at++] = clip(ancestorText);
      row[at++] = parent?.alias ? 1 : 0;
      row[at++] = analysis.tokens.length;
      row[at++] = aliases;
      row[at++] = (best[s] as number) - text;
      row[at++] = scored.other.has(heading) ? 1 : 0;
      row[at++] = ancestors.length;
      row[at++] = documentStatements;
      row[at++] = numbered;
      row[at++] = heading.children.length;
      row[at++] = n / headings.length;
      row[at++] = kindNamed[kind] ?? 0;
      row[at++] = priors[s] ?? 0;
      const by = naming?.alias ? "alias" : naming?.ambiguous ? "ambiguous" : "text";
      visit({ scored: h, section: s, row, words: naming?.words ?? "", by });
    }
  });
}

/** What stands under each heading of the document, by its index and section: each statement is added once a level. */
interface Aggregates {
  /** Sum of probabilities. */
  sums: Float32Array;
  /** Highest log-odds. */
  best: Float32Array;
  /** Statements with an evidence phrase, and with another phrase of the section only. */
  evidence: Int32Array;
  topics: Int32Array;
}

function aggregate({ doc, statements }: ScoredDoc, count: number): Aggregates {
  const cells = doc.headings.length * count;
  const sums = new Float32Array(cells);
  const best = new Float32Array(cells).fill(-LIMIT);
  const evidence = new Int32Array(cells);
  const topics = new Int32Array(cells);
  for (const { index, facts } of statements) {
    const owner = doc.owner[index];
    if (!owner) continue;
    const base = owner.index * count;
    const { scores, probabilities, says } = facts;
    for (let s = 0; s < count; s++) {
      sums[base + s] = (sums[base + s] as number) + (probabilities[s] as number);
      if ((scores[s] as number) > (best[base + s] as number)) best[base + s] = scores[s] as number;
    }
    for (const { section, evidence: certain } of says) {
      const list = certain ? evidence : topics;
      list[base + section] = (list[base + section] as number) + 1;
    }
  }
  // A child stands behind its parent in the list, so what is below it is complete when it is added to what is above it.
  for (let h = doc.headings.length - 1; h >= 0; h--) {
    const parent = doc.headings[h]?.parent;
    if (!parent) continue;
    const from = h * count;
    const to = parent.index * count;
    for (let s = 0; s < count; s++) {
      sums[to + s] = (sums[to + s] as number) + (sums[from + s] as number);
      if ((best[from + s] as number) > (best[to + s] as number)) best[to + s] = best[from + s] as number;
      evidence[to + s] = (evidence[to + s] as number) + (evidence[from + s] as number);
      topics[to + s] = (topics[to + s] as number) + (topics[from + s] as number);
    }
  }
  return { sums, best, evidence, topics };
}

/** By kind the share of headings that an alias names: in some documents lead-ins are the headings, in most they are not. */
function shareNamed(headings: readonly ScoredHeading[]): number[] {
  const all: number[] = [];
  const named: number[] = [];
  for (const { heading, facts } of headings) {
    const kind = KINDS[heading.part.kind];
    all[kind] = (all[kind] ?? 0) + 1;
    if ([...facts.namings.values()].some((n) => n.alias > 0.5)) named[kind] = (named[kind] ?? 0) + 1;
  }
  return Array.from(all, (n, kind) => (n ? (named[kind] ?? 0) / n : 0));
}
