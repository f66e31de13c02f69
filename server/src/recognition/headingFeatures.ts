/** What is known of a heading and a section that it may be about, as a row of numbers for the trees. */
import type { Heading, HeadingKind } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import { LIMIT } from "./facts.ts";
import { Rows } from "./rows.ts";
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
  const { statements, headings, byIndex } = scored;
  const count = framework.sections.length;
  const best = new Float32Array(count).fill(-LIMIT);
  for (const { facts } of headings)
    for (let s = 0; s < count; s++)
      if ((facts.scores[s] as number) > (best[s] as number)) best[s] = facts.scores[s] as number;
  const rows = rowsUnder(scored, count);
  const nothing = emptyRow(count);
  const kindNamed = shareNamed(headings);
  const row = new Float32Array(HEADING_FEATURES.length);
  const documentStatements = Math.log1p(statements.length);
  const ancestors: ScoredHeading[] = [];
  const candidate: HeadingCandidate = { scored: headings[0] as ScoredHeading, section: 0, row, words: "", by: "text" };
  headings.forEach((h, n) => {
    const { heading, facts, from, to } = h;
    const { analysis, scores, may } = facts;
    if (may.length === 0) return;
    ancestors.length = 0;
    for (let p = heading.parent; p; p = p.parent) {
      const above = byIndex[p.index];
      if (above) ancestors.push(above);
    }
    const under = rows[heading.index] ?? nothing;
    let largest = 0.01;
    for (let s = 0; s < count; s++) if ((under[s] as number) > largest) largest = under[s] as number;
    const kind = KINDS[heading.part.kind];
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
      row[at++] = heading.children.length;
      row[at++] = n / headings.length;
      row[at++] = kindNamed[kind] ?? 0;
      row[at++] = priors[s] ?? 0;
      candidate.scored = h;
      candidate.section = s;
      candidate.words = naming?.words ?? "";
      candidate.by = naming?.alias ? "alias" : naming?.ambiguous ? "ambiguous" : "text";
      visit(candidate);
    }
  });
}

/** Lists by section in the row of what stands under a heading: the sum of probabilities, the highest log-odds, … */
const SUMS = 0;
const BEST = 1;
/** … how many statements have an evidence phrase, and how many another phrase of the section only. */
const EVIDENCE = 2;
const TOPICS = 3;
const LISTS = 4;

/** The row of a heading over nothing. */
function emptyRow(count: number): Float32Array {
  return new Float32Array(LISTS * count).fill(-LIMIT, BEST * count, (BEST + 1) * count);
}

/**
 * What stands under each heading of the document but the title, by its index: each statement is added once a level. None for
 * a heading over nothing. What heads only text of its own block is summed once, for as long as that block stays.
 */
function rowsUnder(scored: ScoredDoc, count: number): (Float32Array | undefined)[] {
  const { doc, title, statements, headings } = scored;
  const rows: (Float32Array | undefined)[] = new Array(doc.headings.length).fill(undefined);
  const summed = new Uint8Array(doc.headings.length);
  const fresh: ScoredHeading[] = [];
  for (const h of headings) {
    if (!isLocal(h.heading)) continue;
    const { under } = h.facts;
    if (under?.statements === h.to - h.from) {
      rows[h.heading.index] = under.row;
      summed[h.heading.index] = 1;
    } else fresh.push(h);
  }
  const none = emptyRow(count);
  const kept = rowsFor(none.length);
  const passing = new Rows(none.length);
  const rowOf = (heading: Heading): Float32Array => {
    const known = rows[heading.index];
    if (known) return known;
    const row = (isLocal(heading) ? kept : passing).row();
    row.fill(-LIMIT, BEST * count, (BEST + 1) * count);
    rows[heading.index] = row;
    return row;
  };
  for (const { index, facts } of statements) {
    const owner = doc.owner[index];
    if (!owner || owner === title || summed[owner.index]) continue;
    const row = rowOf(owner);
    const { scores, probabilities, says } = facts;
    for (let s = 0; s < count; s++) {
      row[s] = (row[s] as number) + (probabilities[s] as number);
      const z = scores[s] as number;
      if (z > (row[BEST * count + s] as number)) row[BEST * count + s] = z;
    }
    for (const { section, evidence } of says) {
      const at = (evidence ? EVIDENCE : TOPICS) * count + section;
      row[at] = (row[at] as number) + 1;
    }
  }
  // A child stands behind its parent in the list, so what is below it is complete when it is added to what is above it.
  for (let h = doc.headings.length - 1; h >= 0; h--) {
    const parent = doc.headings[h]?.parent;
    const row = rows[h];
    if (!row || !parent || parent === title || summed[parent.index]) continue;
    const above = rowOf(parent);
    for (let i = 0; i < count; i++) above[i] = (above[i] as number) + (row[i] as number);
    for (let i = BEST * count; i < (BEST + 1) * count; i++)
      if ((row[i] as number) > (above[i] as number)) above[i] = row[i] as number;
    for (let i = EVIDENCE * count; i < row.length; i++) above[i] = (above[i] as number) + (row[i] as number);
  }
  for (const { heading, facts, from, to } of fresh)
    facts.under = { statements: to - from, row: rows[heading.index] ?? none };
  return rows;
}

const pools = new Map<number, Rows>();

/** The pool of the rows that are kept, by their width. */
function rowsFor(width: number): Rows {
  const pool = pools.get(width) ?? new Rows(width);
  pools.set(width, pool);
  return pool;
}

/** Whether a heading heads only text of its own block, as lead-ins, list topics and table cells do. */
function isLocal({ part }: Heading): boolean {
  return part.scopeEnd !== undefined;
}

/** By kind the share of headings that an alias names: in some documents lead-ins are the headings, in most they are not. */
function shareNamed(headings: readonly ScoredHeading[]): number[] {
  const all: number[] = [];
  const named: number[] = [];
  for (const { heading, facts } of headings) {
    const kind = KINDS[heading.part.kind];
    all[kind] = (all[kind] ?? 0) + 1;
    if (facts.named) named[kind] = (named[kind] ?? 0) + 1;
  }
  return Array.from(all, (n, kind) => (n ? (named[kind] ?? 0) / n : 0));
}
