/** Whether what is said of a text lies inside it. */
import { expect } from "vitest";
import { lineStartsOf, type Range } from "../../../server/src/document/text.ts";

/** Each line's length without its end. */
export function lineLengths(text: string): number[] {
  const starts = lineStartsOf(text);
  return starts.map(
    (start, n) => text.slice(start, starts[n + 1] ?? text.length).replace(/(?:\r\n|\n|\r)$/, "").length,
  );
}

/** Throws if an LSP range is turned around or not inside a text with lines of these lengths. */
export function expectRangeIn(lengths: readonly number[], { start, end }: Range, what: string): void {
  // Behind a line's last character, but never inside or behind its end.
  for (const { line, character } of [start, end])
    if (!(line >= 0 && character >= 0 && character <= (lengths[line] ?? -1)))
      expect.fail(`${what}: ${line}:${character} is not in the text`);
  if (end.line < start.line || (end.line === start.line && end.character < start.character))
    expect.fail(`${what}: ${JSON.stringify({ start, end })} ends before it begins`);
}

const isPosition = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "line" in value && "character" in value;

/** Throws if any range in an answer, however deep, is not inside the text. */
export function expectRangesIn(lengths: readonly number[], answer: unknown, what: string): void {
  if (typeof answer !== "object" || answer === null) return;
  if ("start" in answer && "end" in answer && isPosition(answer.start) && isPosition(answer.end))
    expectRangeIn(lengths, answer as Range, what);
  for (const [key, value] of Object.entries(answer)) expectRangesIn(lengths, value, `${what}.${key}`);
}
