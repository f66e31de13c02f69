/**
 * What a part says by itself, whatever document it stands in. It is kept as long as the block that the part was read from, so
 * that a keystroke costs the reading of the block it touches.
 */
import { Memo } from "../document/memo.ts";
import type { BlockHeading, DesignDoc, Placed, Statement } from "../document/types.ts";
import { type Framework, normalise } from "../framework/index.ts";
import { type Analysis, analyse } from "./analysis.ts";
import { isVacuous } from "./generic.ts";
import type { KindWords } from "./kindWords.ts";
import { type Naming, namingsOf } from "./naming.ts";
import { isPlaceholder, isPrompt, isSkeleton } from "./substance.ts";
import type { TextModel } from "./textModel.ts";

export interface TextModels {
  statements: TextModel;
  headings: TextModel;
  /** Absent while it is trained. */
  kindWords?: KindWords;
}

/** What a statement's phrases say of one section. */
export interface SectionSays {
  section: number;
  /** An evidence phrase stands there, guarded or not. */
  evidence: boolean;
  /** The first evidence phrase that no guard takes back. */
  phrase: string | undefined;
  topic: string | undefined;
  /** An evidence phrase that a guard takes back. */
  guarded: boolean;
}

export interface StatementFacts {
  /** A placeholder, a prompt, or a line that our templates left. */
  empty: boolean;
  /** Log-odds by section; none for an empty statement. */
  scores: Float32Array;
  /** The same as probabilities. */
  probabilities: Float32Array;
  /** The highest of the scores. */
  top: number;
  /** The sections of which the score is above {@link NOTICED}, in order. */
  noticed: readonly number[];
  /** It holds a quantity, a date, a name or the like. */
  specific: boolean;
  says: readonly SectionSays[];
  /** Problem types and conditions that it shows, or denies; each once. */
  signs: readonly { id: string; denied: boolean }[];
  /** The words in it that tell a design doc from others: see {@link KindWords}. */
  kindWords: readonly number[];
  /** See {@link isFill}. */
  fill?: { under: BlockHeading | undefined; is: boolean };
}

