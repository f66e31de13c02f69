/** No text keeps the checker busy: a bound against hangs, three times what it may take. */
import { expect, test } from "vitest";
import { type Checked, check } from "../../server/src/check/check.ts";
import { cpuOf } from "./cpu.ts";
import { asDesignDoc, lengthy, pathological } from "./pathological.ts";

const MOST_MS = 3_000;
/** Long, and nearly as long as a block may be that is parsed. */
const SIZES = [100_000, 24_000];
const cases = SIZES.flatMap((size) =>
  pathological.map(([name, make]) => [`${name}, ${size} characters`, make, size] as const),
);

test.each([...cases, ...lengthy])("%s: checked in time, and again after a key in the midst", (_, make, size) => {
  const text = asDesignDoc(make(size));
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

test("a document of too many headings says where its reading ends, once it was read so far", () => {
  const text = asDesignDoc("# Part\n\nA *word*.\n\n".repeat(9_000));
  const said = (checked: Checked) => checked.findings.filter((f) => f.rule === "document/too-complex");
  const hasty = check(text, {}, undefined, 0);
  expect(said(hasty)).toEqual([]);
  const whole = check(text, {}, hasty);
  // Two headings, and 7,998 parts of four lines each.
  expect(said(whole)).toMatchObject([
    { severity: "information", range: { start: { line: 7 + 7_998 * 4, character: 0 } } },
  ]);
  expect(said(whole)[0]?.message).toMatch(/^What stands from here on was not read, because .* 8,000 headings/);
});
