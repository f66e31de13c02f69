/** Cuts a text into blocks; beside an earlier version only what lies between the parts that both have in common is scanned. */
import { blockStarts, blockStartsUntil, frontMatterLength } from "./blocks.ts";
import { scannedParts } from "./limits.ts";
import { plainHeading } from "./plainHeading.ts";
import { readBlock } from "./read.ts";
import { addLineStarts, commonLength, commonTail, copyOf, lineAt, lineStartsOf } from "./text.ts";
import type { BlockReading, DesignDoc } from "./types.ts";

type Block = DesignDoc["blocks"][number];

export interface Cut {
  lineStarts: number[];
  blocks: Block[];
}

/**
 * Blocks whose text stands in `previous` too keep their readings (the same objects). `until`: from this time on (milliseconds
 * of `performance.now`) blocks are only scanned for their headings and remain pending.
 */
export function cut(text: string, previous?: Pick<DesignDoc, "text" | "lineStarts" | "blocks">, until?: number): Cut {
  const { lineStarts, blocks } = cutOnly(text, previous, until);
  // What was pending may have been read meanwhile, or there is time for it now.
  const settled = blocks.map((block): Block => {
    const { reading, start } = block;
    if (!reading.pending) return block;
    if (!reading.full && timeLeft(until)) reading.full = readBlock(reading.text, start === 0);
    return reading.full ? { start, reading: reading.full } : block;
  });
  return { lineStarts, blocks: settled };
}

const timeLeft = (until: number | undefined): boolean => until === undefined || performance.now() < until;

function cutOnly(text: string, previous?: Pick<DesignDoc, "text" | "lineStarts" | "blocks">, until?: number): Cut {
  if (!previous || frontMatterLength(text) !== frontMatterLength(previous.text)) {
    const lineStarts = lineStartsOf(text);
    return {
      lineStarts,
      blocks: read(text, blockStarts(text, lineStarts), text.length, previous?.blocks ?? [], until),
    };
  }
  const old = previous.blocks;
  const { first, last, from, shift } = touchedBlocks(text, previous);
  const behind = old.slice(last).map(({ reading, start }) => ({ start: start + shift, reading }));

  const lineStarts = previous.lineStarts.slice(0, lineAt(previous.lineStarts, from) + 1);
  const stop = behind[0]?.start ?? text.length;
  addLineStarts(text, from, stop, lineStarts);
  if (behind[0])
    for (let n = lineAt(previous.lineStarts, stop - shift) + 1; n < previous.lineStarts.length; n++)
      lineStarts.push((previous.lineStarts[n] as number) + shift);

  const known = new Set(behind.map((block) => block.start));
  const { starts, met } = blockStartsUntil(text, lineStarts, from, known);
  // From a cut on that both make, the same text is cut the same way.
  const kept = met === undefined ? [] : behind.filter((block) => block.start >= met);
  const middle = read(text, starts, met ?? text.length, old.slice(first, old.length - kept.length), until);
  return { lineStarts, blocks: [...old.slice(0, first), ...middle, ...kept] };
}

/** What of an earlier version has to be cut anew. */
export interface Touched {
  /** Its blocks [first, last). */
  first: number;
  last: number;
  /** Where they begin, in both texts. */
  from: number;
  /** By how much what stands behind them has moved. */
  shift: number;
  /** How many characters both texts begin with in common. */
  head: number;
}

/** Compares a text with an earlier one whose front matter is as long. */
export function touchedBlocks(text: string, previous: Pick<DesignDoc, "text" | "blocks">): Touched {
  const old = previous.blocks;
  const shift = text.length - previous.text.length;
  // Where a block ends depends on the line behind it, so the last block that both begin with is cut anew.
  const head = commonLength(text, previous.text);
  let same = blocksUntil(old, head);
  if (same > 0 && endOf(old[same - 1]) > head) same--;
  // If that is one line without an end, what now follows may have made another line of it, and the cut before it go.
  const open = same > 0 && !/[\r\n]/.test(textOf(old[same - 1]));
  const first = Math.max(0, same - (open ? 2 : 1));
  const from = startOf(old[first]);
  const tail = previous.text.length - commonTail(text, previous.text, from);
  const last = Math.max(first + 1, blocksUntil(old, Math.max(tail, from - shift + 1) - 1));
  return { first, last: Math.min(last, old.length), from, shift, head };
}

/** How many blocks begin at or before an offset. */
function blocksUntil(blocks: DesignDoc["blocks"], offset: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(blocks[middle]) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const startOf = (block: Block | undefined): number => block?.start ?? 0;
const textOf = (block: Block | undefined): string => block?.reading.text ?? "";
const endOf = (block: Block | undefined): number => startOf(block) + textOf(block).length;

/** Reads the blocks that begin at `starts`, the last of them down to `end`, but for those that were read before. */
export function read(
  text: string,
  starts: readonly number[],
  end: number,
  before: readonly Block[],
  until: number | undefined,
): Block[] {
  const known = new Map<string, BlockReading>();
  for (const { reading, start } of before) known.set((start === 0 ? "first:" : "") + reading.text, reading);
  return starts.map((start, i) => {
    const own = copyOf(text.slice(start, starts[i + 1] ?? end));
    const reading = known.get((start === 0 ? "first:" : "") + own);
    if (reading) return { start, reading };
    return { start, reading: timeLeft(until) ? readBlock(own, start === 0) : scanBlock(own) };
  });
}

/** A block's headings and comments alone, until there is time for the rest. */
function scanBlock(text: string): BlockReading {
  const plain = plainHeading(text);
  return { text, parts: plain ? [plain] : scannedParts(text, true), pending: true };
}
