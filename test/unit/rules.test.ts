/** Each rule's documented examples are its tests; and what all findings have in common. */
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import { sectionMarkdown } from "../../server/src/edits/template.ts";
import { bookFramework, type SectionData } from "../../server/src/framework/index.ts";
import { rules } from "../../server/src/rules/index.ts";

const framework = bookFramework();
const open = (text: string, rule: string) => check(text).findings.filter((f) => f.rule === rule);

describe.each(rules.map((r) => [r.id, r] as const))("%s", (id, rule) => {
  test("speaks in its bad example", () => {
    expect(open(rule.examples.bad, id).length).toBeGreaterThan(0);
  });
  test("says less in its good example", () => {
    const sections = (text: string) => new Set(open(text, id).map((f) => f.section ?? ""));
    const bad = sections(rule.examples.bad);
    const good = sections(rule.examples.good);
    expect([...bad].some((s) => !good.has(s))).toBe(true);
  });
});

const draft = (body: string, status = "draft") =>
  `---\ntype: ml-design-doc\nstatus: ${status}\n---\n# Churn model\n\n${body}`;

describe("severities follow the document's status", () => {
  const severity = (status: string, section: string) =>
    check(draft("", status)).findings.find((f) => f.section === section)?.severity;

  test.each([
    ["draft", "leakage", "warning"],
    ["draft", "model", "information"],
    ["draft", "data-pipeline", undefined],
    ["draft", "cost", undefined],
    ["in review", "model", "warning"],
    ["rfc", "data-pipeline", "information"],
    ["approved", "data-pipeline", "warning"],
    ["shipped", "data-pipeline", "warning"],
    ["wip", "model", "information"],
    ["simmering", "model", "information"],
  ])("%s: %s missing is %s", (status, section, expected) => expect(severity(status, section)).toBe(expected));

  test("an untouched template is never above information in a draft, and is what it is in a review", () => {
    const body = `${sectionMarkdown(framework.section("baselines") as SectionData, 2, "en", framework)}\n`;
    const of = (status: string) => check(draft(body, status)).findings.find((f) => f.section === "baselines");
    expect(of("draft")).toMatchObject({ rule: "section/empty", severity: "information", data: { untouched: true } });
    expect(of("review")).toMatchObject({ rule: "section/empty", severity: "warning" });
  });
});

describe("messages", () => {
  test("say what is missing, where it belongs, and which question to answer", () => {
    const body = "## Features\n\nTenure in months, from the CRM export.\n";
    const { findings } = check(draft(body));
    expect(findings.find((f) => f.section === "leakage")?.message).toMatch(
      /^Missing section "Data leakage risks" \(chapter 5\), expected after "Features": [^A-Z].*\?$/,
    );
  });

  test("stand on the heading that the section should follow", () => {
    const text = draft("## Features\n\nTenure in months, from the CRM export.\n");
    const { findings, doc } = check(text);
    const at = findings.find((f) => f.section === "leakage")?.range;
    expect(doc.text.split("\n")[at?.start.line ?? 0]?.slice(at?.start.character, at?.end.character)).toBe("Features");
  });
});

test("a document that is no design doc has no findings", () => {
  expect(check("# Shopping list\n\n- milk\n").findings).toEqual([]);
  expect(check("---\nml-design-doc: false\n---\n# Churn model\n\n## Baselines\n").findings).toEqual([]);
});

test("a rule that throws costs its own findings and is told", () => {
  const broken = { ...(rules[0] as (typeof rules)[number]), id: "section/broken", check: () => [].at(0) as never };
  const result = check(draft(""), {
    rules: [
      {
        ...broken,
        check: () => {
          throw new Error("boom");
        },
      },
      ...rules,
    ],
  });
  expect(result.failures.map((f) => f.rule)).toEqual(["section/broken"]);
  expect(result.findings.length).toBeGreaterThan(0);
});
