import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDesignDoc } from "../../server/src/document/designDoc.ts";
import { readBlock } from "../../server/src/document/read.ts";
import type { BlockPart, DesignDoc, Statement } from "../../server/src/document/types.ts";

const headings = (doc: DesignDoc) => doc.headings.map((h) => [h.part.kind, h.part.depth, h.part.text]);
const statements = (doc: DesignDoc) =>
  doc.body.filter((b) => b.part.type === "statement").map((b) => (b.part as Statement).text);
const source = (doc: DesignDoc) =>
  doc.body.filter((b) => b.part.type === "statement").map((b) => doc.text.slice(b.start, b.end));

describe("headings", () => {
  test("of every Markdown kind, with what is in them", () => {
    const doc = readDesignDoc(
      "# 1. Goals\n\nA) Data\n=======\n\n##  Data  ##\n\n### `Labels` & [links](http://x.y) 📈\n\nEvaluation\n---\n",
    );
    expect(headings(doc)).toEqual([
      ["atx", 1, "1. Goals"],
      ["setext", 1, "A) Data"],
      ["atx", 2, "Data"],
      ["atx", 3, "Labels & links 📈"],
      ["setext", 2, "Evaluation"],
    ]);
  });

  test("their text's range is what a squiggle covers", () => {
    const doc = readDesignDoc("# Title\r\n\r\n##  Data *sources*  ##\r\n");
    const h = doc.headings[1];
    expect(doc.text.slice(h?.textStart, h?.textEnd)).toBe("Data *sources*");
  });

  test("none in quotes, lists, fences and comments", () => {
    const doc = readDesignDoc(
      "# Real\n\n> # Quoted\n\n- # In a list\n\n```\n# Fenced\n```\n\n<!--\n# Commented\n-->\n\n    # Code\n",
    );
    expect(headings(doc)).toEqual([["atx", 1, "Real"]]);
  });

  test("bold lines, bold lead-ins, topic items, first cells, labels and HTML serve as headings", () => {
    const doc = readDesignDoc(
      [
        "# T",
        "**Data**",
        "Rows of orders.",
        "**Baseline:** the rules engine.",
        "- Labels\n  - churned within 30 days",
        "| Part | How |\n|---|---|\n| Serving | nightly batch |",
        "Success metrics:",
        "- margin",
        "<h2>Monitoring</h2>",
      ].join("\n\n"),
    );
    expect(headings(doc).slice(1)).toEqual([
      ["bold-line", 0, "Data"],
      ["lead-in", 0, "Baseline"],
      ["list-topic", 0, "Labels"],
      ["table-cell", 0, "Serving"],
      ["label-line", 0, "Success metrics"],
      ["html", 2, "Monitoring"],
    ]);
  });

  test("a numbered line alone heads what follows it; the items of a numbered list are statements", () => {
    const doc = readDesignDoc(
      "# T\n\n1. Data\n- orders\n- tickets\n\n2. Tools\n\nAll open source:\n\n1. Python\n2. Pandas\n",
    );
    expect(headings(doc).slice(1)).toEqual([
      ["list-topic", 0, "Data"],
      ["list-topic", 0, "Tools"],
      ["label-line", 0, "All open source"],
    ]);
    const held = (n: number) => statements(doc).slice(doc.headings[n]?.bodyStart, doc.headings[n]?.bodyEnd);
    expect([held(1), held(2)]).toEqual([
      ["orders", "tickets"],
      ["Python", "Pandas"],
    ]);
  });

  test("a section holds what stands under it, its sub-sections included", () => {
    const doc = readDesignDoc("# T\n\nlead\n\n## A\n\none\n\n### B\n\ntwo\n\n## C\n\nthree\n");
    const held = (n: number) => statements(doc).slice(doc.headings[n]?.bodyStart, doc.headings[n]?.bodyEnd);
    expect(held(0)).toEqual(["lead", "one", "two", "three"]);
    expect(held(1)).toEqual(["one", "two"]);
    expect(held(2)).toEqual(["two"]);
    expect(doc.headings[2]?.parent?.part.text).toBe("A");
  });
});

