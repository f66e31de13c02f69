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
import type { JudgedHeadings } from "./judged.ts";
import type { FoundPlaces } from "./places.ts";
import { isSkeleton, isWaiver } from "./substance.ts";
import type { StatementSums } from "./sums.ts";
import type { RowsUnder } from "./under.ts";

export type { TextModels } from "./facts.ts";

export interface ScoredStatement {
  /** Index into `DesignDoc.body`. */
  index: number;
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
  /** Per part of the body: not 0 for a statement with substance or a figure. */
  substantial: Uint8Array;
  /** Headings that are recognised but never asked for: alternatives, references … */
  other: ReadonlyMap<Heading, string>;
  /** Per part of the body how many statements stand before it; one more for all of them. */
  before: Int32Array;
  /** Per heading of the document its facts and what it is; the title has no facts. */
  facts: readonly (HeadingFacts | undefined)[];
  roles: readonly string[];
  /** What was worked out on this ground, for a later version to go on from. */
  kept: Kept;
  /** Under a heading whose text is no evidence for the design. */
  skipped(heading: Heading | undefined): boolean;
}

/** Each is filled by the module that works it out. */
export interface Kept {
  rows?: RowsUnder;
  judged?: JudgedHeadings;
  sums?: readonly StatementSums[];
  places?: FoundPlaces;
}

/**
 * An earlier version of a document with the same headings in the same tree, though their words and what stands under them may
 * be others: only what differs needs to be worked out anew.
 */
export interface Since {
  earlier: ScoredDoc;
  /** So many statements from the beginning, and from the end, are the same under the same headings. */
  head: number;
  tail: number;
  /** Whether a heading, by its index, says something else than before; and whether any does. */
  isNew(heading: number): boolean;
  renamed: boolean;
  /** The document has moved on in place: its headings are the same objects. */
  inPlace: boolean;
  /** The same parts have substance. */
  sameSubstance: boolean;
}

/** Headings whose text is no evidence for the design. */
const NO_EVIDENCE = new Set(["alternatives", "open-questions", "references", "glossary", "changelog"]);

/** Roles of headings that are none of the scored ones. */
const TITLE = "(title)";
const SKELETON = "(skeleton)";
export const UNTOUCHED = "(untouched)";

/** Reads every part of a document against the framework and the text models. */
export function scoreDoc(doc: DesignDoc, framework: Framework, models: TextModels): ScoredDoc {
  return scoreSince(doc, framework, models).scored;
}

/** The same, beside an earlier version that was scored by the same framework and models. */
export function scoreSince(
  doc: DesignDoc,
  framework: Framework,
  models: TextModels,
  earlier?: ScoredDoc,
): { scored: ScoredDoc; since?: Since } {
  const title = titleOf(doc);
  const alike = earlier && isSameTree(doc, title, earlier) ? earlier : undefined;
  const factsOfHeading = headingFacts(doc, framework, models);
  const other = new Map<Heading, string>();
  const untouched = new Map<Heading, number>();
  const roles: string[] = [];
  const facts = doc.headings.map((heading, i) => {
    if (heading === title) {
      roles.push(TITLE);
      return undefined;
    }
    const own = alike?.doc.headings[i]?.part === heading.part ? alike.facts[i] : undefined;
    const found = own ?? factsOfHeading(heading);
    const role = roleOf(heading, found, doc, framework);
    roles.push(role);
    if (role === UNTOUCHED) untouched.set(heading, found.titled as number);
    else if (role !== SKELETON && found.other !== undefined) other.set(heading, found.other);
    return found;
  });
  const noEvidence = new Set([...other].flatMap(([heading, id]) => (NO_EVIDENCE.has(id) ? [heading] : [])));
  const skipped = (heading: Heading | undefined): boolean => {
    if (noEvidence.size > 0) for (let h = heading; h; h = h.parent) if (noEvidence.has(h)) return true;
    return false;
  };
  // A waiver's reason speaks of what the section is about, but it is no evidence for another.
  const counts = (owner: Heading | undefined) => !skipped(owner) && !(owner && untouched.has(owner));
  const same = alike && roles.every((role, i) => role === alike.roles[i]) ? alike : undefined;
  const scoredBody = scoreBody(doc, statementFacts(doc, framework, models), counts, framework, same);
  const { before, since, ...body } = scoredBody;

  const byIndex: (ScoredHeading | undefined)[] = new Array(doc.headings.length).fill(undefined);
  const headings: ScoredHeading[] = [];
  doc.headings.forEach((heading, i) => {
    const role = roles[i] as string;
    if (role === TITLE || role === SKELETON || role === UNTOUCHED) return;
    const from = before[heading.bodyStart] as number;
    const to = before[heading.bodyEnd] as number;
    const scored: ScoredHeading = { heading, facts: facts[i] as HeadingFacts, from, to };
    byIndex[i] = scored;
    headings.push(scored);
  });
  const scored = { doc, title, ...body, headings, byIndex, untouched, other, before, facts, roles, kept: {}, skipped };
  if (!since) return { scored };
  const isNew = (i: number) => facts[i] !== since.earlier.facts[i];
  const changes = { isNew, renamed: facts.some((_, i) => isNew(i)), inPlace: false, sameSubstance: false };
  return { scored, since: { ...since, ...changes } };
}

