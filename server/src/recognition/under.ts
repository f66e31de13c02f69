/** What stands under each heading of a document, as rows of sums. */
import type { Heading } from "../document/types.ts";
import { LIMIT, type StatementFacts } from "./facts.ts";
import { Rows } from "./rows.ts";
import type { ScoredDoc, Since } from "./scored.ts";

/** By heading of the document; undefined for one over nothing, and for the title. */
export type RowsUnder = readonly (Float32Array | undefined)[];

/** Lists by section in a row: the sum of probabilities, the highest log-odds, … */
export const SUMS = 0;
export const BEST = 1;
/** … how many statements have an evidence phrase, and how many another phrase of the section only. */
export const EVIDENCE = 2;
export const TOPICS = 3;
const LISTS = 4;

/** The row of a heading over nothing. `count`: how many sections there are. */
export function emptyRow(count: number): Float32Array {
  return clear(new Float32Array(LISTS * count), count);
}

function clear(row: Float32Array, count: number): Float32Array {
  return row.fill(-LIMIT, BEST * count, (BEST + 1) * count);
}

/**
 * The rows of a document: each statement is added once a level. What heads only text of its own block is summed once, for as
 * long as that block stays; of the rest only what holds something else than in an earlier version.
 */
export function rowsUnder(scored: ScoredDoc, count: number, since?: Since): RowsUnder {
  const { doc, title, statements, before, byIndex } = scored;
  const rows: (Float32Array | undefined)[] = new Array(doc.headings.length).fill(undefined);
  const pool = poolFor(LISTS * count);
  const none = emptyRow(count);
  const known = since?.earlier.kept.rows;
  // A child stands behind its parent in the list, so what is below it is complete when it is added to what is above it.
  for (let h = doc.headings.length - 1; h >= 0; h--) {
    const heading = doc.headings[h] as Heading;
    if (heading === title) continue;
    const from = before[heading.bodyStart] as number;
    const to = before[heading.bodyEnd] as number;
    if (known && isAsBefore(h, from, to, statements.length, since)) {
      rows[h] = known[h];
      continue;
    }
    const facts = isLocal(heading) ? byIndex[h]?.facts : undefined;
    if (facts?.under?.statements === to - from) {
      rows[h] = facts.under.row;
      continue;
    }
    let row: Float32Array | undefined;
    for (let i = from; i < to; i++) {
      const statement = statements[i] as ScoredDoc["statements"][number];
      if (doc.owner[statement.index] !== heading) continue;
      row ??= clear(pool.row(), count);
      addStatement(row, statement.facts, count);
    }
    for (let c = heading.children.length - 1; c >= 0; c--) {
      const below = rows[(heading.children[c] as Heading).index];
      if (!below) continue;
      row ??= clear(pool.row(), count);
      addRow(row, below, count);
    }
    rows[h] = row;
    if (facts) facts.under = { statements: to - from, row: row ?? none };
  }
  scored.kept.rows = rows;
  return rows;
}

/** Whether under a heading stands what stood there. [from, to): its statements, of `size` in all. */
function isAsBefore(h: number, from: number, to: number, size: number, { earlier, head, tail }: Since): boolean {
  const { bodyStart, bodyEnd } = earlier.doc.headings[h] as Heading;
  const was = earlier.before[bodyStart] as number;
  const end = earlier.before[bodyEnd] as number;
  if (to <= head) return from === was && to === end;
  const added = size - earlier.statements.length;
  return from >= size - tail && from - added === was && to - added === end;
}

function addStatement(row: Float32Array, { scores, probabilities, says }: StatementFacts, count: number): void {
  for (let s = 0; s < count; s++) {
    row[s] = (row[s] as number) + (probabilities[s] as number);
    const z = scores[s] as number;
    if (z > (row[BEST * count + s] as number)) row[BEST * count + s] = z;
  }
  for (const { section, evidence } of says) {
    const at = (evidence ? EVIDENCE : TOPICS) * count + section;
    row[at] = (row[at] as number) + 1;
  }
}

function addRow(row: Float32Array, below: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) row[i] = (row[i] as number) + (below[i] as number);
  for (let i = BEST * count; i < (BEST + 1) * count; i++)
    if ((below[i] as number) > (row[i] as number)) row[i] = below[i] as number;
  for (let i = EVIDENCE * count; i < row.length; i++) row[i] = (row[i] as number) + (below[i] as number);
}

const pools = new Map<number, Rows>();

/** The pool of rows of a width. */
function poolFor(width: number): Rows {
  const pool = pools.get(width) ?? new Rows(width);
  pools.set(width, pool);
  return pool;
}

/** Whether a heading heads only text of its own block, as lead-ins, list topics and table cells do. */
function isLocal({ part }: Heading): boolean {
  return part.scopeEnd !== undefined;
}
