/**
 * A linear model over terms, one output a section, trained from the framework's examples (scripts/train.mjs). An output is a
 * log-odds: above 0 the text more likely than not answers (or heads) the section. Each output is a sum over terms, so the
 * terms that weigh most are its reason.
 */
import { Packer, Unpacker } from "../framework/packing.ts";
import { END, FIGURE, START, type WordTable } from "../framework/wordTable.ts";
import type { Analysis } from "./analysis.ts";
import { Rows } from "./rows.ts";
import { type TermVisitor, visitMarks, visitWords } from "./terms.ts";

/** As it was trained. */
export interface TextModelData {
  /** In hundredths, by section in canonical order. */
  bias: number[];
  /** Term → section index and weight in hundredths, in turn. */
  terms: Record<string, number[]>;
}

/** A model for a word table, its numbers as `Packer` writes them. */
export type PackedTextModel = string;

/** The same as it is asked. */
export interface UnpackedTextModel {
  bias: Int32Array;
  /** By term its place in the lists of weights; -1 for none. */
  singles: Int32Array;
  /** By first term where its second terms begin; they are ascending. */
  pairs: Int32Array;
  seconds: Int32Array;
  /** The place of the first pair. */
  base: number;
  /** Per place where its weights begin. */
  starts: Int32Array;
  sections: Int32Array;
  weights: Int32Array;
}

/** For a framework with other sections than the model's, or in another order. */
export interface SectionOrder {
  /** Where each of the model's sections stands in the framework; -1 for nowhere. */
  to: readonly number[];
  /** How many sections the framework has. */
  size: number;
  /** The bias of a section that the model does not know. */
  unknown: number;
}

const SCALE = 100;

/** Packs a trained model; its terms become terms of the word table. */
export function packTextModel({ bias, terms }: TextModelData, wordTable: WordTable): PackedTextModel {
  type Weighed = [term: number, weights: number[]];
  const singles: Weighed[] = [];
  const pairs = new Map<number, Weighed[]>();
  for (const [term, weights] of Object.entries(terms)) {
    const [first = "", second] = term.split(" ");
    const number = wordTable.add(first);
    if (second === undefined) singles.push([number, weights]);
    else {
      const seconds = pairs.get(number) ?? [];
      pairs.set(number, seconds);
      seconds.push([wordTable.add(second), weights]);
    }
  }
  const ascending = ([a]: [number, unknown], [b]: [number, unknown]) => a - b;
  singles.sort(ascending);
  const firsts = [...pairs].sort(ascending);
  for (const [, seconds] of firsts) seconds.sort(ascending);
  const lists = [...singles, ...firsts.flatMap(([, seconds]) => seconds)].map(([, weights]) => weights);

  const packer = new Packer();
  const putSteps = (numbers: number[]) => numbers.forEach((n, i) => void packer.put(n - (numbers[i - 1] ?? 0)));
  for (const n of [bias.length, singles.length, firsts.length, lists.length]) packer.put(n);
  for (const b of bias) packer.putSigned(b);
  putSteps(singles.map(([term]) => term));
  putSteps(firsts.map(([term]) => term));
  for (const [, seconds] of firsts) packer.put(seconds.length);
  for (const [, seconds] of firsts) putSteps(seconds.map(([term]) => term));
  for (const weights of lists) packer.put(weights.length / 2);
  for (const weights of lists) for (let i = 0; i < weights.length; i += 2) packer.put(weights[i] as number);
  for (const weights of lists) for (let i = 1; i < weights.length; i += 2) packer.putSigned(weights[i] as number);
  return packer.toString();
}

/** Packs a model anew, for another word table. */
export function repackTextModel(
  data: PackedTextModel | UnpackedTextModel,
  from: WordTable,
  to: WordTable,
): PackedTextModel {
  const names = from.terms();
  const model = new TextModel(data, from);
  return packTextModel(model.trained(names), to);
}

function unpackTextModel(packed: PackedTextModel): UnpackedTextModel {
  const from = new Unpacker(packed);
  const sectionCount = from.take();
  const singleCount = from.take();
  const firsts = from.take();
  const count = from.take();
  const bias = Int32Array.from({ length: sectionCount }, () => from.takeSigned());

  const terms = summed(from.takeAll(singleCount), 0, singleCount);
  const singles = new Int32Array(singleCount ? (terms[singleCount - 1] as number) + 1 : 0).fill(-1);
  for (let i = 0; i < singleCount; i++) singles[terms[i] as number] = i;

  const first = summed(from.takeAll(firsts), 0, firsts);
  const secondStarts = from.takeStarts(firsts);
  const pairs = new Int32Array(firsts ? (first[firsts - 1] as number) + 2 : 1);
  for (let i = 0, term = 0; i < firsts; i++)
    for (; term <= (first[i] as number); term++) pairs[term] = secondStarts[i] as number;
  pairs[pairs.length - 1] = secondStarts[firsts] as number;
  const seconds = from.takeAll(count - singleCount);
  for (let i = 0; i < firsts; i++) summed(seconds, secondStarts[i] as number, secondStarts[i + 1] as number);

  const starts = from.takeStarts(count);
  const total = starts[count] as number;
  const sections = from.takeAll(total);
  const weights = new Int32Array(total);
  for (let i = 0; i < total; i++) weights[i] = from.takeSigned();
  return { bias, singles, pairs, seconds, base: singleCount, starts, sections, weights };
}

