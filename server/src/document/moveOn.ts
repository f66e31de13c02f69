/**
 * A document moved on to its next text, in place. A key changes the words of a block and moves what stands behind it; the tree
 * of headings and the number of their statements mostly stay. Then nothing of a long document is made anew but that block:
 * offsets are shifted where they stand.
 */
import { blockStartsUntil, frontMatterLength } from "./blocks.ts";
import { read, type Touched, touchedBlocks } from "./cut.ts";
import { frontMatterEnd } from "./frontMatter.ts";
import { addLineStarts, lineAt, lineEndOf } from "./text.ts";
import type { BlockPart, DesignDoc, Heading } from "./types.ts";

/** Places [from, to) in a list. */
export interface Span {
  from: number;
  to: number;
}

/** What was read anew of a document that has moved on. */
export interface Step {
  doc: DesignDoc;
  body: Span;
  headings: Span;
}

type Block = DesignDoc["blocks"][number];
type Writable<T> = { -readonly [K in keyof T]: T[K] };
/** A part at its place in the text. */
interface Standing {
  part: BlockPart;
  start: number;
}
/** More than this is not moved in place. */
const MOST_LINES = 10_000;

/**
 * Moves a document on. Its lists and what stands in them become the new document's: the previous one must not be used any more.
 * Undefined, with the previous one as it was, if more changes than words.
 */
export function moveOn(previous: DesignDoc, text: string): Step | undefined {
  if (previous.unread !== undefined) return undefined;
  const front = frontMatterEnd(text);
  if (front !== (previous.frontMatter?.end ?? 0) || frontMatterLength(text) !== frontMatterLength(previous.text))
    return undefined;
  if (previous.blocks.some((b) => b.reading.pending)) return undefined;
  const touched = touchedBlocks(text, previous);
  if (touched.head < front) return undefined;
  const lines = linesBetween(text, previous, touched);
  const middle = lines && blocksBetween(text, previous, touched, lines);
  if (!lines || !middle || lines.length > MOST_LINES) return undefined;

  const { first, shift } = touched;
  const old = previous.blocks.slice(first, touched.last);
  let [head, tail] = [0, 0];
  while (isSame(old[head], middle[head], 0)) head++;
  while (tail < Math.min(old.length, middle.length) - head && isSame(old.at(-1 - tail), middle.at(-1 - tail), shift))
    tail++;
  const replaced = old.slice(head, old.length - tail);
  const fresh = middle.slice(head, middle.length - tail);
  const [was, now] = [partsOf(replaced), partsOf(fresh)];
  if (!isSameShape(was, now)) return undefined;

  const begin = replaced[0]?.start ?? fresh[0]?.start ?? touched.from;
  const end = previous.blocks[first + old.length - tail]?.start ?? previous.text.length;
  const body = spanOf(
    previous.body,
    begin,
    was.filter(({ part }) => part.type !== "heading"),
  );
  const headings = spanOf(
    previous.headings,
    begin,
    was.filter(({ part }) => part.type === "heading"),
  );
  if (!body || !headings) return undefined;

  shiftLines(previous, touched, lines);
  const blocks = previous.blocks as Block[];
  blocks.splice(first + head, replaced.length, ...fresh);
  for (let i = first + head + fresh.length; i < blocks.length; i++) (blocks[i] as Writable<Block>).start += shift;
  shiftBody(previous, body, now, shift);
  shiftHeadings(previous, headings, was, now, end, shift);
  const { lineStarts, frontMatter, owner } = previous;
  const doc = { text, lineStarts, lineEnd: lineEndOf(text), frontMatter, owner, blocks };
  return { doc: { ...doc, headings: previous.headings, body: previous.body }, body, headings };
}

const isSame = (a: Block | undefined, b: Block | undefined, shift: number): boolean =>
  a !== undefined && b !== undefined && a.reading === b.reading && a.start + shift === b.start;

/** The lines that begin in the touched blocks, with the first two behind them. */
function linesBetween(text: string, { blocks }: DesignDoc, { last, from, shift }: Touched): number[] | undefined {
  const stop = blocks[last] ? blocks[last].start + shift : text.length;
  let end = stop;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  const lines = [from];
  addLineStarts(text, from, stop, lines);
  addLineStarts(text, stop, Math.min(end + 1, text.length), lines);
  return lines;
}

/** The touched blocks as they are cut and read now; undefined if those behind them are cut in another way. */
function blocksBetween(
  text: string,
  { blocks }: DesignDoc,
  { first, last, from, shift }: Touched,
  lines: readonly number[],
): Block[] | undefined {
  const behind = blocks[last];
  const stop = behind ? behind.start + shift : text.length;
  const { starts, met } = blockStartsUntil(text, lines, from, new Set(behind ? [stop] : []));
  if (behind && met !== stop) return undefined;
  return read(text, starts, stop, blocks.slice(first, last), undefined);
}

function partsOf(blocks: readonly Block[]): Standing[] {
  return blocks.flatMap(({ reading, start }) => reading.parts.map((part) => ({ part, start: start + part.start })));
}

