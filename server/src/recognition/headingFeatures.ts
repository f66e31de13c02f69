/** What is known of a heading and a section that it may be about, as a row of numbers for the trees. */
import type { HeadingKind } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import { SMALL_WORDS } from "./generic.ts";
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
/** Below this log-odds a heading that no phrase names is no candidate. */
const CANDIDATE = -2;
const LIMIT = 6;
const clip = (x: number) => Math.max(-LIMIT, Math.min(LIMIT, x));

interface Naming {
  alias: number;
  ambiguous: number;
  vetoed: boolean;
  words: string;
}

/** All candidates of a document. `priors`: log-odds that a section has a heading of its own, in canonical order. */
export function headingCandidates(
  scored: ScoredDoc,
  framework: Framework,
  priors: readonly number[],
): HeadingCandidate[] {
  const { statements, headings } = scored;
  const count = framework.sections.length;
  const sums = cumulated(scored, count);
  const best = new Float32Array(count).fill(-LIMIT);
  for (const { scores } of headings)
    for (let s = 0; s < count; s++) best[s] = Math.max(best[s] as number, scores[s] as number);
  const namings = headings.map((h) => namingsOf(h, framework));
  const byHeading = new Map(headings.map((h, i) => [h.heading, i]));
  const kindNamed = shareNamed(headings, namings);
  const candidates: HeadingCandidate[] = [];
  headings.forEach((h, n) => {
    const { heading, analysis, scores, from, to } = h;
    const named = namings[n] as Map<number, Naming>;
    const ancestors: number[] = [];
    for (let p = heading.parent; p; p = p.parent) {
      const i = byHeading.get(p);
      if (i !== undefined) ancestors.push(i);
    }
    const sectionSums = new Float32Array(count);
    let largest = 0.01;
    for (let s = 0; s < count; s++) {
      sectionSums[s] = (sums[to * count + s] as number) - (sums[from * count + s] as number);
      largest = Math.max(largest, sectionSums[s] as number);
    }
    const aliases = [...named.values()].filter((x) => x.alias > 0).length;
    const kind = KINDS[heading.part.kind];
    for (let s = 0; s < count; s++) {
      const naming = named.get(s);
      const text = scores[s] as number;
      if (!naming && text < CANDIDATE) continue;
      let bodyBest = -LIMIT;
      let evidence = 0;
      let topics = 0;
      const id = framework.sections[s]?.id;
      for (let i = from; i < to; i++) {
        const statement = statements[i];
        if (!statement) continue;
        bodyBest = Math.max(bodyBest, statement.scores[s] as number);
        const found = statement.analysis.found.filter((f) => f.meaning.id === id);
        if (found.some((f) => f.meaning.role === "evidence")) evidence++;
        else if (found.length) topics++;
      }
      const size = to - from;
      const rank = scores.reduce((r, z) => r + Number(z > text), 0);
      const parent = ancestors[0] === undefined ? undefined : namings[ancestors[0]]?.get(s);
      const ancestorText = ancestors.reduce((m, i) => Math.max(m, headings[i]?.scores[s] ?? -LIMIT), -LIMIT);
      const row = Float32Array.of(
        naming?.alias ? 1 : 0,
        naming?.alias ?? 0,
        naming?.ambiguous ? 1 : 0,
        naming?.ambiguous ?? 0,
        naming?.vetoed ? 1 : 0,
        clip(text),
        rank,
        kind,
        heading.part.depth,
        Math.log1p(size),
        clip(bodyBest),
        (sectionSums[s] as number) / (size + 1),
        (sectionSums[s] as number) / largest,
        Math.log1p(evidence),
        size ? evidence / size : 0,
        size ? topics / size : 0,
        clip(ancestorText),
        parent?.alias ? 1 : 0,
        analysis.tokens.length,
        aliases,
        (best[s] as number) - text,
        scored.other.has(heading) ? 1 : 0,
        ancestors.length,
        Math.log1p(statements.length),
        /^\d/.test(analysis.tokens[0]?.lower ?? "") ? 1 : 0,
        heading.children.length,
        n / headings.length,
        kindNamed[kind] ?? 0,
        priors[s] ?? 0,
      );
      const by = naming?.alias ? "alias" : naming?.ambiguous ? "ambiguous" : "text";
      candidates.push({ scored: h, section: s, row, words: naming?.words ?? "", by });
    }
  });
  return candidates;
}

/** Per statement and section the sum of probabilities up to it: sums of a range in one subtraction. */
function cumulated({ statements }: ScoredDoc, count: number): Float32Array {
  const sums = new Float32Array((statements.length + 1) * count);
  statements.forEach(({ scores }, i) => {
    for (let s = 0; s < count; s++)
      sums[(i + 1) * count + s] = (sums[i * count + s] as number) + 1 / (1 + Math.exp(-(scores[s] as number)));
  });
  return sums;
}

/** Which sections a heading's phrases name, with the share of its words that they cover. */
function namingsOf({ analysis, heading }: ScoredHeading, framework: Framework): Map<number, Naming> {
  const named = new Map<number, Naming>();
  const meaningful = analysis.tokens.map(({ lower }) => !SMALL_WORDS.has(lower) && !/^[\d.,]+$/.test(lower));
  const words = Math.max(1, meaningful.filter(Boolean).length);
  const vetoes = analysis.found.filter((f) => f.meaning.role === "not-in-heading");
  for (const { meaning, start, end } of analysis.found) {
    const section = framework.order(meaning.id);
    if (section < 0) continue;
    // A phrase that forbids the section takes back what stands in it, not what the rest of the heading names.
    if (
      meaning.role !== "not-in-heading" &&
      vetoes.some((v) => v.meaning.id === meaning.id && v.start < end && v.end > start)
    )
      continue;
    const naming = named.get(section) ?? { alias: 0, ambiguous: 0, vetoed: false, words: "" };
    named.set(section, naming);
    if (meaning.role === "not-in-heading") naming.vetoed = true;
    else {
      const role = meaning.role === "alias" ? "alias" : "ambiguous";
      const coverage = meaningful.slice(start, end).filter(Boolean).length / words;
      if (coverage <= naming[role]) continue;
      naming[role] = coverage;
      if (role === "alias" || !naming.alias)
        naming.words = heading.part.text.slice(analysis.tokens[start]?.start, analysis.tokens[end - 1]?.end);
    }
  }
  return named;
}

/** By kind the share of headings that an alias names: in some documents lead-ins are the headings, in most they are not. */
function shareNamed(headings: readonly ScoredHeading[], namings: readonly Map<number, Naming>[]): number[] {
  const all: number[] = [];
  const named: number[] = [];
  headings.forEach(({ heading }, i) => {
    const kind = KINDS[heading.part.kind];
    all[kind] = (all[kind] ?? 0) + 1;
    if ([...(namings[i]?.values() ?? [])].some((n) => n.alias > 0.5)) named[kind] = (named[kind] ?? 0) + 1;
  });
  return Array.from(all, (n, kind) => (n ? (named[kind] ?? 0) / n : 0));
}