/** What a heading other than the title is, besides its section. */
export function roleOf(heading: Heading, facts: HeadingFacts, doc: DesignDoc, framework: Framework): string {
  if (facts.skeleton) return SKELETON;
  if (facts.titled !== undefined && isUntouched(heading, doc, framework)) return UNTOUCHED;
  return facts.other ?? "";
}

/** Whether an earlier version has the same headings in the same tree, whatever their words are. */
function isSameTree({ headings }: DesignDoc, title: Heading | undefined, { doc, title: earlier }: ScoredDoc): boolean {
  return (
    headings.length === doc.headings.length &&
    title?.index === earlier?.index &&
    headings.every(({ part: { kind, depth }, parent }, i) => {
      const before = doc.headings[i] as Heading;
      return kind === before.part.kind && depth === before.part.depth && parent?.index === before.parent?.index;
    })
  );
}

/** The statements of a body that count, and which parts of it have substance. */
function scoreBody(
  { body, owner }: DesignDoc,
  factsOf: (placed: Placed<Statement>) => StatementFacts,
  counts: (owner: Heading | undefined) => boolean,
  framework: Framework,
  earlier: ScoredDoc | undefined,
) {
  const was = earlier?.doc.body.length ?? 0;
  const isSame = (i: number, j: number) =>
    body[i]?.part === earlier?.doc.body[j]?.part && isSameOwner(owner[i], earlier?.doc.owner[j]);
  const most = Math.min(body.length, was);
  let head = 0;
  while (head < most && isSame(head, head)) head++;
  let tail = 0;
  while (tail < most - head && isSame(body.length - 1 - tail, was - 1 - tail)) tail++;

  const substantial = new Uint8Array(body.length);
  const before = new Int32Array(body.length + 1);
  const statements: ScoredStatement[] = earlier?.statements.slice(0, earlier.before[head]) ?? [];
  if (earlier) {
    substantial.set(earlier.substantial.subarray(0, head));
    before.set(earlier.before.subarray(0, head));
  }
  const sameStatements = statements.length;
  for (let index = head; index < body.length - tail; index++) {
    before[index] = statements.length;
    const placed = body[index] as DesignDoc["body"][number];
    const { part } = placed;
    if (part.type !== "statement") {
      substantial[index] = Number(part.type === "figure");
      continue;
    }
    const facts = factsOf(placed as Placed<Statement>);
    substantial[index] = Number(hasSubstance(part, facts, owner[index], framework));
    if (!facts.empty && counts(owner[index])) statements.push({ index, facts });
  }
  if (!earlier) {
    before[body.length] = statements.length;
    return { statements, substantial, before };
  }
  const from = earlier.before[was - tail] as number;
  const moved = body.length - was;
  const added = statements.length - from;
  substantial.set(earlier.substantial.subarray(was - tail), body.length - tail);
  for (let j = was - tail; j <= was; j++) before[j + moved] = (earlier.before[j] as number) + added;
  for (let i = from; i < earlier.statements.length; i++) {
    const statement = earlier.statements[i] as ScoredStatement;
    statements.push(moved ? { index: statement.index + moved, facts: statement.facts } : statement);
  }
  const since = { earlier, head: sameStatements, tail: earlier.statements.length - from };
  return { statements, substantial, before, since };
}

/** Whether a statement says something where it stands. */
export function hasSubstance(
  part: Statement,
  facts: StatementFacts,
  owner: Heading | undefined,
  framework: Framework,
): boolean {
  return !facts.empty && part.kind !== "code" && !isFill(part, facts, owner?.part, framework);
}

/** Whether a part stands under the same heading as in an earlier version. */
function isSameOwner(owner: Heading | undefined, earlier: Heading | undefined): boolean {
  return owner?.index === earlier?.index && owner?.part === earlier?.part;
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
