/** The trained part of recognition (server/framework/model.json, written by scripts/train.mjs), fitted to a framework. */
import { Memo } from "../document/memo.ts";
import type { BlockHeading } from "../document/types.ts";
import { bookFramework, compiledModel, type Framework, unpackedBook } from "../framework/index.ts";
import { BODY_FEATURES, type BodyCandidate, type Calibration } from "./bodyFeatures.ts";
import { HEADING_FEATURES, type HeadingCandidate } from "./headingFeatures.ts";
import { KIND_FEATURES, kindRow } from "./kindFeatures.ts";
import { KindWords, type KindWordsData, unpackKindWords } from "./kindWords.ts";
import type { ScoredDoc, TextModels } from "./scored.ts";
import {
  type PackedTextModel,
  repackTextModel,
  TextModel,
  type TextModelData,
  type UnpackedTextModel,
} from "./textModel.ts";
import { Trees, type TreesData } from "./trees.ts";
import type { SectionReading } from "./types.ts";

export interface RecognitionModelData {
  /** Ids in the order of all lists by section. */
  sections: string[];
  /** As trained, or for the framework's word table. */
  statements: TextModelData | PackedTextModel | UnpackedTextModel;
  headings: TextModelData | PackedTextModel | UnpackedTextModel;
  /** Log-odds over the training documents that a section has a heading of its own, and that it is answered without one. */
  headedPriors: number[];
  answeredPriors: number[];
  calibration: Calibration;
  /** Is this heading about this section? */
  headed: TreesData;
  /** Is this section answered in a body without a heading of its own? */
  answered: TreesData;
  /** Is this document an ML design doc? */
  kind: WeightsData;
  /** As trained, or packed for the framework's word table. */
  kindWords: KindWordsData | string;
}

/** A weighted sum of numbers, each less its mean and in units of its spread, clipped. Above 0 the answer is yes. */
export interface WeightsData {
  features: string[];
  mean: number[];
  spread: number[];
  weights: number[];
  bias: number;
}

export class RecognitionModel {
  readonly texts: TextModels;
  readonly headedPriors: readonly number[];
  readonly answeredPriors: readonly number[];
  readonly calibration: Calibration;
  private readonly headedTrees: Trees;
  /** By heading and section what was asked last. */
  private readonly headedBefore = new Memo<BlockHeading, { row: Float32Array; score: number }[]>();
  private readonly answeredTrees: Trees;
  /** By section what was asked last. */
  private readonly answeredBefore: { row: Float32Array; score: number }[] = [];
  private readonly kind: WeightsData;
  /** Per section of the framework: the model knows it. */
  private readonly known: readonly boolean[];

  constructor(data: RecognitionModelData, framework: Framework) {
    for (const [trees, names] of [
      [data.headed, HEADING_FEATURES],
      [data.answered, BODY_FEATURES],
      [data.kind, KIND_FEATURES],
    ] as const)
      if (trees.features.join() !== names.join())
        throw new Error("server/framework/model.json is out of date; run npm run train");
    this.headedTrees = new Trees(data.headed);
    this.answeredTrees = new Trees(data.answered);
    this.kind = data.kind;
    const from = framework.sections.map((s) => data.sections.indexOf(s.id));
    const to = data.sections.map((id) => framework.order(id));
    const spread = (list: readonly number[], absent: number) => from.map((i) => (i < 0 ? absent : (list[i] as number)));
    const inOrder = from.length === data.sections.length && from.every((i, s) => i === s);
    const text = (texts: RecognitionModelData["statements"]) =>
      inOrder
        ? new TextModel(texts, framework.wordTable)
        : new TextModel(texts, framework.wordTable, { to, size: from.length, unknown: UNKNOWN });
    const kindWords = new KindWords(data.kindWords, framework.wordTable);
    this.texts = { statements: text(data.statements), headings: text(data.headings), kindWords };
    this.headedPriors = spread(data.headedPriors, UNKNOWN / 100);
    this.answeredPriors = spread(data.answeredPriors, UNKNOWN / 100);
    const spreads = (list: Calibration["best"]) => from.map((i): [number, number] => list[i] ?? [0, 1]);
    const { best, second, phrases } = data.calibration;
    this.calibration = { best: spreads(best), second: spreads(second), phrases: spreads(phrases) };
    this.known = from.map((i) => i >= 0);
  }

