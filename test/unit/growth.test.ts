/** Twice the text takes about twice the time, in each step from text to findings: three times at most, so that noise fails nothing. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Checked, check } from "../../server/src/check/check.ts";
import { runSilenced } from "../../server/src/check/suppression.ts";
import { readDesignDoc } from "../../server/src/document/designDoc.ts";
import { bookFramework } from "../../server/src/framework/index.ts";
import { sayEnglish } from "../../server/src/l10n.ts";
import { readAgainst } from "../../server/src/recognition/read.ts";
import { rules } from "../../server/src/rules/index.ts";
import { cpuOf } from "./cpu.ts";
import { asDesignDoc, pathological } from "./pathological.ts";

const MOST_RATIO = 3;
/** Below this many milliseconds a measurement is mostly noise. */
const NOISE_MS = 15;
const MOST_TRIES = 6;

/** Throws if work on a text of twice the size takes over three times as long. The least of a few runs counts. */
function expectLinear(small: () => () => void, large: () => () => void): void {
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as [number, number];
  const ratio = () => (least[1] + NOISE_MS) / (least[0] + NOISE_MS);
  for (let tries = 0; tries < 1 || (ratio() >= MOST_RATIO && tries < MOST_TRIES); tries++) {
    // What a run needs is made beforehand, anew for each: nothing is remembered of the one before.
    least[0] = Math.min(least[0], cpuOf(small()));
    least[1] = Math.min(least[1], cpuOf(large()));
  }
  expect(ratio(), `${least.map(Math.round).join(" → ")} ms`).toBeLessThan(MOST_RATIO);
}

const EXAMPLES = join(import.meta.dirname, "../../examples");
const examples = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith(".md"))
  .map((name) => readFileSync(join(EXAMPLES, name), "utf8").replace(/^---[\s\S]*?---\n/, ""));

/** Prose of the examples, no two paragraphs the same. */
function prose(size: number): string {
  let text = "---\ntype: ml-design-doc\nstatus: approved\n---\n# Churn\n";
  for (let n = 0; text.length < size; n++)
    text += `\n${(examples[n % examples.length] as string).replace(/\b\d+\b/g, (digits) => `${Number(digits) + n}`).replace(/^#/gm, "##")}`;
  return text.slice(0, size);
}

describe("of prose", () => {
  const framework = bookFramework();
  const texts = [prose(60_000), prose(120_000)] as const;
  const [small, large] = texts;
  check(small);

  test("parsing", () => {
    const parse = (text: string) => () => () => void readDesignDoc(text);
    expectLinear(parse(small), parse(large));
  });

  test("recognition", () => {
    const read = (text: string) => () => {
      const doc = readDesignDoc(text);
      return () => void readAgainst(doc, {}, framework);
    };
    expectLinear(read(small), read(large));
  });

  test("the rules", () => {
    const run = (text: string) => () => {
      const { reading }: Checked = check(text);
      const ruleIds = rules.map((rule) => rule.id);
      const context = { reading, framework, say: sayEnglish, locale: "en", ruleIds };
      return () => void runSilenced(rules, context, (rule, given) => rule.check(given));
    };
    expectLinear(run(small), run(large));
  });

  test("a key in its midst", () => {
    const key = (text: string) => () => {
      const checked = check(text);
      const middle = text.length >> 1;
      return () => void check(`${text.slice(0, middle)}x${text.slice(middle)}`, {}, checked);
    };
    expectLinear(key(small), key(large));
  });
});

describe("of what is hard to parse", () => {
  const work = (text: string) => () => () => void check(text);
  test.each(pathological)("%s", (_, make) => {
    expectLinear(work(asDesignDoc(make(20_000))), work(asDesignDoc(make(40_000))));
    // Beyond the limits of what is parsed too.
    expectLinear(work(asDesignDoc(make(100_000))), work(asDesignDoc(make(200_000))));
  });
});
