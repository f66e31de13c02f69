/** Words of a text, held against what they are as one regular expression. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { tokenize } from "../../server/src/framework/index.ts";

// A number with its separators, a word with its apostrophe, or one ideograph.
const WORD =
  /\d+(?:[.,]\d+)*(?=[^\p{L}\d]|$)|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}])+(?:['’](?=\p{L})(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])\p{L})+)?/gu;
const ELISION = /^(?:[cdjlmnst]|qu)'(?=\p{L})/u;

/** Words in lower case, and where they end. */
function expected(text: string): string[] {
  return [...text.matchAll(WORD)].map(({ index, 0: word }) => {
    const lower = word.replaceAll("’", "'").toLowerCase().replace(ELISION, "");
    return `${lower} ${index + word.length}`;
  });
}

const words = (text: string) => tokenize(text).map(({ lower, end }) => `${lower} ${end}`);

test.each([
  ["The model's 1,200.5 rows", "the 3|model's 11|1,200.5 19|rows 24"],
  ["l’équipe d'Anna — 5kg, 2.5x", "équipe 8|anna 15|5kg 21|2 24|5x 27"],
  ["数据3天 カタカナ", "数 1|据 2|3 3|天 4|カ 6|タ 7|カ 8|ナ 9"],
])("%s", (text, expected) => {
  expect(words(text).join("|")).toBe(expected);
});

test("are found where their pattern matches", () => {
  const signs = [..."aBéё'’12.,²½天〇々カー⺀𝒳𠀀 —_İ①ß１ⅷﾊ゙٣ªµ\u0301·κ", "\ud835", "\udc00", "2.5", "qu’", "l'"];
  const sign = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...signs) },
    fc.string({ unit: "binary", maxLength: 2 }),
  );
  const text = fc.array(sign, { maxLength: 12 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (given) => {
      expect(words(given)).toEqual(expected(given));
    }),
    { numRuns: Number(process.env["FUZZ_RUNS"]) || 4_000 },
  );
});
