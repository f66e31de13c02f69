/** Boosted trees: which rows they cannot tell apart. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Trees } from "../../server/src/recognition/trees.ts";

const quarter = fc.integer({ min: -8, max: 8 }).map((n) => n / 4);
const leaf = quarter.map((value) => [[value]]);
/** A root that asks one feature, and two leaves. */
const stump = fc
  .tuple(fc.nat({ max: 2 }), quarter, quarter, quarter)
  .map(([feature, threshold, below, above]) => [[feature, threshold, 1, 2], [below], [above]]);
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
  const own = new Trees({ features: ["a"], bias: 0, threshold: 0, trees: [[[0, 0.5, 1, 2], [1], [2]]] });
  expect(own.isSame(0, -1, 0.25)).toBe(true);
  expect(own.isSame(0, 0.25, 0.5)).toBe(false);
  expect(own.isSame(0, 0.5, 0.25)).toBe(false);
  expect(own.isSame(0, 0.5, 9)).toBe(true);
});
