/** An edit costs the block it touches, and the result is what reading the whole text anew would give. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Checked, check, recheck } from "../../server/src/check/check.ts";
import { readOn } from "../../server/src/check/readOn.ts";
import { readDesignDoc } from "../../server/src/document/designDoc.ts";
import { moveOn } from "../../server/src/document/moveOn.ts";
import type { DesignDoc } from "../../server/src/document/types.ts";
import { bookFramework } from "../../server/src/framework/index.ts";

const pieces = [
  "# Title\n",
  "\n## Data\n",
  "\n### Deep 📈\n",
  "#",
  "# ",
  "\n",
  "\n\n",
  "text of a paragraph\n",
  "- item\n",
  "  - nested\n",
  "1. one\n",
  "> quote\n",
  "```\n",
  "```python\n# no heading\n```\n",
  "~~~\n",
  "    indented\n",
  "| a | b |\n|---|---|\n| c | d |\n",
  "<div>\n",
  "</div>\n\n",
  "<!-- ",
  "-->\n",
  "<script>\n",
  "</script>\n",
  "---\n",
  "---\ntype: ml-design-doc\n---\n",
  "===\n",
  "**Bold**\n",
  "**Lead:** text\n",
  "[x]: y\n",
  "\ufeff",
  "\r",
  "\t",
]; // prettier-ignore
const piece = fc.constantFrom(...pieces);
const lineEnd = fc.constantFrom("\n", "\r\n", "\r");
const edit = fc.record({ at: fc.nat(), remove: fc.nat({ max: 40 }), add: fc.oneof(piece, fc.constant("")) });

/** Everything that a reader of the document sees, without object identity. */
function seen({ lineStarts, blocks, headings, body, owner, frontMatter }: DesignDoc) {
  return {
    lineStarts: [...lineStarts],
    blocks: blocks.map(({ reading, start }) => [start, reading.text, reading.skipped]),
    headings: headings.map((h) => [
      h.part,
      h.start,
      h.textStart,
      h.textEnd,
      h.scopeEnd,
      h.bodyStart,
      h.bodyEnd,
      h.parent?.index,
    ]),
    body,
    owner: owner.map((h) => h?.index),
    frontMatter,
  };
}

describe("a document read beside its earlier version", () => {
  test("is the same as read anew, whatever was edited", { timeout: 300_000 }, () => {
    let edits = 0;
    let steps = 0;
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.array(edit, { maxLength: 12 }),
        lineEnd,
        (begin, changes, end) => {
          let text = begin.join("").replaceAll("\n", end);
          let doc = readDesignDoc(text);
          let moved = readDesignDoc(text);
          for (const { at, remove, add } of changes) {
            const offset = at % (text.length + 1);
            text = text.slice(0, offset) + add.replaceAll("\n", end) + text.slice(offset + remove);
            doc = readDesignDoc(text, doc);
            edits++;
            const step = moveOn(moved, text);
            if (step) steps++;
            moved = step?.doc ?? readDesignDoc(text, moved);
            const anew = seen(readDesignDoc(text));
            expect(seen(doc)).toEqual(anew);
            expect(seen(moved)).toEqual(anew);
          }
        },
      ),
      { numRuns: 1_700 },
    );
    expect(edits).toBeGreaterThan(5_000);
    expect(steps).toBeGreaterThan(1_000);
  });

  test.each([
    ["gets", "\ufeff", "\ufeff---\ntype: ml-design-doc\n---\n"],
    ["loses", "\ufeff---\n---\n", "\ufeff---\n\n--\n"],
    ["loses all of", "\ufeff---\n---\n", "\ufeff-\n"],
  ])("%s a front matter behind a byte order mark", (_, before, text) => {
    const step = moveOn(readDesignDoc(before), text);
    expect(seen(step?.doc ?? readDesignDoc(text))).toEqual(seen(readDesignDoc(text)));
    expect(step).toBeUndefined();
  });

  test("keeps the readings of the blocks that were not touched", () => {
    const text = Array.from({ length: 50 }, (_, i) => `## Section ${i}\n\nText ${i}.\n`).join("\n");
    const before = readDesignDoc(text);
    const at = text.indexOf("Text 25.");
    const after = readDesignDoc(`${text.slice(0, at)}New ${text.slice(at)}`, before);
    const known = new Set(before.blocks.map((b) => b.reading));
    // A heading and a paragraph each.
    expect(after.blocks).toHaveLength(100);
    expect(after.blocks.filter((b) => !known.has(b.reading))).toHaveLength(1);
  });
});

