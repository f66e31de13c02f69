/** A text in which no GFM construct can begin is parsed without GFM: to the same tree. */
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, test } from "vitest";
import { parseBlock } from "../../../server/src/document/parse.ts";
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