/** Whether lists of parts make the same tree. */
function isSameShape(was: readonly Standing[], now: readonly Standing[]): boolean {
  if (was.length !== now.length) return false;
  const [before, after] = [nesting(was), nesting(now)];
  return was.every(({ part: a }, i) => {
    const b = now[i]?.part;
    if (a.type !== b?.type || before[i] !== after[i]) return false;
    if (a.type !== "heading" || b.type !== "heading") return true;
    return a.kind === b.kind && a.depth === b.depth && (a.scopeEnd === undefined) === (b.scopeEnd === undefined);
  });
}

/** For each part the place in the list of the heading within a block under which it stands; -1 for none. */
function nesting(parts: readonly Standing[]): number[] {
  const open: { place: number; end: number; scopeEnd: number }[] = [];
  return parts.map(({ part, start }, place) => {
    for (let h = open.at(-1); h && h.scopeEnd <= start && !(h.scopeEnd === start && h.end > start); h = open.at(-1))
      open.pop();
    if (part.type === "heading" && part.scopeEnd === undefined) open.length = 0;
    const above = open.at(-1)?.place ?? -1;
    if (part.type === "heading" && part.scopeEnd !== undefined) {
      const base = start - part.start;
      open.push({ place, end: base + part.end, scopeEnd: base + part.scopeEnd });
    }
    return above;
  });
}

/** Where parts that begin behind an offset stand in a document's list. */
function spanOf(
  list: readonly { part: BlockPart; start: number }[],
  offset: number,
  parts: readonly Standing[],
): Span | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as Standing).start < offset) low = middle + 1;
    else high = middle;
  }
  const stand = parts.every(({ part }, i) => list[low + i]?.part === part);
  return stand ? { from: low, to: low + parts.length } : undefined;
}

function shiftLines(doc: DesignDoc, { last, from, shift }: Touched, lines: readonly number[]): void {
  const lineStarts = doc.lineStarts as number[];
  const behind = doc.blocks[last]?.start;
  const begin = lineAt(lineStarts, from) + 1;
  const end = behind === undefined ? lineStarts.length : lineAt(lineStarts, behind);
  const fresh = behind === undefined ? lines.slice(1) : lines.slice(1, lines.indexOf(behind + shift));
  if (fresh.length === end - begin) for (let i = 0; i < fresh.length; i++) lineStarts[begin + i] = fresh[i] as number;
  else lineStarts.splice(begin, end - begin, ...fresh);
  for (let n = begin + fresh.length; n < lineStarts.length; n++) lineStarts[n] = (lineStarts[n] as number) + shift;
}

function shiftBody(doc: DesignDoc, { from, to }: Span, now: readonly Standing[], shift: number): void {
  const body = doc.body as Writable<DesignDoc["body"][number]>[];
  let at = from;
  for (const { part, start } of now)
    if (part.type !== "heading")
      body[at++] = { part, start, end: start + part.end - part.start } as DesignDoc["body"][number];
  for (let i = to; i < body.length; i++) {
    const placed = body[i] as Writable<DesignDoc["body"][number]>;
    placed.start += shift;
    placed.end += shift;
  }
}

/** `end`: where what was read anew ended in the previous text. */
function shiftHeadings(
  { headings }: DesignDoc,
  { from, to }: Span,
  was: readonly Standing[],
  now: readonly Standing[],
  end: number,
  shift: number,
): void {
  /** Where the headings that were read anew stood, and where they stand. */
  const moved = new Map<number, number>();
  was.forEach(({ part, start }, i) => {
    if (part.type === "heading") moved.set(start, (now[i] as Standing).start);
  });
  // What a heading of the document heads ends where another begins, or with the text.
  const movedEnd = (scopeEnd: number) => (scopeEnd >= end ? scopeEnd + shift : (moved.get(scopeEnd) ?? scopeEnd));
  const all = headings as readonly Writable<Heading>[];
  for (let h = 0; h < from; h++) {
    const heading = all[h] as Writable<Heading>;
    if (heading.part.scopeEnd === undefined) heading.scopeEnd = movedEnd(heading.scopeEnd);
  }
  for (let h = to; h < all.length; h++) {
    const heading = all[h] as Writable<Heading>;
    heading.start += shift;
    heading.end += shift;
    heading.textStart += shift;
    heading.textEnd += shift;
    heading.scopeEnd += shift;
  }
  const fresh = now.flatMap(({ part, start }) => (part.type === "heading" ? [{ part, start }] : []));
  /** Where the next heading of the document begins that was read anew: it ends what those within a block head. */
  let next = Number.POSITIVE_INFINITY;
  for (let h = to - 1; h >= from; h--) {
    const heading = all[h] as Writable<Heading>;
    const { part, start } = fresh[h - from] as (typeof fresh)[number];
    const base = start - part.start;
    heading.scopeEnd = part.scopeEnd === undefined ? movedEnd(heading.scopeEnd) : Math.min(base + part.scopeEnd, next);
    if (part.scopeEnd === undefined) next = start;
    heading.part = part;
    heading.start = start;
    heading.end = base + part.end;
    heading.textStart = base + part.textStart;
    heading.textEnd = base + part.textEnd;
  }
}
