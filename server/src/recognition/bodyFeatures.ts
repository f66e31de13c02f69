/** What a document's body says for a section, as a row of numbers for the trees; and its best statements. */
import type { Framework } from "../framework/index.ts";
import { LIMIT } from "./facts.ts";
import type { ScoredDoc, ScoredStatement, Since } from "./scored.ts";
import { type RankedStatement, type StatementSums, sumStatements } from "./sums.ts";

export const BODY_FEATURES = [
  "best",
  "second",
  "third",
  "likely",
  "possible",
  "phrases",
  "topics",
  "topicsWithSpecifics",
  "bestWithPhrase",
  "phraseShare",
  "statements",
  "headingBest",
  "prior",
  "guarded",
  "bestIsSpecific",
  "bestRank",
  "bestIsCode",
  "bestHeading",
  "bestNormal",
  "secondNormal",
  "phrasesNormal",
] as const;

/** Mean and spread over the training documents, by section: what is much for one section is little for another. */
export interface Calibration {
  best: [mean: number, spread: number][];
  second: [mean: number, spread: number][];
  phrases: [mean: number, spread: number][];
}

const clip = (x: number | undefined) => Math.max(-LIMIT, Math.min(LIMIT, x ?? -LIMIT));

export interface BodyCandidate {
  section: number;
  row: Float32Array;
  /** The best statements, best first; made when asked for, since most sections' are not. */
  ranked(): RankedStatement[];
}

export interface BodyCandidates {
  /** One a section. */
  candidates: BodyCandidate[];
  sums: StatementSums;
}

/** One row a section. `headingBest`: the best log-odds of the headings that were not taken for it. */
export function bodyCandidates(
  scored: ScoredDoc,
  framework: Framework,
  priors: readonly number[],
  headingBest: readonly number[],
  calibration: Calibration,
  since?: Since,
): BodyCandidates {
  const { statements, doc, byIndex } = scored;
  const count = framework.sections.length;
  /** The best log-odds of the headings above a statement. */
  const headingScore = (statement: ScoredStatement, s: number) => {
    let score = -LIMIT;
    for (let h = doc.owner[statement.index]; h; h = h.parent)
      score = Math.max(score, byIndex[h.index]?.facts.scores[s] ?? -LIMIT);
    return score;
  };
  const sums = sumStatements(statements, count, scored.kept, since);
  const { best, second, third, ranking } = sums;
  const candidates = Array.from({ length: count }, (_, s): BodyCandidate => {
    const phrases = sums.phrases[s] as number;
    const first = ranking.first(s, statements);
    const says = first?.facts.says.find(({ section }) => section === s);
    const part = first && doc.body[first.index]?.part;
    const row = Float32Array.of(
      clip(best[s]),
      clip(second[s]),
      clip(third[s]),
      Math.log1p(sums.likely[s] as number),
      Math.log1p(sums.possible[s] as number),
      Math.log1p(phrases),
      Math.log1p(sums.topics[s] as number),
      Math.log1p(sums.withSpecifics[s] as number),
      clip(sums.bestWithPhrase[s]),
      statements.length ? phrases / statements.length : 0,
      Math.log1p(statements.length),
      clip(headingBest[s]),
      priors[s] ?? 0,
      says?.guarded && says.phrase === undefined ? 1 : 0,
      first?.facts.specific ? 1 : 0,
      first ? first.facts.top - (first.facts.scores[s] as number) : LIMIT,
      part?.type === "statement" && part.kind === "code" ? 1 : 0,
      first ? clip(headingScore(first, s)) : -LIMIT,
      normal(clip(best[s]), calibration.best[s]),
      normal(clip(second[s]), calibration.second[s]),
      normal(Math.log1p(phrases), calibration.phrases[s]),
    );
    return { section: s, row, ranked: () => ranking.of(s, statements) };
  });
  return { candidates, sums };
}

function normal(x: number, [mean, spread]: [number, number] = [0, 1]): number {
  return (x - mean) / spread;
}
