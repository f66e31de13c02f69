/** What a document's body says for a section, as a row of numbers for the trees; and its best statements. */
import type { Framework } from "../framework/index.ts";
import type { ScoredDoc, ScoredStatement } from "./scored.ts";

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

/** A statement as evidence for a section. */
export interface RankedStatement {
  statement: ScoredStatement;
  /** Log-odds of the text model, raised where an evidence phrase stands in it. */
  score: number;
  /** The phrase that showed it; undefined if the text model alone did. */
  phrase: string | undefined;
}

const SPECIFIC = new Set([
  "quantity",
  "date",
  "person",
  "ml-metric",
  "business-metric",
  "system-metric",
  "algorithm",
  "tool",
  "data-store",
]);
/** What an evidence phrase and a topic with something specific beside it add to a statement's log-odds. */
const PHRASE_BONUS = 2.5;
const TOPIC_BONUS = 1;
const LIMIT = 6;
const clip = (x: number | undefined) => Math.max(-LIMIT, Math.min(LIMIT, x ?? -LIMIT));

export interface BodyCandidate {
  section: number;
  row: Float32Array;
  /** Best first. */
  ranked: RankedStatement[];
}

const KEPT = 8;

/** One row a section. `headingBest`: the best log-odds of the headings that were not taken for it. */
export function bodyCandidates(
  scored: ScoredDoc,
  framework: Framework,
  priors: readonly number[],
  headingBest: readonly number[],
  calibration: Calibration,
): BodyCandidate[] {
  const { statements } = scored;
  const count = framework.sections.length;
  const specific = statements.map((s) => s.analysis.spans.some((span) => SPECIFIC.has(span.name)));
  const guards = statements.map((s) => s.analysis.found.filter((f) => f.meaning.role === "guard"));
  const top = statements.map(({ scores }) => scores.reduce((m, z) => Math.max(m, z), -LIMIT));
  const byHeading = new Map(scored.headings.map((h) => [h.heading, h]));
  /** The best log-odds of the headings above a statement. */
  const headingScore = (statement: ScoredStatement, s: number) => {
    let score = -LIMIT;
    for (let h = scored.doc.owner[statement.index]; h; h = h.parent)
      score = Math.max(score, byHeading.get(h)?.scores[s] ?? -LIMIT);
    return score;
  };
  return Array.from({ length: count }, (_, s): BodyCandidate => {
    const id = framework.sections[s]?.id;
    let likely = 0;
    let possible = 0;
    let phrases = 0;
    let topics = 0;
    let withSpecifics = 0;
    let bestWithPhrase = -LIMIT;
    const best = [-LIMIT, -LIMIT, -LIMIT];
    const ranked: (RankedStatement & { at: number; guarded: boolean })[] = [];
    statements.forEach((statement, i) => {
      const z = statement.scores[s] as number;
      if (z > 0) likely++;
      if (z > -1.5) possible++;
      if (z > (best[2] as number)) {
        best[2] = z;
        best.sort((a, b) => b - a);
      }
      let phrase: string | undefined;
      let topic: string | undefined;
      let guarded = false;
      for (const { meaning, start, end } of statement.analysis.found) {
        if (meaning.id !== id) continue;
        if (meaning.role === "topic") topic ??= meaning.phrase;
        if (meaning.role !== "evidence") continue;
        // A guard that is part of the phrase itself takes nothing back: "out of scope" is what scope is about.
        if (guards[i]?.some((g) => g.start < start || g.end > end)) guarded = true;
        else phrase ??= meaning.phrase;
      }
      if (phrase) {
        phrases++;
        bestWithPhrase = Math.max(bestWithPhrase, z);
      } else if (topic) {
        topics++;
        if (specific[i]) withSpecifics++;
      }
      const score = z + (phrase ? PHRASE_BONUS : topic && specific[i] ? TOPIC_BONUS : 0);
      if (score > -3) ranked.push({ statement, score, phrase: phrase ?? topic, guarded: guarded && !phrase, at: i });
    });
    ranked.sort((a, b) => b.score - a.score || a.at - b.at);
    const first = ranked[0];
    const row = Float32Array.of(
      clip(best[0]),
      clip(best[1]),
      clip(best[2]),
      Math.log1p(likely),
      Math.log1p(possible),
      Math.log1p(phrases),
      Math.log1p(topics),
      Math.log1p(withSpecifics),
      clip(bestWithPhrase),
      statements.length ? phrases / statements.length : 0,
      Math.log1p(statements.length),
      clip(headingBest[s]),
      priors[s] ?? 0,
      first?.guarded ? 1 : 0,
      first && specific[first.at] ? 1 : 0,
      first ? (top[first.at] as number) - (first.statement.scores[s] as number) : LIMIT,
      first?.statement.placed.part.kind === "code" ? 1 : 0,
      first ? clip(headingScore(first.statement, s)) : -LIMIT,
      normal(clip(best[0]), calibration.best[s]),
      normal(clip(best[1]), calibration.second[s]),
      normal(Math.log1p(phrases), calibration.phrases[s]),
    );
    return { section: s, row, ranked: ranked.slice(0, KEPT) };
  });
}

function normal(x: number, [mean, spread]: [number, number] = [0, 1]): number {
  return (x - mean) / spread;
}
