/** A document with everything that its parts say for each section: the ground on which the decisions stand. */
import type { DesignDoc, Heading, Placed, Statement } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import {
  type HeadingFacts,
  headingFacts,
  isFill,
  type StatementFacts,
  statementFacts,
  type TextModels,
} from "./facts.ts";
import { isSkeleton, isWaiver } from "./substance.ts";

export type { TextModels } from "./facts.ts";

export interface ScoredStatement {
  /** Index into `DesignDoc.body`. */
  index: number;
  placed: Placed<Statement>;
  facts: StatementFacts;
}

export interface ScoredHeading {
  heading: Heading;
  facts: HeadingFacts;
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
  /** The same by their index in the document. */
  byIndex: readonly (ScoredHeading | undefined)[];
  /**
   * Headings that bear a section's title over nothing but what our templates left or the word that the section does not
   * apply, with the section's index. They are no ground for anything: inserting a section must not change how the rest of
   * the document is read.
   */
  untouched: ReadonlyMap<Heading, number>;
  /** Per part of the body: a statement with substance, or a figure. */
  substantial: readonly boolean[];
  /** Headings that are recognised but never asked for: alternatives, references … */
  other: ReadonlyMap<Heading, string>;
  /** Under a heading whose text is no evidence for the design. */
  skipped(heading: Heading | undefined): boolean;
}

/** Headings whose text is no evidence for the design. */
const NO_EVIDENCE = new Set(["alternatives", "open-questions", "references", "glossary", "changelog"]);

/** Reads every part of a document against the framework and the text models. */
export function scoreDoc(doc: DesignDoc, framework: Framework, models: TextModels): ScoredDoc {
  const title = titleOf(doc);
  const factsOfHeading = headingFacts(doc, framework, models);
  const factsOf = statementFacts(doc, framework, models);
  const other = new Map<Heading, string>();
  const kept: { heading: Heading; facts: HeadingFacts }[] = [];
  const untouched = new Map<Heading, number>();
  for (const heading of doc.headings) {
    if (heading === title) continue;
    const facts = factsOfHeading(heading);
    if (facts.skeleton) continue;
    if (facts.titled !== undefined && isUntouched(heading, doc, framework)) {
      untouched.set(heading, facts.titled);
      continue;
    }
    if (facts.other !== undefined) other.set(heading, facts.other);
    kept.push({ heading, facts });
  }
  const noEvidence = new Set([...other].flatMap(([heading, id]) => (NO_EVIDENCE.has(id) ? [heading] : [])));
  const skipped = (heading: Heading | undefined): boolean => {
    if (noEvidence.size > 0) for (let h = heading; h; h = h.parent) if (noEvidence.has(h)) return true;
    return false;
  };
  // A waiver's reason speaks of what the section is about, but it is no evidence for another.
  const isUnderUntouched = (heading: Heading | undefined) => heading !== undefined && untouched.has(heading);
  const { body, owner } = doc;
  const substantial: boolean[] = new Array(body.length);
  const statements: ScoredStatement[] = [];
  /** Per part of the body, how many statements stand before it. */
  const before = new Int32Array(body.length + 1);
  for (let index = 0; index < body.length; index++) {
    before[index] = statements.length;
    const placed = body[index] as DesignDoc["body"][number];
    const { part } = placed;
    if (part.type !== "statement") {
      substantial[index] = part.type === "figure";
      continue;
    }
    const facts = factsOf(placed as Placed<Statement>);
    substantial[index] = !facts.empty && part.kind !== "code" && !isFill(part, facts, owner[index]?.part, framework);
    if (facts.empty || skipped(owner[index]) || isUnderUntouched(owner[index])) continue;
    statements.push({ index, placed: placed as Placed<Statement>, facts });
  }
  before[body.length] = statements.length;
  const byIndex: (ScoredHeading | undefined)[] = new Array(doc.headings.length).fill(undefined);
  const headings = kept.map(({ heading, facts }) => {
    const from = before[heading.bodyStart] as number;
    const to = before[heading.bodyEnd] as number;
    const scored: ScoredHeading = { heading, facts, from, to };
    byIndex[heading.index] = scored;
    return scored;
  });
  return { doc, title, statements, headings, byIndex, untouched, substantial, other, skipped };
}

/** The document's title: its first real heading, if it is the only one of the first level. */
function titleOf(doc: DesignDoc): Heading | undefined {
  const real = doc.headings.filter((h) => h.part.depth > 0);
  if (real[0]?.part.depth !== 1) return undefined;
  return real.filter((h) => h.part.depth === 1).length === 1 ? real[0] : undefined;
}

function isUntouched(heading: Heading, doc: DesignDoc, framework: Framework): boolean {
  for (let i = heading.bodyStart; i < heading.bodyEnd; i++) {
    const placed = doc.body[i];
    if (!placed || placed.part.type === "comment" || isSkeleton(placed, doc, framework)) continue;
    if (placed.part.type !== "statement" || !isWaiver(placed.part.text)) return false;
  }
  return heading.children.every((child) => child.part.depth === 0);
}
