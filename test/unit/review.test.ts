/** The reviewer's checklist, the preview's marks, the tools' answers and the task: what the client makes of coverage. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type MarkdownIt, markSections, type Token } from "../../client/src/preview/markdownIt.ts";
import { previewMarks } from "../../client/src/preview/marks.ts";
import { checklistOf, marksOf, NO_MARKS } from "../../client/src/reviewPage/checklist.ts";
import { reviewBody } from "../../client/src/reviewPage/reviewBody.ts";
import { reviewComment } from "../../client/src/reviewPage/reviewComment.ts";
import { checkArguments } from "../../client/src/tasks/checkArguments.ts";
import { checkAnswer, missingAnswer, questionsAnswer } from "../../client/src/tools/answers.ts";
import { check } from "../../server/src/check/check.ts";
import { documentReport, reportOf } from "../../server/src/cli/report.ts";
import { textReport } from "../../server/src/cli/reporters/text.ts";
import type { DocumentCoverage, SectionCoverage } from "../../server/src/lsp/protocol.ts";
import { l10n } from "./texts.ts";

type Range = NonNullable<SectionCoverage["range"]>;

const LINES = ["# Fraud", "", "## Features", "", "Tenure | months.", "", "## Baselines", "", "TODO"];
const range = (line: number, end = 3): Range => ({ start: { line, character: 0 }, end: { line, character: end } });
const textAt = ({ start }: Range) => LINES[start.line] ?? "";

function section(id: string, title: string, more: Partial<SectionCoverage>): SectionCoverage {
  const questions = [
    { question: `What is ${title}?`, answeredBy: null },
    { question: "And why?", answeredBy: null },
  ];
  return {
    id,
    title,
    required: "now",
    status: "missing",
    range: null,
    evidence: null,
    waiver: null,
    questions,
    ...more,
  };
}

const coverage: DocumentCoverage = {
  uri: "file:///w/fraud.md",
  version: 3,
  kind: "ml-design-doc",
  reason: "front matter: type",
  language: "en",
  status: "review",
  config: null,
  coverage: { asked: 3, answered: 1, covered: 1, elsewhere: 0, waived: 0, empty: 1, missing: 1 },
  chapters: [
    {
      chapter: 5,
      title: "Features",
      sections: [
        section("features", "Features", {
          status: "covered",
          range: range(2),
          questions: [{ question: "Which <inputs>?", answeredBy: range(4, 16) }],
        }),
        section("leakage", "Data leakage risks", {}),
      ],
    },
    {
      chapter: 6,
      title: "Models",
      sections: [
        section("baselines", "Baselines", { status: "empty", range: range(6) }),
        section("cost", "Cost", { required: "no" }),
        section("privacy", "Privacy", { required: "later", status: "waived", waiver: "no personal data at all" }),
      ],
    },
  ],
};
const other: DocumentCoverage = { ...coverage, kind: "other", reason: "a recipe" };

describe("the checklist", () => {
  const checklist = checklistOf(coverage, "docs/fraud_v2.md", textAt);

  test("asks about what is asked for, and about what stands in the document", () => {
    expect(checklist.sections.map((s) => s.id)).toEqual(["features", "leakage", "baselines", "privacy"]);
    expect(checklist.sections[0]?.questions[0]?.answer).toEqual({ line: 5, text: "Tenure | months." });
    expect(checklist.sections[2]?.line).toBe(7);
  });

  test("is a page with labelled boxes and fields; its text is no markup", () => {
    const html = reviewBody(checklist, l10n);
    const ids = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1]);
    const fields = [...ids(/<input type="checkbox" id="([^"]+)"/g), ...ids(/<textarea id="([^"]+)"/g)];
    expect(fields).toHaveLength(7 + 4);
    expect(ids(/<label for="([^"]+)"/g).sort()).toEqual(fields.sort());
    expect(html).toContain("Which &lt;inputs&gt;?");
    expect(html).toContain("The document does not say.");
    expect(html).toContain("no personal data at all");
    expect(html).not.toMatch(/<[^>]+\s(?:on\w+|style)=/);
  });

  test("becomes a comment of what was ticked and said; the rest is named", () => {
    const marks = { ticks: ["features/0"], comments: { leakage: "Please add:\n\n- the cut-off", cost: "gone" } };
    expect(reviewComment(checklist, marks, l10n)).toBe(`## Review of docs/fraud\\_v2.md

Status: In review. Sections answered: 1 of 3.

### Features (Answered)

- [x] Which \\<inputs\\>? (line 5: "Tenure \\| months.")

### Data leakage risks (Missing)

Please add:

- the cut-off

- [ ] What is Data leakage risks? (the document does not say)
- [ ] And why? (the document does not say)

Without remarks: Baselines, Privacy.
`);
    expect(reviewComment(checklist, NO_MARKS, l10n)).toContain("Not reviewed: Features, Data leakage risks,");
  });

  test("takes from a page only what it may send", () => {
    expect(marksOf({ ticks: ["a/0", 1], comments: { a: "x", b: 2 }, more: 1 })).toEqual({
      ticks: ["a/0"],
      comments: { a: "x" },
    });
    for (const wrong of [undefined, null, 1, { ticks: "a", comments: "b" }]) expect(marksOf(wrong)).toEqual(NO_MARKS);
  });
});

describe("the preview", () => {
  const lineText = (line: number) => LINES[line];
  const marks = previewMarks(coverage, lineText, l10n);

  function render(document: unknown, headings: [line: number, tag: string, text: string][]): string[] {
    const token = (type: string, tag: string, more: Partial<Token> = {}): Token => {
      return { type, tag, content: "", level: 0, map: null, ...more };
    };
    const tokens = headings.flatMap(([line, tag, content]) => [
      token("heading_open", tag, { map: [line, line + 1] }),
      token("inline", "", { content }),
      token("heading_close", tag),
    ]);
    const rules: MarkdownIt["renderer"]["rules"] = {};
    const md: MarkdownIt = {
      renderer: { rules, render: (all) => all.map((one, n) => rules[one.type]?.(all, n) ?? one.type).join("|") },
      utils: { escapeHtml: (text) => text.replaceAll("<", "&lt;") },
    };
    expect(markSections(md, (uri) => (uri === "fraud" ? marks : undefined))).toBe(md);
    const parsed = [...tokens];
    const html = md.renderer.render(tokens, {}, { currentDocument: document });
    expect(tokens, "what was parsed is kept by the editor").toEqual(parsed);
    return html.split("|");
  }
  const HEADING = ["heading_open", "inline", "heading_close"];
  const note = (text: string) => `<p class="ml-design-docs-note" role="note">${text}</p>\n`;
  const SUMMARY = note("Sections answered: 1 of 3. Missing: Data leakage risks.");
  const EMPTY = note("Empty section: Baselines. What is Baselines?");

  test("marks empty sections below their headings and names the missing ones below the title", () => {
    const headings: Parameters<typeof render>[1] = [
      [0, "h1", "Fraud"],
      [2, "h2", "Features"],
      [6, "h2", "Baselines"],
    ];
    expect(render("fraud", headings)).toEqual([...HEADING, SUMMARY, ...HEADING, ...HEADING, EMPTY]);
  });

  test("follows a heading that has moved, and drops the mark of one that is gone", () => {
    const moved = render("fraud", [
      [2, "h1", "Fraud"],
      [8, "h2", "Baselines"],
    ]);
    expect(moved).toEqual([...HEADING, SUMMARY, ...HEADING, EMPTY]);
    expect(render("fraud", [[0, "h2", "Other"]])).toEqual([SUMMARY, ...HEADING]);
  });

  test("leaves other documents alone, and documents without anything to say", () => {
    expect(render(undefined, [[0, "h1", "Fraud"]])).toEqual(HEADING);
    expect(previewMarks(other, lineText, l10n)).toBeUndefined();
    expect(previewMarks({ ...coverage, chapters: [] }, lineText, l10n)).toBeUndefined();
  });
});

describe("tools", () => {
  test("tell what is missing, with the questions", () => {
    const { sections } = JSON.parse(missingAnswer(coverage));
    expect(sections.map((s: { id: string; status: string }) => [s.id, s.status])).toEqual([
      ["leakage", "missing"],
      ["baselines", "empty"],
    ]);
    expect(sections[0].questions).toHaveLength(2);
    expect(JSON.parse(missingAnswer(other))).toEqual({ kind: "other", reason: "a recipe" });
  });

  test("tell a section's questions by id or title, and which sections there are", () => {
    const answer = { line: 5, text: "Tenure | months." };
    for (const name of ["features", " FEATURES "])
      expect(JSON.parse(questionsAnswer(coverage, name, textAt)).questions[0].answer).toEqual(answer);
    expect(JSON.parse(questionsAnswer(coverage, "Data leakage risks", textAt)).id).toBe("leakage");
    expect(JSON.parse(questionsAnswer(coverage, "x", textAt)).sections).toHaveLength(5);
  });

  test("tell the findings, and why another document has none", () => {
    const text = "---\ntype: ml-design-doc\n---\n# Fraud\n\n## Features\n\nTODO\n";
    const answer = JSON.parse(checkAnswer(documentReport("a.md", check(text))));
    expect(answer).toMatchObject({ path: "a.md", kind: "ml-design-doc", status: "draft" });
    expect(answer.findings[0]).toMatchObject({ line: expect.any(Number), severity: expect.any(String) });
    expect(JSON.parse(checkAnswer(documentReport("b.md", check("# Soup\n\nBoil it.\n")))).kind).toBe("other");
  });
});

describe("the task", () => {
  test("gives the command line what the definition says", () => {
    expect(checkArguments({})).toEqual(["check", "--", "."]);
    expect(checkArguments({ paths: ["a b.md", "", 1], failOn: "never" })).toEqual([
      ...["check", "--fail-on", "never", "--", "a b.md"],
    ]);
    expect(checkArguments({ paths: "a", failOn: 1 })).toEqual(["check", "--", "."]);
  });

  test("has a problem matcher that reads the text report", () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
    const [file, finding] = manifest.contributes.problemMatchers[0].pattern.map(
      (pattern: { regexp: string }) => new RegExp(pattern.regexp),
    ) as [RegExp, RegExp];
    const text = "---\ntype: ml-design-doc\n---\n# Fraud\n\n## Features\n\nTODO\n";
    const reports = ["docs/a b.md", "c.markdown"].map((path) => documentReport(path, check(text)));
    const read: unknown[] = [];
    let path = "";
    for (const line of textReport(reportOf(reports), { color: false, verbose: false }).split("\n")) {
      const found = path && finding.exec(line);
      if (found) read.push([path, Number(found[1]), Number(found[2]), found[3], found[4], found[5]]);
      else path = file.exec(line)?.[1] ?? "";
    }
    const label = { error: "error", warning: "warning", information: "info", hint: "hint" };
    expect(read).toEqual(
      reports.flatMap((report) =>
        report.findings.map(({ range: at, severity, message, rule }) => [
          ...[report.path, at.start.line + 1, at.start.character + 1, label[severity], message, rule],
        ]),
      ),
    );
    expect(read.length).toBeGreaterThan(3);
  });
});
