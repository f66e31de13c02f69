/** How new headings are numbered: on where a run of numbered siblings ends, else not at all. */
import type { DesignDoc, Heading } from "../document/types.ts";

const NUMBERED = /^((?:\d+\.)*\d+)([.):]?\s+)/;

interface Numbered {
  /** "2." of "2.3". */
  prefix: string;
  last: number;
  /** What stands between number and words. */
  rest: string;
}

function numberOf(heading: Heading): Numbered | undefined {
  const [, number, rest = ""] = NUMBERED.exec(heading.part.text) ?? [];
  if (!number) return undefined;
  const at = number.lastIndexOf(".") + 1;
  return { prefix: number.slice(0, at), last: Number(number.slice(at)), rest };
}

/** Whether a heading's number goes on from the one before, or the next goes on from it. */
export function isNumbered(heading: Heading, doc: DesignDoc): boolean {
  const own = numberOf(heading);
  if (!own) return false;
  const run = doc.headings.filter((h) => h.part.depth === heading.part.depth && h.parent === heading.parent);
  const at = run.indexOf(heading);
  return [run[at - 1], run[at + 1]].some((h, side) => {
    const other = h && numberOf(h);
    return other?.prefix === own.prefix && other.last === own.last + (side === 0 ? -1 : 1);
  });
}

/** The number, with what parts it from the words, of the n-th of some headings that are inserted at an offset and level. */
export function numbering(offset: number, level: number, doc: Pick<DesignDoc, "headings">): (n: number) => string {
  const none = () => "";
  const real = doc.headings.filter((h) => h.part.depth > 0);
  const before = siblings(real.filter((h) => h.start < offset).reverse(), level);
  const after = siblings(
    real.filter((h) => h.start >= offset),
    level,
  );
  const [previous, beforeIt] = before;
  const own = previous && numberOf(previous);
  if (!own || after.some((h) => numberOf(h))) return none;
  // "30 day plan" and "2024 goals" begin no run.
  const run = beforeIt && numberOf(beforeIt);
  if (run ? run.prefix !== own.prefix || run.last !== own.last - 1 : own.last > 1) return none;
  return (n) => `${own.prefix}${own.last + 1 + n}${own.rest}`;
}

/** The headings of a level up to the first that stands above it. */
function siblings(headings: readonly Heading[], level: number): Heading[] {
  const end = headings.findIndex((h) => h.part.depth < level);
  return (end < 0 ? headings : headings.slice(0, end)).filter((h) => h.part.depth === level);
}
