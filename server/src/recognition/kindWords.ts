/** The words that speak for a design doc, or against one, in a document's title, its headings and its body. */
import type { BlockHeading } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import { Packer, Unpacker } from "../framework/packing.ts";
import type { WordTable } from "../framework/wordTable.ts";
import { analyse } from "./analysis.ts";
import type { ScoredDoc } from "./scored.ts";

const PLACES = ["title", "headings", "body"] as const;

/** Where a word stands → stem → what it adds to the log-odds that the document is a design doc, in hundredths. */
export type KindWordsData = Record<(typeof PLACES)[number], Record<string, number>>;

/** A word of the body counts in full if it stands in one of so many statements. */
export const RARE = 8;
const SCALE = 100;

/** Packs the words for a word table, of which they become terms. */
export function packKindWords(data: KindWordsData, wordTable: WordTable): string {
  const packer = new Packer();
  for (const place of PLACES) {
    const words = Object.entries(data[place]).map(([stem, weight]) => [wordTable.add(stem), weight] as const);
    words.sort(([a], [b]) => a - b);
    packer.put(words.length);
    words.forEach(([term], i) => void packer.put(term - (words[i - 1]?.[0] ?? 0)));
    for (const [, weight] of words) packer.putSigned(weight);
  }
  return packer.toString();
}

/** The words as they were before they were packed for a word table. */
export function unpackKindWords(packed: string, wordTable: WordTable): KindWordsData {
  const from = new Unpacker(packed);
  const data: KindWordsData = { title: {}, headings: {}, body: {} };
  for (const place of PLACES) {
    const count = from.take();
    const steps = from.takeAll(count);
    let term = 0;
    for (const step of steps) {
      term += step;
      data[place][wordTable.name(term)] = from.takeSigned();
    }
  }
  return data;
}

/** The parts of a document whose words count: not what our templates left, nor headings over nothing. */
export function kindParts(scored: ScoredDoc) {
  const { body } = scored.doc;
  return {
    ...kindHeadings(scored),
    statements: scored.statements.map(({ index }) => (body[index] as (typeof body)[number]).part),
  };
}

function kindHeadings({ title, headings }: ScoredDoc) {
  const filled = headings.filter(({ from, to }) => to > from);
  return { title: (title ?? headings[0]?.heading)?.part, headings: filled.map(({ heading }) => heading.part) };
}

export class KindWords {
  private readonly title: ReadonlyMap<number, number>;
  private readonly headings: ReadonlyMap<number, number>;
  /** By term its place in `weights`. */
  private readonly places = new Map<number, number>();
  private readonly weights: number[] = [];

  constructor(data: KindWordsData | string, wordTable: WordTable) {
    const { title, headings, body } = typeof data === "string" ? unpackKindWords(data, wordTable) : data;
    const numbered = (words: Record<string, number>) =>
      new Map(Object.entries(words).map(([stem, weight]) => [wordTable.add(stem), weight]));
    this.title = numbered(title);
    this.headings = numbered(headings);
    for (const [term, weight] of numbered(body)) {
      this.places.set(term, this.weights.length);
      this.weights.push(weight);
    }
  }

  /** The words in a statement, as their places, each once. */
  of(terms: readonly number[]): readonly number[] {
    const found: number[] = [];
    for (const term of terms) {
      const place = this.places.get(term);
      if (place !== undefined && !found.includes(place)) found.push(place);
    }
    return found;
  }

  /** Log-odds. */
  sum(scored: ScoredDoc, framework: Framework): number {
    const { statements } = scored;
    const { title, headings } = kindHeadings(scored);
    let sum = 0;
    const add = (weights: ReadonlyMap<number, number>, terms: Iterable<number>) => {
      for (const term of terms) sum += weights.get(term) ?? 0;
    };
    const termsOf = (part: BlockHeading) => [...analyse(part, framework).terms];
    if (title) add(this.title, new Set(termsOf(title)));
    add(this.headings, new Set(headings.flatMap(termsOf)));
    const counts = new Int32Array(this.weights.length);
    for (const { facts } of statements)
      for (const place of facts.kindWords) counts[place] = (counts[place] as number) + 1;
    for (let place = 0; place < counts.length; place++)
      if (counts[place])
        sum += (this.weights[place] as number) * Math.min(1, ((counts[place] as number) * RARE) / statements.length);
    return sum / SCALE;
  }
}