export class TextModel implements TermVisitor<number> {
  readonly unpacked: UnpackedTextModel;
  private readonly bias: Int32Array;
  private readonly singles: Int32Array;
  private readonly pairs: Int32Array;
  private readonly seconds: Int32Array;
  private readonly base: number;
  private readonly starts: Int32Array;
  private readonly sections: Int32Array;
  private readonly weights: Int32Array;
  /** Per place the last text in which the term was counted: a term counts once a text. */
  private readonly seen: Int32Array;
  private readonly start: number;
  private readonly end: number;
  private readonly figure: number;
  private texts = 0;
  private readonly sums: Int32Array;
  private readonly buffers: Rows;

  constructor(
    data: PackedTextModel | TextModelData | UnpackedTextModel,
    private readonly wordTable: WordTable,
    order?: SectionOrder,
  ) {
    if (typeof data !== "string" && "starts" in data) this.unpacked = data;
    else this.unpacked = unpackTextModel(typeof data === "string" ? data : packTextModel(data, wordTable));
    const { bias, singles, pairs, seconds, base, starts, sections, weights } = this.unpacked;
    [this.singles, this.pairs, this.seconds, this.base, this.starts] = [singles, pairs, seconds, base, starts];
    this.bias = order ? new Int32Array(order.size).fill(order.unknown) : bias;
    order?.to.forEach((to, section) => {
      if (to >= 0) this.bias[to] = bias[section] as number;
    });
    this.sums = new Int32Array(this.bias.length);
    this.buffers = new Rows(this.bias.length);
    this.seen = new Int32Array(starts.length - 1);
    this.sections = order ? sections.slice() : sections;
    this.weights = order ? weights.slice() : weights;
    if (order)
      for (let i = 0; i < sections.length; i++) {
        const to = order.to[sections[i] as number] as number;
        // A section that is not in the framework: its weights add nothing to any.
        this.sections[i] = Math.max(0, to);
        if (to < 0) this.weights[i] = 0;
      }
    this.start = wordTable.get(START);
    this.end = wordTable.get(END);
    this.figure = wordTable.get(FIGURE);
  }

  /** As it was trained. */
  trained(names: readonly string[]): TextModelData {
    const terms: Record<string, number[]> = {};
    const put = (term: string, place: number) => {
      const weights: number[] = [];
      for (let i = this.starts[place] as number; i < (this.starts[place + 1] as number); i++)
        weights.push(this.sections[i] as number, this.weights[i] as number);
      terms[term] = weights;
    };
    this.singles.forEach((place, term) => {
      if (place >= 0) put(names[term] as string, place);
    });
    for (let first = 0; first < this.pairs.length - 1; first++)
      for (let i = this.pairs[first] as number; i < (this.pairs[first + 1] as number); i++)
        put(`${names[first]} ${names[this.seconds[i] as number]}`, this.base + i);
    return { bias: [...this.bias], terms };
  }

  /** Log-odds by section, in canonical order. */
  scores(analysis: Analysis): Float32Array {
    return this.rows(analysis, 1)[0] as Float32Array;
  }

  /** Log-odds by section and the same as probabilities. */
  scoresAndProbabilities(analysis: Analysis): [Float32Array, Float32Array] {
    return this.rows(analysis, 2) as [Float32Array, Float32Array];
  }

  private rows(analysis: Analysis, count: 1 | 2): Float32Array[] {
    const { sums, wordTable } = this;
    this.texts++;
    sums.set(this.bias);
    visitWords(analysis.terms, this.start, this.end, this.figure, this);
    visitMarks(
      analysis,
      (name) => this.single(wordTable.classOf(name)),
      (term) => this.single(wordTable.get(term)),
    );
    const scores = this.buffers.row();
    for (let i = 0; i < scores.length; i++) scores[i] = (sums[i] as number) / SCALE;
    if (count === 1) return [scores];
    const probabilities = this.buffers.row();
    for (let i = 0; i < scores.length; i++) probabilities[i] = probability(sums[i] as number, scores[i] as number);
    return [scores, probabilities];
  }

  single(term: number): void {
    if (term < 0 || term >= this.singles.length) return;
    const place = this.singles[term] as number;
    if (place >= 0) this.count(place);
  }

  pair(first: number, second: number): void {
    if (first < 0 || second < 0 || first + 1 >= this.pairs.length) return;
    const { seconds } = this;
    let low = this.pairs[first] as number;
    const end = this.pairs[first + 1] as number;
    let high = end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((seconds[middle] as number) < second) low = middle + 1;
      else high = middle;
    }
    if (low < end && seconds[low] === second) this.count(this.base + low);
  }

  private count(place: number): void {
    if (this.seen[place] === this.texts) return;
    this.seen[place] = this.texts;
    const { sums, sections, weights } = this;
    const end = this.starts[place + 1] as number;
    for (let i = this.starts[place] as number; i < end; i++) {
      const section = sections[i] as number;
      sums[section] = (sums[section] as number) + (weights[i] as number);
    }
  }
}

/** Log-odds, in hundredths, whose probabilities are remembered: nearly all. */
const REMEMBERED = 1500;
const probabilities = new Float32Array(2 * REMEMBERED + 1).fill(-1);

/** The probability of a log-odds that is also given in hundredths. */
function probability(hundredths: number, logOdds: number): number {
  const at = hundredths + REMEMBERED;
  const known = probabilities[at];
  if (known !== undefined && known >= 0) return known;
  const p = 1 / (1 + Math.exp(-logOdds));
  if (known !== undefined) probabilities[at] = p;
  return p;
}

/** Within a stretch of a list, numbers from the steps between them. */
function summed(steps: Int32Array, from: number, to: number): Int32Array {
  for (let i = from + 1; i < to; i++) steps[i] = (steps[i] as number) + (steps[i - 1] as number);
  return steps;
}
