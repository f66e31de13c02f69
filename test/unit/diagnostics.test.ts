/** Findings as diagnostics: what stands where, how severe, with what beside it. */
import { describe, expect, test } from "vitest";
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import type { ConfigInForce } from "../../server/src/check/resolveConfig.ts";
import { applyEdits } from "../../server/src/edits/edit.ts";
import { insertSections, missingSections } from "../../server/src/edits/insertSections.ts";
import { waiveSection } from "../../server/src/edits/waiveSection.ts";
import { bookFramework } from "../../server/src/framework/index.ts";
import { diagnosticsOf } from "../../server/src/language/diagnostics.ts";
import { type Given, subjectOf } from "./subject.ts";

const HEAD = "---\ntype: ml-design-doc\n---\n# Churn model\n\n";
const LEAD = "We propose a model that tells the retention team each Monday which customers are about to leave.\n\n";
const GOALS = "## Goals\n\nCut monthly churn from 4.1 % to 3.6 % by June 2027.\n\n";
const DATA = "## Data sources\n\nClick logs of two years, 40 M rows, from the warehouse.\n\n";
const BASELINES = "## Baselines\n\nThe retention team's rule reaches 21 % precision.\n\n";
const framework = bookFramework();

const diagnostics = (text: string, given?: Given) => diagnosticsOf(subjectOf(text, given));
const ofRule = (list: Diagnostic[], rule: string) => list.filter((d) => d.code === rule);
const rules = (severities: Record<string, string>): Given => ({
  config: {
    config: { sections: {}, aliases: {}, rules: severities },
    listed: () => undefined,
  } as unknown as ConfigInForce,
});
const textOf = (text: string, { range: { start, end } }: Pick<Diagnostic, "range">) => {
  const lines = text.split("\n");
  if (start.line === end.line) return lines[start.line]?.slice(start.character, end.character);
  return [
    lines[start.line]?.slice(start.character),
    ...lines.slice(start.line + 1, end.line),
    lines[end.line]?.slice(0, end.character),
  ].join("\n");
};

describe("a document just begun", () => {
  test("has one information, or the severity that the project chose", () => {
    const severity = (given?: Given) =>
      ofRule(diagnostics(`${HEAD}${GOALS}`, given), "section/missing").map((d) => d.severity);
    expect(severity()).toEqual([DiagnosticSeverity.Information]);
    expect(severity(rules({ "section/missing": "hint" }))).toEqual([DiagnosticSeverity.Hint]);
    expect(severity(rules({ "section/missing": "error" }))).toEqual([DiagnosticSeverity.Error]);
    expect(severity(rules({ "section/missing": "off", "section/empty": "off" }))).toEqual([]);
  });

  test("in which every section was inserted misses none", () => {
    const { reading, doc } = subjectOf(`${HEAD}${GOALS}`).checked;
    const text = applyEdits(doc, insertSections(missingSections(reading, framework), reading, framework));
    const list = diagnostics(text).filter((d) => d.severity !== DiagnosticSeverity.Hint);
    expect(list.map((d) => [d.code, d.severity, d.data.sections])).toEqual([
      ["section/empty", DiagnosticSeverity.Information, undefined],
    ]);
    expect(list[0]?.message).toContain("sections that it should have by its review");
  });
});

describe("guidance that stands there still", () => {
  const text = `${HEAD}${LEAD}${GOALS}${DATA}${BASELINES}## Labels\n\n${framework.section("labels")?.template}\n`;
  test("is faded itself, not the author's heading", () => {
    const [own, faded, ...more] = ofRule(diagnostics(text), "section/empty");
    expect(more).toEqual([]);
    expect(own).toMatchObject({ severity: DiagnosticSeverity.Information, data: { section: "labels" } });
    expect(own?.tags).toBeUndefined();
    expect(textOf(text, own as Diagnostic)).toBe("Labels");
    expect(faded).toMatchObject({ severity: DiagnosticSeverity.Hint, tags: [DiagnosticTag.Unnecessary] });
    expect(textOf(text, faded as Diagnostic)).toMatch(/^<!-- What is a positive[\s\S]*-->$/);
  });

  test("is not mentioned to clients that cannot fade it", () => {
    expect(ofRule(diagnostics(text, { client: { tags: false } }), "section/empty")).toHaveLength(1);
  });
});

