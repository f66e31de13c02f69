/** What need not be parsed, or not with GFM, gives the tree that parsing with GFM gives. */
import fc from "fast-check";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, test } from "vitest";
import { parseBlock } from "../../../server/src/document/parse.ts";
import { plainBlock } from "../../../server/src/document/plainBlock.ts";
import { property } from "./fuzz.ts";
import { documents } from "./inputs.ts";

const gfm = unified().use(remarkParse).use(remarkGfm).freeze();
/** Trees are compared as they would be stored: a property that is undefined is none. */
const stored = (tree: unknown) => JSON.stringify(tree);

/** The text without what GFM needs to begin anything. */
function withoutSigns(text: string): string {
  const plain = text.replace(/[|~[@]/g, "").replace(/:-|-:|www\.|https?:/gi, "-");
  return plain === text ? text : withoutSigns(plain);
}

describe("parsing without GFM", () => {
  property("gives the tree that GFM gives", 3_000, documents, (text) => {
    const plain = withoutSigns(text.slice(0, 3_000));
    expect(stored(parseBlock(plain, false))).toBe(stored(gfm.parse(plain)));
  });

  test.each([
    "a | b\n--|--\n1 | 2\n",
    "a\n:-\n1\n",
    "a\n-:\n1\n",
    "~~gone~~\n",
    "- [ ] to do\n",
    "A note[^1].\n\n[^1]: It.\n",
    "See WWW.team.org now.\n",
    "See HTTP://team.org now.\n",
  ])("is not done where GFM sees more: %j", (text) => {
    const commonMark = unified().use(remarkParse).freeze();
    expect(stored(parseBlock(text, false))).not.toBe(stored(commonMark.parse(text)));
  });
});

/** What a block without a parser may hold, and what is close to it. */
const WORDS = [
  "Data",
  "x",
  "12",
  "é",
  "数据",
  "e\u0301",
  "snake_case",
  "N/A",
  "“so”",
  '"so"',
  "2 °C",
  "$5",
  "→",
  "<= 3",
  "R & D",
];
const MARKED = [
  "**Bold**",
  "**Two words:**",
  "**a**:",
  "`code`",
  "`<a> *b*`",
  "*so*",
  "*Two words.*",
  "*a*,",
  "*x **y***",
  "[x](y.md)",
  "[Two, words](https://a.b/c?d=e#f-g_h)",
  "[a](b),",
  "![a](b)",
  "[a](b c)",
  "[a](b)[c](d)",
  "[www.a.b](c)",
  "**a** *b*",
  "`x`,",
  "y[^1]",
  "z.[^a1]",
  "b[^1],",
  "y[^1](z)",
  "y[^1]:",
  "y[^1][^a1]",
  "![^1]",
];
const BLANKS = [" ", " ", " ", "\n", "\n", "\r\n", "\r", "\n\n", "\n\n", "\r\n\r\n"];
const NOTES = ["[^1]: One.", "[^a1]: A note", "[^1]: 1. x", "[^B]: x"];
const HOSTILE = [
  ..."*_`[]()<>&!\\^:-=+#.'\"1|~@{}/\t\0\u00a0\u3000\ufeff\ud800",
  ...[
    "**",
    "***",
    "``",
    "__",
    "[^1]",
    "[^",
    "]: /x",
    "  ",
    "1.",
    "1)",
    "- ",
    "---",
    "===",
    "***",
    "* ",
    "+ ",
    "> ",
    "# ",
    "```",
  ],
  ...[
    "www.x.y",
    "https://x.y",
    "a@b.c",
    "&amp;",
    "&#38;",
    "<b>",
    "<!-- -->",
    "<https:x>",
    "$",
    "💡",
    "。",
    "[x](y)",
    "[x]: y",
  ],
];
const MARKERS = [
  "\n- ",
  "\n- ",
  "\n- ",
  "\n  - ",
  "\n    - ",
  "\n1. ",
  "\n2. ",
  "\n   - ",
  "\n  1. ",
  "\n* ",
  "\n\n- ",
  "\n   ",
];
const plainText = fc
  .tuple(
    fc.constantFrom("Data", "x", "数据", "**Bold**", "**Note:** see", "- x", "- **Bold**", "1. x", "## x", "# Data"),
    fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
        { weight: 8, arbitrary: fc.constantFrom(...BLANKS) },
        { weight: 3, arbitrary: fc.constantFrom(...MARKED) },
        { weight: 3, arbitrary: fc.constantFrom(...MARKERS) },
        { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
      ),
      { maxLength: 14 },
    ),
    fc.array(fc.constantFrom(...NOTES), { maxLength: 3 }),
    fc.constantFrom("\n\n", "\n\n", "\r\n\r\n", "\n"),
    fc.constantFrom("", "\n", "\n\n", " "),
  )
  .map(([first, rest, notes, gap, end]) => first + rest.join("") + notes.map((note) => gap + note).join("") + end);

describe("reading without a parser", () => {
  /** The steps taken: blocks that are left to the parser are none. */
  function sameTrees(blocks: readonly string[]): number {
    const trees = blocks.map((block) => [plainBlock(block), block] as const).filter(([tree]) => tree);
    for (const [tree, block] of trees) expect(stored(tree), JSON.stringify(block)).toBe(stored(gfm.parse(block)));
    return trees.length;
  }

  const many = { minLength: 20, maxLength: 20 };
  property("gives the tree that parsing gives", 4_000, fc.array(plainText, many), sameTrees);
  property("gives it on parts of any document", 1_000, fc.array(documents, many), (texts) =>
    sameTrees(texts.flatMap((text) => text.split(/(?<=\n\n)/))),
  );

  test.each([
    "Words, 12 of them (or “so”).\n",
    "Two lines\r\nof words.\r\n\r\n",
    "**Baseline:** the `rules` engine, at 41 % & more.\n\n",
    "## Risks of `drift` (2)\n\n- **Late data:** twice a month\n- labels\n  1. of sales\n  2. of support\n- 3 more\n\nWords.\n",
    "See [the plan](plan.md)? No: *all* of [it, or part](https://team.org/plan#part-2).\n",
    "Words.\n\n1. one\n2. two\n",
    "- one\r\n  - two\r\n    - three\r\n- four\r\n\r\n",
    "A call[^1].\n\n[^1]: Its footnote.\n\n[^2]: Another.\n",
  ])("is done on %j", (text) => {
    expect(sameTrees([text])).toBe(1);
  });
});