describe("statements", () => {
  test("sentences, items and rows", () => {
    const doc = readDesignDoc(
      "We train daily, e.g. at 3 a.m. on GPUs. We serve 1.5 M users!\n\n- one. Two\n\n|a|b|\n|-|-|\n|x|1 %|\n",
    );
    expect(statements(doc)).toEqual([
      "We train daily, e.g. at 3 a.m. on GPUs.",
      "We serve 1.5 M users!",
      "one.",
      "Two",
      "x | 1 %",
    ]);
  });

  test("their ranges are theirs in the source, whatever the line ends and markup", () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const doc = readDesignDoc(
        ["> First *part* goes", "> on here. Second `x` one.", "", "𝒳 is a letter. Third."].join(end),
      );
      expect(source(doc)).toEqual([`First *part* goes${end}> on here.`, "Second `x` one.", "𝒳 is a letter.", "Third."]);
    }
  });
});

describe("what remark-parse gets wrong", () => {
  test("an unclosed front matter leaves lists lists", () => {
    const doc = readDesignDoc("---\ntitle: x\n\n- one\n- two\n\n> quote\n");
    const kinds = doc.body.map((b) => (b.part.type === "statement" ? [b.part.kind, b.part.text, b.part.quoted] : []));
    expect(kinds.slice(-3)).toEqual([
      ["item", "one", false],
      ["item", "two", false],
      ["sentence", "quote", true],
    ]);
  });

  test("a list after indented code is one", () => {
    const doc = readDesignDoc("text\n\n    code\n\n3. item\n");
    expect(doc.body.at(-1)?.part).toMatchObject({ type: "statement", kind: "item" });
  });

  test("a BOM moves nothing", () => {
    const doc = readDesignDoc("\ufeff# Title\n\nA sentence.\n");
    expect(doc.headings[0]?.part.text).toBe("Title");
    expect(source(doc)).toEqual(["A sentence."]);
    expect(readDesignDoc("\ufeff---\nstatus: live\n---\n# T\n").frontMatter?.data).toEqual({ status: "live" });
  });
});

describe("front matter", () => {
  test("is read, and its mistakes are told with their place", () => {
    expect(readDesignDoc("---\nstatus: review\nproblem-type: [ranking]\n---\n# T\n").frontMatter?.data).toEqual({
      status: "review",
      "problem-type": ["ranking"],
    });
    const broken = readDesignDoc('---\nstatus: "x\n---\n').frontMatter;
    expect(broken?.errors.length).toBeGreaterThan(0);
    expect(readDesignDoc("---\n\ntext after a rule\n").frontMatter).toBeUndefined();
  });
});

/** Markdown made of the pieces that decide where a block may begin. */
const piece = fc.constantFrom(
  "# A",
  "## B",
  "text",
  "",
  "",
  "- item",
  "  more",
  "- ```",
  "  ```",
  "```",
  "~~~",
  "```js",
  "> quote",
  "> # q",
  "<!--",
  "-->",
  "<!-- c -->",
  "<div>",
  "</div>",
  "<pre>",
  "</pre>",
  "1. one",
  "    code",
  "   # indented",
  "Setext",
  "===",
  "---",
  "| a | b |",
  "|---|---|",
  "[^1]: note",
  "[x]: /y",
  "<?php",
  "?>",
  "\ttab",
  "* * *",
  "**bold**",
); // prettier-ignore

const shape = (part: BlockPart, base: number) => ({
  type: part.type,
  text: "text" in part ? part.text.replace(/[[\]]/g, "") : "",
  start: part.start + base,
  end: part.end + base,
});