describe("related places", () => {
  const related = (list: Diagnostic[], text: string) =>
    list.flatMap((d) => d.relatedInformation ?? []).map(({ message, location }) => [message, textOf(text, location)]);

  test("of an empty section are its other headings", () => {
    const text = `${HEAD}${LEAD}${GOALS}${DATA}${BASELINES}## Labels\n\nTBD\n\n## Labels {#more}\n\nTBD\n`;
    expect(related(ofRule(diagnostics(text), "section/empty"), text)).toEqual([
      ['"Labels" was taken for this section, too.', "Labels {#more}"],
    ]);
  });

  test("of a missing section is its neighbour, where the finding stands on another heading", () => {
    const text = `${HEAD}${LEAD}${GOALS}${DATA}${BASELINES}## Notes\n\n**Features**\n\nTenure and plan, one-hot encoded; missing values become 0.\n`;
    const missing = ofRule(diagnostics(text), "section/missing").filter((d) => textOf(text, d) === "Notes");
    expect(related(missing, text)).toContainEqual(["The section before it", "**Features**"]);
  });

  test("of a section answered elsewhere are further statements", () => {
    const text = `${HEAD}${LEAD}${GOALS}${DATA}## Evaluation\n\nThe baseline is the retention team's rule, which reaches 21 % precision.\n\nThe baseline of the market is a logistic regression with 25 % precision.\n`;
    const elsewhere = ofRule(diagnostics(text), "section/elsewhere").filter((d) => d.data.section === "baselines");
    expect(elsewhere).toHaveLength(1);
    expect(related(elsewhere, text)).toEqual([["This may answer it, too.", expect.stringContaining("baseline")]]);
  });
});

describe("messages", () => {
  const empty = (heading: string, locale = "en") =>
    ofRule(
      diagnostics(`${HEAD}${LEAD}${GOALS}${DATA}${BASELINES}## ${heading}\n\nTBD\n`, { locale }),
      "section/empty",
    )[0]?.message;

  test("name a heading once, without number and attributes", () => {
    expect(empty("Labels")).toMatch(/^Nothing is answered yet under "Labels" \(chapter 4\): /);
    expect(empty("4. Labels {#labels}")).toMatch(/^Nothing is answered yet under "Labels" \(chapter 4\): /);
    expect(empty("4. Ground truth {#labels}")).toMatch(
      /^Nothing is answered yet under "Ground truth", which stands for "Labels" /,
    );
    expect(empty("Labels", "ru")).toMatch(/^Под заголовком «Labels» \(это раздел/);
    const text = `${HEAD}${LEAD}${GOALS}${DATA}${BASELINES}## 3. Monitoring {#mon}\n\nPage the on-call engineer if weekly recall falls below 0.3.\n`;
    const messages = diagnostics(text)
      .map((d) => d.message)
      .join("\n");
    expect(messages).toContain("Monitoring");
    expect(messages).not.toMatch(/3\. Monitoring|\{#mon\}/);
  });
});

test("a group names its heading as it is read, without markup", () => {
  const around = (heading: string) => {
    const text = `---\ntype: ml-design-doc\n---\n${LEAD}${GOALS}${DATA}${heading}\n\nPage the on-call engineer if weekly recall falls below 0.3.\n\n[^1]: Agreed.\n`;
    const messages = diagnostics(text).map((d) => String(d.message));
    const groups = messages.filter((m) => m.includes("around") && m.includes("Monitoring"));
    expect(groups.length).toBeGreaterThan(0);
    return new Set(groups.map((m) => /around "([^"]*)"/.exec(m)?.[1]));
  };
  for (const heading of [
    "## [Monitoring](https://grafana.example/d/1)",
    "## `Monitoring`",
    "## *Monitoring*[^1]",
    "<h2>Monitoring</h2>",
  ])
    expect([...around(heading)], heading).toEqual(["Monitoring"]);
});

describe("a waiver that is to be filled in", () => {
  test("weighs no more than the section's absence did, and changes nothing else", () => {
    const text = `${HEAD}${LEAD}${GOALS}${DATA}${BASELINES}## Serving\n\nNightly batch.\n`;
    const { reading, doc } = subjectOf(text).checked;
    const rows = (t: string, but: string) =>
      subjectOf(t)
        .checked.reading.sections.filter((s) => s.id !== but)
        .map(({ id, status, evidence }) => [id, status, evidence.length]);
    for (const { id, status } of reading.sections) {
      if (status !== "missing") continue;
      const after = applyEdits(doc, waiveSection(id, reading, framework).edits);
      expect(rows(after, id), id).toEqual(rows(text, id));
      const filled = after.replace("N/A: [reason]", "N/A: labels, features and the baseline come from the vendor");
      expect(rows(filled, id), id).toEqual(rows(text, id));
      const own = subjectOf(after).checked.findings.find((f) => f.section === id);
      if (own) expect([id, own.severity]).toEqual([id, "information"]);
    }
  });
});
