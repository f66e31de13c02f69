/**
 * A linear model over terms, one output a section, trained from the framework's examples (scripts/train.mjs). An output is a
 * log-odds: above 0 the text more likely than not answers (or heads) the section. Each output is a sum over terms, so the
 * terms that weigh most are its reason.
 */
import type { Analysis } from "./analysis.ts";
import { type TermVisitor, visitTerms } from "./terms.ts";

export interface TextModelData {
  /** In hundredths, by section in canonical order. */
  bias: number[];
  /** Term → section index and weight in hundredths, in turn. */
  terms: Record<string, number[]>;
}

const SCALE = 100;

interface Weights {
  list: number[];
  /** The last text in which the term was counted: a term counts once a text. */
  seen: number;
}

export class TextModel implements TermVisitor {
  private readonly bias: Float32Array;
  private readonly singles = new Map<string, Weights>();
  /** By first stem, then by second: looking up a pair builds no string. */
  private readonly pairs = new Map<string, Map<string, Weights>>();
  private texts = 0;
  private sums = new Float32Array(0);

  constructor(data: TextModelData) {
    this.bias = Float32Array.from(data.bias);
    for (const [term, list] of Object.entries(data.terms)) {
      const [first = "", second] = term.split(" ");
      if (second === undefined) this.singles.set(term, { list, seen: 0 });
      else {
        const seconds = this.pairs.get(first) ?? new Map<string, Weights>();
        this.pairs.set(first, seconds);
        seconds.set(second, { list, seen: 0 });
      }
    }
  }

  /** Log-odds by section, in canonical order. */
  scores(analysis: Analysis): Float32Array {
    this.texts++;
    this.sums = this.bias.slice();
    visitTerms(analysis, this);
    for (let i = 0; i < this.sums.length; i++) this.sums[i] = (this.sums[i] as number) / SCALE;
    return this.sums;
  }

  single(term: string): void {
    this.count(this.singles.get(term));
  }

  pair(first: string, second: string): void {
    this.count(this.pairs.get(first)?.get(second));
  }

  private count(weights: Weights | undefined): void {
    if (!weights || weights.seen === this.texts) return;
    weights.seen = this.texts;
    const { list } = weights;
    for (let i = 0; i < list.length; i += 2) {
      const section = list[i] as number;
      this.sums[section] = (this.sums[section] as number) + (list[i + 1] as number);
    }
  }
}
