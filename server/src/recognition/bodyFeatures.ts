/** What a document's body says for a section, as a row of numbers for the trees; and its best statements. */
import type { Framework } from "../framework/index.ts";
import { LIMIT, NOTICED } from "./facts.ts";
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

/** What an evidence phrase and a topic with something specific beside it add to a statement's log-odds. */
const PHRASE_BONUS = 2.5;
const TOPIC_BONUS = 1;
const clip = (x: number | undefined) => Math.max(-LIMIT, Math.min(LIMIT, x ?? -LIMIT));

export interface BodyCandidate {
  section: number;
  row: Float32Array;
  /** The best statements, best first; made when asked for, since most sections' are not. */
  ranked(): RankedStatement[];
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
  /** The best log-odds of the headings above a statement. */
  const headingScore = (statement: ScoredStatement, s: number) => {
    let score = -LIMIT;
    for (let h = scored.doc.owner[statement.index]; h; h = h.parent)
      score = Math.max(score, scored.byIndex[h.index]?.facts.scores[s] ?? -LIMIT);
    return score;
  };
  const said = sayings(statements, count);
  const { likely, possible, best, second, third } = said;
  return Array.from({ length: count }, (_, s): BodyCandidate => {
    const { phrases, topics, withSpecifics, bestWithPhrase } = said.bySection[s] as Sayings;
    const first = said.ranking.first(s, statements);
    const says = first?.facts.says.find(({ section }) => section === s);
    const row = Float32Array.of(
      clip(best[s]),
      clip(second[s]),
      clip(third[s]),
      Math.log1p(likely[s] as number),
      Math.log1p(possible[s] as number),
      Math.log1p(phrases),
      Math.log1p(topics),
      Math.log1p(withSpecifics),
      clip(bestWithPhrase),
      statements.length ? phrases / statements.length : 0,
      Math.log1p(statements.length),
      clip(headingBest[s]),
      priors[s] ?? 0,
      says?.guarded && says.phrase === undefined ? 1 : 0,
      first?.facts.specific ? 1 : 0,
      first ? first.facts.top - (first.facts.scores[s] as number) : LIMIT,
      first?.placed.part.kind === "code" ? 1 : 0,
      first ? clip(headingScore(first, s)) : -LIMIT,
      normal(clip(best[s]), calibration.best[s]),
      normal(clip(second[s]), calibration.second[s]),
      normal(Math.log1p(phrases), calibration.phrases[s]),
    );
    return { section: s, row, ranked: () => said.ranking.of(s, statements) };
  });
}

/** What the phrases of a section say in a document. */
interface Sayings {
  phrases: number;
  topics: number;
  withSpecifics: number;
  bestWithPhrase: number;
}

/** Log-odds above which a statement is possibly about a section. */
const POSSIBLE = -1.5;

/** What the statements say, by section: by their phrases, and by their log-odds alone. One pass, since documents are long. */
function sayings(statements: readonly ScoredStatement[], count: number) {
  const bySection = Array.from(
    { length: count },
    (): Sayings => ({ phrases: 0, topics: 0, withSpecifics: 0, bestWithPhrase: -LIMIT }),
  );
  const likely = new Int32Array(count);
  const possible = new Int32Array(count);
  const best = new Float32Array(count).fill(-LIMIT);
  const second = new Float32Array(count).fill(-LIMIT);
  const third = new Float32Array(count).fill(-LIMIT);
  const ranking = new Ranking(count);
  const { bar } = ranking;
  /** Per section the last statement that its phrases ranked. */
  const done = new Int32Array(count).fill(-1);
  const raise = (s: number, z: number) => {
    if (z > (best[s] as number)) {
      third[s] = second[s] as number;
      second[s] = best[s] as number;
      best[s] = z;
    } else if (z > (second[s] as number)) {
      third[s] = second[s] as number;
      second[s] = z;
    } else third[s] = z;
  };
  for (let at = 0; at < statements.length; at++) {
    const { scores, specific, says, noticed } = (statements[at] as ScoredStatement).facts;
    for (const { section, phrase, topic } of says) {
      const sayings = bySection[section] as Sayings;
      const z = scores[section] as number;
      done[section] = at;
      if (phrase !== undefined) {
        sayings.phrases++;
        sayings.bestWithPhrase = Math.max(sayings.bestWithPhrase, z);
      } else if (topic !== undefined) {
        sayings.topics++;
        if (specific) sayings.withSpecifics++;
      }
      const bonus = phrase !== undefined ? PHRASE_BONUS : topic !== undefined && specific ? TOPIC_BONUS : 0;
      const score = z + bonus;
      if (score > (bar[section] as number)) ranking.keep(section, at, score);
    }
    for (const s of noticed) {
      const z = scores[s] as number;
      if (z > POSSIBLE) {
        possible[s] = (possible[s] as number) + 1;
        if (z > 0) likely[s] = (likely[s] as number) + 1;
      }
      if (z > (third[s] as number)) raise(s, z);
      if (z > (bar[s] as number) && done[s] !== at) ranking.keep(s, at, z);
    }
  }
  // Of the other sections the best are among the scores that nobody noticed.
  for (let s = 0; s < count; s++) {
    if ((third[s] as number) > NOTICED) continue;
    for (const { facts } of statements) {
      const z = facts.scores[s] as number;
      if (z <= NOTICED && z > (third[s] as number)) raise(s, z);
    }
  }
  return { bySection, ranking, likely, possible, best, second, third };
}

/** The best statements of each section, best first, of equals the earlier. As numbers: most are overtaken by better ones. */
class Ranking {
  /** Per section the score that a statement must pass to be kept. */
  readonly bar: Float64Array;
  private readonly sizes: Int32Array;
  private readonly places: Int32Array;
  private readonly scores: Float64Array;

  constructor(count: number) {
    this.bar = new Float64Array(count).fill(NOTICED);
    this.sizes = new Int32Array(count);
    this.places = new Int32Array(count * KEPT);
    this.scores = new Float64Array(count * KEPT);
  }

  /** Keeps a statement that passes the bar; statements come in order. */
  keep(section: number, place: number, score: number): void {
    const { sizes, places, scores } = this;
    const base = section * KEPT;
    const size = sizes[section] as number;
    let at = base + Math.min(size, KEPT - 1);
    for (; at > base && score > (scores[at - 1] as number); at--) {
      scores[at] = scores[at - 1] as number;
      places[at] = places[at - 1] as number;
    }
    scores[at] = score;
    places[at] = place;
    if (size < KEPT) sizes[section] = size + 1;
    if (size >= KEPT - 1) this.bar[section] = scores[base + KEPT - 1] as number;
  }

  first(section: number, statements: readonly ScoredStatement[]): ScoredStatement | undefined {
    return this.sizes[section] ? statements[this.places[section * KEPT] as number] : undefined;
  }

  of(section: number, statements: readonly ScoredStatement[]): RankedStatement[] {
    return Array.from({ length: this.sizes[section] as number }, (_, i) => {
      const statement = statements[this.places[section * KEPT + i] as number] as ScoredStatement;
      const says = statement.facts.says.find((said) => said.section === section);
      return { statement, score: this.scores[section * KEPT + i] as number, phrase: says?.phrase ?? says?.topic };
    });
  }
}

function normal(x: number, [mean, spread]: [number, number] = [0, 1]): number {
  return (x - mean) / spread;
}
