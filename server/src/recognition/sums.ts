/** What statements say for the sections, summed over stretches of a document: typing changes one of them. */
import { LIMIT, NOTICED } from "./facts.ts";
import type { ScoredStatement, Since } from "./scored.ts";

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
/** Log-odds above which a statement is possibly about a section. */
const POSSIBLE = -1.5;
/** So many of the best statements of a section are kept. */
const KEPT = 8;
/** Statements in a stretch. */
const STRETCH = 128;

/** The sums of statements, lists by section. */
export class StatementSums {
  /** Statements with an evidence phrase, with another phrase of the section, and those of the latter that are specific. */
  readonly phrases: Int32Array;
  readonly topics: Int32Array;
  readonly withSpecifics: Int32Array;
  readonly likely: Int32Array;
  readonly possible: Int32Array;
  /** Log-odds. */
  readonly bestWithPhrase: Float32Array;
  readonly best: Float32Array;
  readonly second: Float32Array;
  readonly third: Float32Array;
  readonly ranking: Ranking;
  /** How many statements show each problem type or condition, and how many deny a condition. */
  readonly said = new Map<string, number>();
  readonly denied = new Map<string, number>();

  constructor(private readonly count: number) {
    const numbers = () => new Int32Array(count);
    const scores = () => new Float32Array(count).fill(-LIMIT);
    [this.phrases, this.topics, this.withSpecifics] = [numbers(), numbers(), numbers()];
    [this.likely, this.possible] = [numbers(), numbers()];
    [this.bestWithPhrase, this.best, this.second, this.third] = [scores(), scores(), scores(), scores()];
    this.ranking = new Ranking(count);
  }

  /** Sums the statements [from, to); the ranking's places count from `from`. */
  static of(statements: readonly ScoredStatement[], from: number, to: number, count: number): StatementSums {
    const sums = new StatementSums(count);
    const done = new Int32Array(count).fill(-1);
    for (let i = from; i < to; i++) sums.addStatement(statements[i] as ScoredStatement, i - from, done);
    // Of the other sections the best are among the scores that nobody noticed.
    for (let s = 0; s < count; s++) {
      if ((sums.third[s] as number) > NOTICED) continue;
      for (let i = from; i < to; i++) {
        const z = (statements[i] as ScoredStatement).facts.scores[s] as number;
        if (z <= NOTICED) sums.raise(s, z);
      }
    }
    return sums;
  }

  /** `done`: per section the last statement that its phrases ranked. */
  private addStatement({ facts }: ScoredStatement, at: number, done: Int32Array): void {
    const { scores, specific, says, noticed, signs } = facts;
    const { ranking } = this;
    for (const { section, phrase, topic } of says) {
      const z = scores[section] as number;
      done[section] = at;
      if (phrase !== undefined) {
        this.phrases[section] = (this.phrases[section] as number) + 1;
        if (z > (this.bestWithPhrase[section] as number)) this.bestWithPhrase[section] = z;
      } else if (topic !== undefined) {
        this.topics[section] = (this.topics[section] as number) + 1;
        if (specific) this.withSpecifics[section] = (this.withSpecifics[section] as number) + 1;
      }
      const bonus = phrase !== undefined ? PHRASE_BONUS : topic !== undefined && specific ? TOPIC_BONUS : 0;
      ranking.keep(section, at, z + bonus);
    }
    for (const s of noticed) {
      const z = scores[s] as number;
      if (z > POSSIBLE) {
        this.possible[s] = (this.possible[s] as number) + 1;
        if (z > 0) this.likely[s] = (this.likely[s] as number) + 1;
      }
      this.raise(s, z);
      if (done[s] !== at) ranking.keep(s, at, z);
    }
    for (const { id, denied } of signs) {
      const map = denied ? this.denied : this.said;
      map.set(id, (map.get(id) ?? 0) + 1);
    }
  }