describe("blocks", () => {
  test("reading block by block finds the same as reading the whole at once", () => {
    fc.assert(
      // A reference whose definition stands in another block stays as it is written; recognition does without its brackets.
      fc.property(fc.array(piece, { maxLength: 25 }), fc.constantFrom("\n", "\r\n"), (lines, end) => {
        const text = lines.join(end);
        const doc = readDesignDoc(text);
        const whole = readBlock(text, true);
        const parts = doc.blocks.flatMap(({ reading, start }) => reading.parts.map((p) => shape(p, start)));
        expect(parts).toEqual(whole.parts.map((p) => shape(p, 0)));
      }),
      { numRuns: 2000 },
    );
  });

  test("an edit keeps the readings of the other blocks, and the result is that of a fresh reading", () => {
    const text = "# A\n\none\n\n# B\n\ntwo\n\n# C\n\nthree\n";
    const before = readDesignDoc(text);
    const edited = text.replace("two", "two and a half");
    const after = readDesignDoc(edited, before);
    expect(after.blocks.map((b, i) => b.reading === before.blocks[i]?.reading)).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
    ]);
    expect(JSON.stringify(after.blocks)).toBe(JSON.stringify(readDesignDoc(edited).blocks));
  });
});

describe("a document without an end", () => {
  const text = "# Part\n\nWords.\n\n".repeat(9_000);

  test("is read down to its 8,000th heading or 30,000th statement", () => {
    const doc = readDesignDoc(text);
    expect(doc.headings).toHaveLength(8_000);
    expect(text.slice(doc.unread)).toMatch(/^# Part\n/);
    expect(doc.unread).toBe(8_000 * (text.length / 9_000));
    expect(doc.headings.at(-1)).toMatchObject({ scopeEnd: text.length, bodyEnd: 8_000 });
    const words = readDesignDoc("Words.\n\n".repeat(30_001));
    expect(words.body).toHaveLength(30_000);
    expect(words.unread).toBe(30_000 * 8);
    expect(readDesignDoc("Words.\n\n".repeat(30_000)).unread).toBeUndefined();
  });

  test("is read the same after an edit", () => {
    const edited = text.replace("Words.", "# More\n\nWords.");
    const { unread, headings } = readDesignDoc(edited, readDesignDoc(text));
    expect(unread).toBe(readDesignDoc(edited).unread);
    expect(headings.map((h) => h.start)).toEqual(readDesignDoc(edited).headings.map((h) => h.start));
  });

  test("has its first thousand headings read at first, and the rest when there is time", () => {
    const hasty = readDesignDoc(text, undefined, 0);
    expect(hasty.headings).toHaveLength(1_000);
    expect(hasty.unread).toBeUndefined();
    expect(readDesignDoc(text, hasty).headings).toHaveLength(8_000);
  });
});

describe("what would keep a parser busy for minutes", () => {
  test.each([
    ["nested quotes", `${"> ".repeat(20_000)}x`],
    ["nested bullets", `${"- ".repeat(5_000)}x`],
    ["asterisks", `${"*".repeat(20_000)}a${"*".repeat(20_000)}`],
    ["opened and closed emphasis", "*a ".repeat(20_000)],
    ["brackets", `${"[".repeat(20_000)}a`],
    ["tags", `a${"<".repeat(20_000)}`],
    ["a huge table", `| a |\n|---|\n${"| b |\n".repeat(20_000)}`],
    ["words behind a bracket", `[ ${"x ".repeat(4_000)}`],
    ["marks behind an address", `www.${")".repeat(500)}`],
    ["opened comments", `x ${"<!-- y ".repeat(300)}`],
    ["deep indentation", Array.from({ length: 400 }, (_, n) => `${"  ".repeat(n)}- x`).join("\n")],
  ])("%s: is left out, with its headings kept and the reason told", (_, text) => {
    const doc = readDesignDoc(`# Title\n\n## Before\n\n${text}\n\n## After\n\nA sentence.\n`);
    expect(headings(doc).map((h) => h[2])).toEqual(["Title", "Before", "After"]);
    expect(statements(doc)).toEqual(["A sentence."]);
    expect(doc.blocks.filter((b) => b.reading.skipped)).toHaveLength(1);
  });
});