/** A document as authors leave them, part by part: what stands under a heading decides how it and others are read. */
const sections = [
  "## Baselines\n\nThe retention team's rule finds 38 % of churners, and the model must beat it.\n",
  "## Monitoring\n\nTBD\n",
  "## Metrics\n\n- **Offline:** recall at 5 % of the customers, 0.62 now.\n- **Online:** kept revenue a month.\n",
  "## Alternatives\n\nA rule alone was weighed: it needs no training data, but it is blind to usage.\n",
  "### Labels\n\nN/A: the labels come with the contracts, nobody labels anything.\n",
  "## Data\n\n| Source | Owner |\n|---|---|\n| Contracts | sales |\n| Usage events | platform |\n",
  "**Serving:** each night a batch scores 1.2 million customers in 40 minutes.\n",
  "We retrain each month and alert the on-call data scientist when recall falls below 0.55.\n",
  "<!-- ml-design-docs-section: rollout -->\n\n## First weeks\n\nTen per cent of the customers for two weeks.\n",
  "<!-- ml-design-docs-disable-next section/empty: later -->\n\n## Privacy\n",
  "# Churn\n\nStatus: review\n",
];
const words = [
  "x",
  " ",
  ".",
  "TBD",
  "A baseline is the rule. ",
  "#",
  "\n",
  "\n\n",
  "## Risks\n\n",
  "- item\n",
  "**Lead:** ",
];
const part = fc.constantFrom(...sections);
const change = fc.record({
  at: fc.nat(),
  remove: fc.oneof(fc.constant(0), fc.constant(1), fc.nat({ max: 60 })),
  add: fc.oneof(fc.constantFrom(...words), part, fc.constant("")),
});

/** All that is said of a document. */
function said({ reading, findings, suppressed }: ReturnType<typeof check>) {
  const { doc, other, title, sections: read, conditions, ...rest } = reading;
  return {
    rest,
    conditions: [...conditions],
    title: title?.start,
    other: [...other].map(([heading, id]) => [heading.index, id]),
    sections: read.map(({ id, required, status, waiver, places, evidence }) => ({
      ...{ id, required, status, waiver, evidence },
      places: places.map(({ heading, ...place }) => ({ ...place, heading: heading.index, start: heading.start })),
    })),
    findings,
    suppressed,
  };
}

describe("a document checked beside its earlier version", () => {
  test("is read as it is anew, whatever was edited", { timeout: 300_000 }, () => {
    let edits = 0;
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 4, maxLength: 40 }),
        fc.array(change, { maxLength: 12 }),
        (begin, changes) => {
          let text = begin.join("\n");
          let checked = check(text, { assumeDesignDoc: true });
          let moved = check(text, { assumeDesignDoc: true });
          for (const { at, remove, add } of changes) {
            const offset = at % (text.length + 1);
            text = text.slice(0, offset) + add + text.slice(offset + remove);
            checked = check(text, { assumeDesignDoc: true }, checked);
            moved = recheck(text, { assumeDesignDoc: true }, moved);
            edits++;
            const anew = said(check(text, { assumeDesignDoc: true }));
            expect(said(checked)).toEqual(anew);
            expect(said(moved)).toEqual(anew);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(edits).toBeGreaterThan(1_000);
  });
});

test("a waived section's heading that is renamed is named as it is now", () => {
  const text = `# Churn\n\n## Labels\n\nN/A: the labels come with the contracts.\n\n${sections.join("\n")}`;
  const renamed = text.replace("## Labels", "## Label");
  const options = { assumeDesignDoc: true };
  const moved = recheck(renamed, options, recheck(`${text}x`, options, check(text, options)));
  expect(said(recheck(`${renamed}x`, options, moved))).toEqual(said(check(`${renamed}x`, options)));
  const again = recheck(text, options, check(`${text}x`, options));
  expect(said(recheck(renamed, options, again))).toEqual(said(check(renamed, options)));
});

describe("a document for which there was no time", () => {
  const text = `---\ntype: ml-design-doc\n---\n# Churn\n\n${Array.from(
    { length: 200 },
    (_, i) => `## Note ${i}\n\nNothing is said *here*, in part ${i}.\n`,
  ).join("\n")}\n## Words\n\nThe baseline is the retention team's rule, which finds 38 % of churners.\n`;

  test("is answered from its headings, read on in steps, and then is what a whole reading gives", () => {
    const first = check(text, {}, undefined, 0);
    expect(first.pending).toBe(true);
    expect(first.doc.headings.filter((h) => h.part.depth > 0)).toHaveLength(202);
    expect([...readOn(first, bookFramework())].length).toBeGreaterThan(100);
    const then = check(text, {}, first);
    const whole = check(text);
    expect(then.pending).toBe(false);
    expect(then.findings).toEqual(whole.findings);
    expect(seen(then.doc)).toEqual(seen(whole.doc));
  });

  test("says at first what stands in comments, and nothing that a whole reading takes back", () => {
    const marked = text.replace("## Words\n", "<!-- ml-design-docs-sektion: model -->\n\n## Features\n\n## Words\n");
    const seen = ({ findings }: Checked) => findings.map(({ rule, section, range }) => ({ rule, section, range }));
    const [first, whole] = [seen(check(marked, {}, undefined, 0)), seen(check(marked))];
    expect(first.map(({ rule }) => rule)).toEqual(["mark/unknown", "section/empty"]);
    expect(whole).toEqual(expect.arrayContaining(first));
    expect(whole.map(({ rule }) => rule)).toContain("section/missing");
  });

  test("keeps what it has read through an edit", () => {
    const first = check(text, {}, undefined, 0);
    for (const _ of readOn(first, bookFramework()));
    const edited = text.replace("part 100", "part one hundred");
    const then = check(edited, {}, first, 0);
    expect(then.doc.blocks.filter((b) => b.reading.pending)).toHaveLength(1);
  });
});