  /** Adds the sums of the statements that stand behind, whose first is the document's `from`th. */
  add(other: StatementSums, from: number): void {
    for (let s = 0; s < this.count; s++) {
      this.phrases[s] = (this.phrases[s] as number) + (other.phrases[s] as number);
      this.topics[s] = (this.topics[s] as number) + (other.topics[s] as number);
      this.withSpecifics[s] = (this.withSpecifics[s] as number) + (other.withSpecifics[s] as number);
      this.likely[s] = (this.likely[s] as number) + (other.likely[s] as number);
      this.possible[s] = (this.possible[s] as number) + (other.possible[s] as number);
      this.bestWithPhrase[s] = Math.max(this.bestWithPhrase[s] as number, other.bestWithPhrase[s] as number);
      for (const list of [other.best, other.second, other.third]) this.raise(s, list[s] as number);
    }
    this.ranking.add(other.ranking, from);
    for (const [id, times] of other.said) this.said.set(id, (this.said.get(id) ?? 0) + times);
    for (const [id, times] of other.denied) this.denied.set(id, (this.denied.get(id) ?? 0) + times);
  }

  private raise(s: number, z: number): void {
    const { best, second, third } = this;
    if (z <= (third[s] as number)) return;
    if (z > (best[s] as number)) {
      third[s] = second[s] as number;
      second[s] = best[s] as number;
      best[s] = z;
    } else if (z > (second[s] as number)) {
      third[s] = second[s] as number;
      second[s] = z;
    } else third[s] = z;
  }
}

/** The sums of all statements. `kept` holds those of the stretches, for a later version to go on from. */
export function sumStatements(
  statements: readonly ScoredStatement[],
  count: number,
  kept: { sums?: readonly StatementSums[] },
  since?: Since,
): StatementSums {
  const before = since?.earlier.kept.sums;
  const stretches: StatementSums[] = [];
  for (let from = 0; from < statements.length; from += STRETCH) {
    const to = Math.min(from + STRETCH, statements.length);
    const known = before && isAsBefore(from, to, statements.length, since) ? before[from / STRETCH] : undefined;
    stretches.push(known ?? StatementSums.of(statements, from, to, count));
  }
  kept.sums = stretches;
  if (stretches.length === 1) return stretches[0] as StatementSums;
  const all = new StatementSums(count);
  for (let n = 0; n < stretches.length; n++) all.add(stretches[n] as StatementSums, n * STRETCH);
  return all;
}

/** Whether the statements [from, to) of `size` stood at the same places in the earlier version. */
function isAsBefore(from: number, to: number, size: number, { earlier, head, tail }: Since): boolean {
  const was = earlier.statements.length;
  return Math.min(from + STRETCH, was) === to && (to <= head || (size === was && from >= size - tail));
}

/** The best statements of each section, best first, of equals the earlier. As numbers: most are overtaken by better ones. */
export class Ranking {
  /** Per section the score that a statement must pass to be kept. */
  private readonly bar: Float64Array;
  private readonly sizes: Int32Array;
  private readonly places: Int32Array;
  private readonly scores: Float64Array;

  constructor(count: number) {
    this.bar = new Float64Array(count).fill(NOTICED);
    this.sizes = new Int32Array(count);
    this.places = new Int32Array(count * KEPT);
    this.scores = new Float64Array(count * KEPT);
  }

  /** Keeps a statement if it passes the bar; statements come in order. */
  keep(section: number, place: number, score: number): void {
    const { sizes, places, scores, bar } = this;
    if (score <= (bar[section] as number)) return;
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
    if (size >= KEPT - 1) bar[section] = scores[base + KEPT - 1] as number;
  }

  /** Keeps those of a later stretch of statements, whose places count from `from`. */
  add({ sizes, places, scores }: Ranking, from: number): void {
    for (let s = 0; s < sizes.length; s++) {
      const base = s * KEPT;
      for (let i = base; i < base + (sizes[s] as number); i++)
        this.keep(s, from + (places[i] as number), scores[i] as number);
    }
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