export interface HeadingFacts {
  /** A line that our templates left. */
  skeleton: boolean;
  /** Index of the section whose title it bears, in any language. */
  titled: number | undefined;
  analysis: Analysis;
  /** Log-odds by section. */
  scores: Float32Array;
  /** Recognised but never asked for: alternatives, references … */
  other: string | undefined;
  namings: ReadonlyMap<number, Naming>;
  /** How many sections an alias in it names, and whether one names it with most of its words. */
  aliases: number;
  named: boolean;
  /** It begins with a number. */
  numbered: boolean;
  /** The sections that it may be about, with how many others its words speak for more. */
  may: readonly { section: number; rank: number; naming: Naming | undefined }[];
  /** What stands under it, if it heads no more than its own block's text; remembered for as many statements. */
  under?: { statements: number; row: Float32Array };
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
/** No score is lower. */
export const LIMIT = 6;
/** Few statements have a log-odds above this for a given section: what asks for more need not look at the rest. */
export const NOTICED = -3;
/** Below this log-odds a heading that no phrase names is no candidate. */
const CANDIDATE = -2;
const NOTHING = new Float32Array(0);
const EMPTY: StatementFacts = {
  empty: true,
  scores: NOTHING,
  probabilities: NOTHING,
  top: -LIMIT,
  noticed: [],
  specific: false,
  says: [],
  signs: [],
  kindWords: [],
};

const statementMemo = new Memo<Statement, StatementFacts>();
const headingMemo = new Memo<BlockHeading, HeadingFacts>();

/** Gives the facts of a document's statements. */
export function statementFacts(doc: DesignDoc, framework: Framework, models: TextModels) {
  return (placed: Placed<Statement>): StatementFacts => {
    const known = statementMemo.get(placed.part, models);
    if (known) return known;
    const facts = readStatement(placed, doc, framework, models);
    statementMemo.set(placed.part, models, facts);
    return facts;
  };
}

/** Gives the facts of a document's headings. */
export function headingFacts(doc: DesignDoc, framework: Framework, models: TextModels) {
  return (placed: Placed<BlockHeading>): HeadingFacts => {
    const known = headingMemo.get(placed.part, models);
    if (known) return known;
    const facts = readHeading(placed, doc, framework, models);
    headingMemo.set(placed.part, models, facts);
    return facts;
  };
}

function readStatement(
  placed: Placed<Statement>,
  doc: DesignDoc,
  framework: Framework,
  models: TextModels,
): StatementFacts {
  const { part } = placed;
  const count = framework.sections.length;
  if (isPlaceholder(part.text) || isPrompt(part.text) || isSkeleton(placed, doc, framework)) return EMPTY;
  const analysis = analyse(part, framework);
  const [scores, probabilities] = models.statements.scoresAndProbabilities(analysis);
  const noticed: number[] = [];
  let top = -LIMIT;
  for (let s = 0; s < count; s++) {
    const score = scores[s] as number;
    if (score > NOTICED) noticed.push(s);
    if (score > top) top = score;
  }
  const specific = analysis.spans.some((span) => SPECIFIC.has(span.name));
  // Who answers what a template asks for seldom leaves the role behind it; if so, there is something specific to say.
  if (part.tagged && !specific) return EMPTY;
  return {
    empty: false,
    scores,
    probabilities,
    top,
    noticed,
    specific,
    says: saysOf(analysis, framework),
    signs: signsOf(analysis),
    kindWords: models.kindWords?.of(analysis.terms) ?? [],
  };
}

function saysOf({ found, tokens }: Analysis, framework: Framework): SectionSays[] {
  const bySection = new Map<number, SectionSays>();
  const guards = found.filter((f) => f.meaning.role === "guard");
  const words = (start: number, end: number) =>
    tokens
      .slice(start, end)
      .map((t) => t.lower)
      .join(" ");
  for (const { meaning, start, end } of found) {
    if (meaning.role !== "evidence" && meaning.role !== "topic") continue;
    const section = framework.order(meaning.id);
    if (section < 0) continue;
    const says = bySection.get(section) ?? {
      section,
      evidence: false,
      phrase: undefined,
      topic: undefined,
      guarded: false,
    };
    bySection.set(section, says);
    if (meaning.role === "topic") {
      says.topic ??= words(start, end);
      continue;
    }
    says.evidence = true;
    // A guard that is part of the phrase itself takes nothing back: "out of scope" is what scope is about.
    if (guards.some((g) => g.start < start || g.end > end)) says.guarded = true;
    else says.phrase ??= words(start, end);
  }
  return [...bySection.values()];
}

function signsOf({ found }: Analysis): { id: string; denied: boolean }[] {
  const signs: { id: string; denied: boolean }[] = [];
  for (const { meaning } of found) {
    const denied = meaning.role === "denied";
    if (!denied && meaning.role !== "type" && meaning.role !== "condition") continue;
    // What a statement says first of a type or condition counts.
    if (!signs.some((sign) => sign.id === meaning.id)) signs.push({ id: meaning.id, denied });
  }
  return signs;
}

function readHeading(
  placed: Placed<BlockHeading>,
  doc: DesignDoc,
  framework: Framework,
  models: TextModels,
): HeadingFacts {
  const { part } = placed;
  const analysis = analyse(part, framework);
  const named = analysis.found.find((f) => f.meaning.role === "alias" && framework.order(f.meaning.id) < 0);
  const scores = models.headings.scores(analysis);
  const namings = namingsOf(part, analysis, framework);
  const may: { section: number; rank: number; naming: Naming | undefined }[] = [];
  for (let section = 0; section < scores.length; section++) {
    const naming = namings.get(section);
    const score = scores[section] as number;
    if (!naming && score < CANDIDATE) continue;
    may.push({ section, naming, rank: scores.reduce((r, z) => r + Number(z > score), 0) });
  }
  const names = [...namings.values()];
  return {
    skeleton: part.depth === 0 && isSkeleton(placed, doc, framework),
    titled: part.depth > 0 ? framework.titles.get(normalise(part.text)) : undefined,
    analysis,
    scores,
    other: named?.meaning.id,
    namings,
    aliases: names.filter(({ alias }) => alias > 0).length,
    named: names.some(({ alias }) => alias > 0.5),
    numbered: /^\d/.test(analysis.tokens[0]?.lower ?? ""),
    may,
  };
}

/** Whether a statement that is not empty is mere fill under a heading; remembered for the last heading asked about. */
export function isFill(
  part: Statement,
  facts: StatementFacts,
  under: BlockHeading | undefined,
  framework: Framework,
): boolean {
  if (facts.fill?.under !== under || !facts.fill)
    facts.fill = { under, is: isVacuous(analyse(part, framework), under && analyse(under, framework), framework) };
  return facts.fill.is;
}
