/** No text of a hundred kilobytes keeps the checker busy: a bound against hangs, three times what it may take. */
import { expect, test } from "vitest";
import { type Checked, check } from "../../server/src/check/check.ts";
import { cpuOf } from "./cpu.ts";
import { asDesignDoc, pathological } from "./pathological.ts";

const SIZE = 100_000;
const MOST_MS = 3_000;

test.each(pathological)("%s: checked in time, and again after a key in the midst", (_, make) => {
  const text = asDesignDoc(make(SIZE));
  const timed = (own: string, before?: Checked) => {
    const found: Checked[] = [];
    const spent = cpuOf(() => {
      found.push(check(own, {}, before));
    });
    expect(spent).toBeLessThan(MOST_MS);
    expect(found[0]?.failures).toEqual([]);
    return found[0];
  };
  const checked = timed(text);
  expect(checked?.reading.kind).toBe("ml-design-doc");
  const middle = text.length >> 1;
  timed(`${text.slice(0, middle)}x${text.slice(middle)}`, checked);
});
