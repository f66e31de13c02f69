/** A document with everything that its parts say for each section: the ground on which the decisions stand. */
import type { DesignDoc, Heading, Placed, Statement } from "../document/types.ts";
import { type Framework, normalise } from "../framework/index.ts";
import { type Analysis, analyse } from "./analysis.ts";
import { isVacuous } from "./generic.ts";
import { isPlaceholder, isPrompt, isSkeleton } from "./substance.ts";
import type { TextModel } from "./textModel.ts";

export interface ScoredStatement {
  /** Index into `DesignDoc.body`. */
  index: number;
  placed: Placed<Statement>;
  analysis: Analysis;
  /** Log-odds by section. */
  scores: Float32Array;
}

export interface ScoredHeading {
  heading: Heading;
  analysis: Analysis;
  scores: Float32Array;
  /** Statements under it: [from, to) in `ScoredDoc.statements`. */
  from: number;
  to: number;
}

export interface ScoredDoc {
  doc: DesignDoc;
  title: Heading | undefined;
  /** Those that may count as evidence, in order. */
  statements: readonly ScoredStatement[];
  /** All but the title and what our own templates left. */
  headings: readonly ScoredHeading[];
  /**
   * Headings that bear a section's title over nothing but what our templates left, with the section's index. They are no
   * ground for anything: inserting a section must not change how the rest of the document is read.
   */
  untouched: ReadonlyMap<Heading, number>;
  /** Per part of the body: a statement with substance, or a figure. */
  substantial: readonly boolean[];
  /** Headings that are recognised but never asked for: alternatives, references … */
  other: ReadonlyMap<Heading, string>;
  /** Under a heading whose text is no evidence for the design. */
  skipped(heading: Heading | undefined): boolean;
}

export interface TextModels {
  statements: TextModel;
  headings: TextModel;
}

/** Headings whose text is no evidence for the design. */
const NO_EVIDENCE = new Set(["alternatives", "open-questions", "references", "glossary", "changelog"]);
const caches = new WeakMap<TextModels, WeakMap<object, Float32Array>>();

/** Scores by a part's text; kept as long as the block that it was read from. */
function scoresOf(part: object, analysis: Analysis, models: TextModels, model: TextModel): Float32Array {
  const cache = caches.get(models) ?? new WeakMap<object, Float32Array>();
  caches.set(models, cache);
  const known = cache.get(part);
  if (known) return known;
  const scores = model.scores(analysis);
  cache.set(part, scores);
  return scores;
}

/** Reads every part of a document against the framework and the text models. */
export function scoreDoc(doc: DesignDoc, framework: Framework, models: TextModels): ScoredDoc {
  const title = titleOf(doc);
  const other = new Map<Heading, string>();
  const kept: { heading: Heading; analysis: Analysis }[] = [];
  const untouched = new Map<Heading, number>();
  for (const heading of doc.headings) {
    if (heading === title || (heading.part.depth === 0 && isSkeleton(heading, doc, framework))) continue;
    const titled = titleSection(heading, framework);
    if (titled !== undefined && isUntouched(heading, doc, framework)) {
      untouched.set(heading, titled);
      continue;
    }
    const analysis = analyse(heading.part, framework);
    const named = analysis.found.find((f) => f.meaning.role === "alias" && framework.order(f.meaning.id) < 0);
    if (named) other.set(heading, named.meaning.id);
    kept.push({ heading, analysis });
  }
  const skipped = (heading: Heading | undefined): boolean => {
    for (let h = heading; h; h = h.parent) if (NO_EVIDENCE.has(other.get(h) ?? "")) return true;
    return false;
  };
  const substantial: boolean[] = [];
  const statements: ScoredStatement[] = [];
  /** Per part of the body, how many statements stand before it. */
  const before: number[] = [];
  doc.body.forEach((placed, index) => {
    before.push(statements.length);
    const { part } = placed;
    if (part.type !== "statement") {
      substantial.push(part.type === "figure");
      return;
    }
    const empty = isPlaceholder(part.text) || isPrompt(part.text) || isSkeleton(placed, doc, framework);
    const analysis = empty ? undefined : analyse(part, framework);
    const owner = doc.owner[index];
    const under = owner && analyse(owner.part, framework);
    substantial.push(analysis !== undefined && part.kind !== "code" && !isVacuous(analysis, under, framework));
    if (!analysis || skipped(owner)) return;
    const scores = scoresOf(part, analysis, models, models.statements);
    statements.push({ index, placed: placed as Placed<Statement>, analysis, scores });
  });
  const countAt = (bodyIndex: number) => before[bodyIndex] ?? statements.length;
  const headings = kept.map(({ heading, analysis }) => ({
    heading,
    analysis,
    scores: scoresOf(heading.part, analysis, models, models.headings),
    from: countAt(heading.bodyStart),
    to: countAt(heading.bodyEnd),
  }));
  return { doc, title, statements, headings, untouched, substantial, other, skipped };
}

/** The document's title: its first real heading, if it is the only one of the first level. */
function titleOf(doc: DesignDoc): Heading | undefined {
  const real = doc.headings.filter((h) => h.part.depth > 0);
  if (real[0]?.part.depth !== 1) return undefined;
  return real.filter((h) => h.part.depth === 1).length === 1 ? real[0] : undefined;
}

/** The section whose title a Markdown heading bears, in any language. */
export function titleSection({ part }: Heading, framework: Framework): number | undefined {
  return part.depth > 0 ? framework.titles.get(normalise(part.text)) : undefined;
}

function isUntouched(heading: Heading, doc: DesignDoc, framework: Framework): boolean {
  for (let i = heading.bodyStart; i < heading.bodyEnd; i++) {
    const placed = doc.body[i];
    if (placed && placed.part.type !== "comment" && !isSkeleton(placed, doc, framework)) return false;
  }
  return heading.children.every((child) => child.part.depth === 0);
}
