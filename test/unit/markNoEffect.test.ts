/** Marks that change nothing, and the fix of each. */
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import { offsetAt } from "../../server/src/document/text.ts";
import { applyEdits } from "../../server/src/edits/edit.ts";
import { actionsAt, subjectOf } from "./subject.ts";

const HEAD = "---\ntype: ml-design-doc\n---\n# Churn model\n\n";

/** What each finding of these rules stands on, and the text after its first fix. */
function fixed(text: string, rules = /^(?:mark|suppression)\//) {
  const { doc, findings } = check(text);
  const at = (p: { line: number; character: number }) => offsetAt(text, doc.lineStarts, p);
  return findings
    .filter(({ rule }) => rules.test(rule))
    .map(({ rule, range }) => {
      const [action] = actionsAt(subjectOf(text), range, rule).filter(({ kind }) => kind === "quickfix");
      return {
        rule,
        words: text.slice(at(range.start), at(range.end)),
        title: action?.title,
        after: action?.edits && applyEdits(doc, action.edits),
      };
    });
}

describe("a mark without effect is a hint with a fix", () => {
  const DISABLE = "<!-- ml-design-docs-disable-next baselines: the audit brings them -->";
  const FILE = "<!-- ml-design-docs-disable-file baselines: the audit brings them -->";
  test.each([
    [
      "a switch behind the second heading",
      `${HEAD}## Goals\n\nCut churn.\n\n<!-- ml-design-docs: off -->\n\nMore.\n`,
      "<!-- ml-design-docs: off -->",
      `${HEAD}## Goals\n\nCut churn.\n\nMore.\n`,
    ],
    [
      "a second switch",
      "<!-- ml-design-docs: on -->\n\n# T\n\n<!-- ml-design-docs: off -->\n\nText.\n",
      "<!-- ml-design-docs: off -->",
      "<!-- ml-design-docs: on -->\n\n# T\n\nText.\n",
    ],
    [
      "a switch against the front matter",
      `${HEAD}<!-- ml-design-docs: off -->\n\nText.\n`,
      "<!-- ml-design-docs: off -->",
      `${HEAD}Text.\n`,
    ],
    [
      "none beside sections",
      `${HEAD}## Goals\n\n<!-- ml-design-docs-section: none, labels -->\n\nText.\n`,
      "none",
      `${HEAD}## Goals\n\n<!-- ml-design-docs-section: labels -->\n\nText.\n`,
    ],
    [
      "a section mark above the first heading",
      "---\ntype: ml-design-doc\n---\n<!-- ml-design-docs-section: labels -->\n\n# T\n",
      "<!-- ml-design-docs-section: labels -->",
      "---\ntype: ml-design-doc\n---\n\n# T\n",
    ],
    [
      "two marks for one block",
      `${HEAD}${DISABLE}\n${DISABLE}\n\n## Baselines\n\nTBD\n`,
      DISABLE,
      `${HEAD}${DISABLE}\n\n## Baselines\n\nTBD\n`,
    ],
    [
      "a mark for what the whole file silences",
      `${HEAD}${FILE}\n\n${DISABLE}\n\n## Baselines\n\nTBD\n`,
      DISABLE,
      `${HEAD}${FILE}\n\n## Baselines\n\nTBD\n`,
    ],
  ])("%s", (_, text, words, after) => {
    expect(fixed(text)).toEqual([
      {
        rule: "mark/no-effect",
        words,
        title: "Remove the comment".replace("comment", words.startsWith("<") ? "comment" : "name"),
        after,
      },
    ]);
  });

  test("an id that stands in a mark twice", () => {
    const text = `${HEAD}<!-- ml-design-docs-disable-next baselines, baselines: the audit -->\n\n## Baselines\n\nTBD\n`;
    expect(fixed(text)).toMatchObject([
      { rule: "mark/no-effect", after: text.replace("baselines, baselines", "baselines") },
    ]);
  });

  test("a flag that is neither true nor false", () => {
    const text = "---\ntype: ml-design-doc\nml-design-doc: maybe\n---\n# T\n";
    expect(fixed(text)).toEqual([
      { rule: "mark/no-effect", words: "maybe", title: 'Write "true"', after: text.replace("maybe", "true") },
    ]);
    expect(fixed(text.replace("maybe", "yes"))).toEqual([]);
  });
});

describe("what has no likely name can be taken out", () => {
  test.each([
    ["disable-next zzzzzz: the audit brings them", ""],
    ["disable-next", ""],
    ["section:", ""],
    ["section: zzzzzz", ""],
    ["section: labels, zzzzzz", "<!-- ml-design-docs-section: labels -->\n\n"],
    ["disable-next zzzzzz, baselines: the audit", "<!-- ml-design-docs-disable-next baselines: the audit -->\n\n"],
  ])("%s", (mark, left) => {
    const text = `${HEAD}## Goals\n\n<!-- ml-design-docs-${mark} -->\n\n## Baselines\n\nTBD\n`;
    const fixes = fixed(text, /^(?:mark|suppression\/unknown)/);
    expect(fixes.map((f) => f.after)).toEqual([`${HEAD}## Goals\n\n${left}## Baselines\n\nTBD\n`]);
  });
});

describe("a waiver in the front matter is asked for its reason", () => {
  test.each([
    ["{labels: not needed}", '{labels: "not needed [reason]"}'],
    ["\n  labels:", '\n  labels: "[reason]"'],
    ["\n  labels: 'not needed'", "\n  labels: 'not needed [reason]'"],
    ["[labels]", '{labels: "[reason]"}'],
    ["labels", '{labels: "[reason]"}'],
    ["\n- labels", '\n  labels: "[reason]"'],
    ["\n  - labels", '\n  labels: "[reason]"'],
  ])("%j", (said, after) => {
    const text = (waiver: string) =>
      `---\ntype: ml-design-doc\nnot-applicable: ${waiver}\n---\n# T\n`.replace(": \n", ":\n");
    expect(fixed(text(said))).toMatchObject([{ rule: "mark/no-reason", title: "Add a reason", after: text(after) }]);
  });

  test("each of a list", () => {
    const text = "---\ntype: ml-design-doc\nnot-applicable: [labels, features]\n---\n# T\n";
    expect(fixed(text).map((f) => f.after)).toEqual([
      text.replace("[labels, features]", '{labels: "[reason]", features: ""}'),
      text.replace("[labels, features]", '{labels: "", features: "[reason]"}'),
    ]);
  });
});
