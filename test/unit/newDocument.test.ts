/** A new design doc: which sections it has, what they ask, and what its front matter says. */
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { check } from "../../server/src/check/check.ts";
import { missingSections } from "../../server/src/edits/insertSections.ts";
import { asSnippet, DOCUMENT_SIZES, documentMarkdown, documentSections } from "../../server/src/edits/template.ts";
import { bookFramework, localised } from "../../server/src/framework/index.ts";

const framework = bookFramework();
const ids = (options: Parameters<typeof documentSections>[1]) => documentSections(framework, options).map((s) => s.id);
const frontMatter = (text: string) => parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? "") as Record<string, unknown>;

describe.each(DOCUMENT_SIZES)("%s", (size) => {
  test.each(["en", "ru"])("in %s: its sections are read as themselves and unanswered", (language) => {
    const { reading, findings } = check(documentMarkdown(language, framework, { size }));
    expect(reading.kind).toBe("ml-design-doc");
    expect(reading.sections.filter((s) => s.status === "empty").map((s) => s.id)).toEqual(ids({ size }));
    expect(reading.sections.filter((s) => !["empty", "missing"].includes(s.status))).toEqual([]);
    expect(findings.filter(({ rule }) => !rule.startsWith("section/"))).toEqual([]);
    expect(findings.filter(({ rule, severity }) => rule === "section/empty" && severity === "warning")).toEqual([]);
  });

  test("asks in every section, and as many questions as its size", () => {
    const text = documentMarkdown("en", framework, { size });
    for (const section of documentSections(framework, { size })) {
      const { title, questions } = localised(section, "en", framework);
      const body = text.split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
      expect(body, title).toContain("?");
      const asked = questions.filter((question) => body.includes(question)).length;
      if (size === "one-pager") expect(body.trim(), title).toMatch(/^<!--[^>]*-->$/);
      if (size === "full") expect(asked, title).toBe(questions.length);
    }
  });

  test("as a snippet ends at its own last stop", () => {
    expect(asSnippet(documentMarkdown("en", framework, { size }))).toMatch(/\$0$/);
  });
});

test("a larger size has all sections of a smaller one, in canonical order", () => {
  const [onePager, standard, full] = DOCUMENT_SIZES.map((size) => ids({ size }));
  expect(onePager).toHaveLength(9);
  expect(standard).toEqual(ids({}));
  expect(standard?.filter((id) => onePager?.includes(id))).toEqual(onePager);
  expect(full?.filter((id) => standard?.includes(id))).toEqual(standard);
  expect(full).toContain("cost");
});

test("a standard document misses nothing that its review asks for", () => {
  for (const problemTypes of [[], ["ranking"], ["anomaly", "vision"], ["llm"]]) {
    const { reading } = check(documentMarkdown("en", framework, { problemTypes }));
    expect(missingSections(reading, framework), problemTypes.join()).toEqual([]);
  }
});

test("the problem types bring their conditional sections", () => {
  expect(ids({})).not.toContain("feedback-loops");
  expect(ids({ problemTypes: ["ranking"] })).toContain("feedback-loops");
  expect(ids({ problemTypes: ["anomaly"] })).toContain("class-imbalance");
  expect(ids({ size: "one-pager", problemTypes: ["ranking"] })).not.toContain("feedback-loops");
});

test("the front matter holds what is known, as YAML that reads the same", () => {
  expect(frontMatter(documentMarkdown("en", framework))).toEqual({ type: "ml-design-doc", status: "draft" });
  for (const owner of ["Ada Lovelace", "O'Neil: data #1", "null", "李雷", "- x", 'a "b" \\c']) {
    const text = documentMarkdown("en", framework, { owner, date: "2026-03-01", problemTypes: ["nlp", "causal"] });
    expect(frontMatter(text)).toEqual({
      type: "ml-design-doc",
      status: "draft",
      "problem-type": ["nlp", "causal"],
      owner,
      date: "2026-03-01",
    });
    expect(check(text).reading.problemTypes).toEqual(["nlp", "causal"]);
  }
  expect(frontMatter(documentMarkdown("en", framework, { problemTypes: ["nlp"] }))["problem-type"]).toBe("nlp");
});