  /** Above 0: the document is an ML design doc. */
  isDesign(scored: ScoredDoc, sections: readonly SectionReading[], framework: Framework): number {
    return weighed(kindRow(scored, sections, framework, this.texts.kindWords), this.kind);
  }

  /** Above 0: the heading is about the section. Of a section that was never trained an alias decides. */
  headed({ scored, section, row, by }: HeadingCandidate): number {
    if (!this.known[section]) return by === "alias" && (row[ALIAS_COVERAGE] as number) >= 0.3 ? 1 : -1;
    // Typing changes what is known of a few headings: to the trees the others' rows are as they were.
    const { part } = scored.heading;
    const known = this.headedBefore.get(part, this) ?? [];
    if (known.length === 0) this.headedBefore.set(part, this, known);
    const before = known[section];
    if (before && this.headedTrees.isSameRow(before.row, row)) return before.score;
    const score = this.headedTrees.score(row);
    known[section] = { row: row.slice(), score };
    return score;
  }

  /** Above 0: the body answers the section. Of a section that was never trained an evidence phrase decides. */
  answered({ section, row }: BodyCandidate): number {
    if (!this.known[section]) return (row[PHRASES] as number) > 0 ? 1 : -1;
    const before = this.answeredBefore[section];
    if (before && this.answeredTrees.isSameRow(before.row, row)) return before.score;
    const score = this.answeredTrees.score(row);
    this.answeredBefore[section] = { row, score };
    return score;
  }

  /** Whether it makes no difference to any heading which of two numbers this one of its features is. */
  isSameToHeadings(feature: (typeof HEADING_FEATURES)[number], a: number, b: number): boolean {
    return a === b || this.headedTrees.isSame(HEADING_FEATURES.indexOf(feature), Math.fround(a), Math.fround(b));
  }
}

/** No number may decide alone. */
const CLIP = 3;

/** The weighted sum of a row. */
export function weighed(row: ArrayLike<number>, { mean, spread, weights, bias }: WeightsData): number {
  let sum = bias;
  for (let i = 0; i < weights.length; i++) {
    const x = ((row[i] as number) - (mean[i] as number)) / (spread[i] as number);
    sum += (weights[i] as number) * Math.max(-CLIP, Math.min(CLIP, x));
  }
  return sum;
}

const UNKNOWN = -400;
const ALIAS_COVERAGE = HEADING_FEATURES.indexOf("aliasCoverage");
const PHRASES = BODY_FEATURES.indexOf("phrases");
const models = new WeakMap<Framework, RecognitionModel>();

/** The shipped model for a framework. */
export function modelFor(framework: Framework): RecognitionModel {
  const model = models.get(framework) ?? new RecognitionModel(shippedFor(framework), framework);
  models.set(framework, model);
  return model;
}

/** The shipped model's data, its texts packed for the framework's words. */
function shippedFor({ wordTable }: Framework): RecognitionModelData {
  const data = compiledModel() as RecognitionModelData;
  const own = bookFramework().wordTable;
  if (wordTable === own) return data;
  const repacked = (texts: RecognitionModelData["statements"]) =>
    typeof texts === "string" || "starts" in texts ? repackTextModel(texts, own, wordTable) : texts;
  const { kindWords: packed } = data;
  const kindWords = typeof packed === "string" ? unpackKindWords(packed, own) : packed;
  return { ...data, statements: repacked(data.statements), headings: repacked(data.headings), kindWords };
}

/** What loads the book and its model faster than what was shipped; undefined if they are not loaded. */
export function bookForNextTime(): object | undefined {
  const model = models.get(bookFramework());
  if (!model) return undefined;
  const { statements, headings } = model.texts;
  return unpackedBook({ ...compiledModel(), statements: statements.unpacked, headings: headings.unpacked });
}
