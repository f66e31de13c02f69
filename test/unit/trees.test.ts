/** Boosted trees: what was trained decides as it was trained, and which rows the trees cannot tell apart. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Trees } from "../../server/src/recognition/trees.ts";

interface Trained {
  bias: number;
  trees: number[][][];
}
/** The training is a script of the repository, without types. */
const { trainTrees, scoreTrees } = (await import(
  pathToFileURL(join(import.meta.dirname, "../../scripts/train/trees.mjs")).href
)) as {
  trainTrees(rows: Float32Array[], yes: number[], options: object): Trained;
  scoreTrees(data: Trained, row: Float32Array): number;
};

const quarter = fc.integer({ min: -8, max: 8 }).map((n) => n / 4);
const leaf = quarter.map((value) => [[value]]);
/** A root that asks one feature, and two leaves. */
const stump = fc
  .tuple(fc.nat({ max: 2 }), quarter, quarter, quarter)
  .map(([feature, threshold, below, above]) => [[feature, threshold, 2], [below], [above]]);
const trees = fc
  .array(fc.oneof(leaf, stump), { maxLength: 6 })
  .map((list) => new Trees({ features: ["a", "b", "c"], bias: 0, threshold: 0, trees: list }));
/** Numbers on thresholds, between them and beyond. */
const number = fc.integer({ min: -20, max: 20 }).map((n) => n / 8);
const row = fc.tuple(number, number, number).map((list) => Float32Array.from(list));

test("rows that they cannot tell apart have the same score", () => {
  let same = 0;
  fc.assert(
    fc.property(trees, row, row, (own, a, b) => {
      if (!own.isSameRow(a, b)) return;
      same++;
      expect(own.score(a)).toBe(own.score(b));
    }),
    { numRuns: 5_000 },
  );
  expect(same).toBeGreaterThan(200);
});

test("a number is another one exactly where a threshold lies between", () => {
  const own = new Trees({ features: ["a"], bias: 0, threshold: 0, trees: [[[0, 0.5, 2], [1], [2]]] });
  expect(own.isSame(0, -1, 0.25)).toBe(true);
  expect(own.isSame(0, 0.25, 0.5)).toBe(false);
  expect(own.isSame(0, 0.5, 0.25)).toBe(false);
  expect(own.isSame(0, 0.5, 9)).toBe(true);
});

test("a row is scored as it was trained on, though many rows share the very values that part them", () => {
  // Numbers such as a section's prior or the logarithm of a count: few, long, and in single precision.
  const values = [0.7, 0.69, -1.13, Math.log1p(2), Math.log1p(3), Math.log1p(4)];
  const rows = Array.from({ length: 240 }, (_, i) =>
    Float32Array.of(values[i % 6] as number, values[(i * 5 + Math.floor(i / 6)) % 6] as number),
  );
  const yes = rows.map(([a = 0, b = 0]) => Number(a >= Math.fround(0.7) !== b >= Math.fround(Math.log1p(3))));
  const data = trainTrees(rows, yes, { rounds: 40, depth: 2, least: 5 });
  const own = new Trees({ features: ["a", "b"], threshold: 0, ...data });
  rows.forEach((row, i) => {
    expect(own.score(row)).toBeCloseTo(scoreTrees(data, row), 3);
    expect(own.score(row) > 0).toBe(yes[i] === 1);
  });
});
