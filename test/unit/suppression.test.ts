/** Silencing findings, what is wrong with a silencer, and what the next status will ask. */
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import { blocking, nextStatus } from "../../server/src/check/stages.ts";
import type { Rule } from "../../server/src/rules/types.ts";

const doc = (body: string, front = "") => `---\ntype: ml-design-doc\n${front}---\n# Churn model\n\n${body}`;

/** A rule that finds each "bad" in the text. */
const bad: Rule = {
  id: "test/bad",
  title: "",
  severity: "",
  why: "",
  examples: { bad: "", good: "" },
  check: ({ reading: { doc } }) =>
    doc.text.split(/\r\n|\n|\r/).flatMap((line, n) =>
      [...line.matchAll(/\bbad\d+/g)].map((m) => ({
        rule: "test/bad",
        section: "leakage",
        severity: "warning" as const,
        message: m[0],
        range: { start: { line: n, character: m.index }, end: { line: n, character: m.index + m[0].length } },
        related: [],
        data: {},
      })),
    ),
};
const silenced = (text: string) => {
  const { findings, suppressed } = check(text, { rules: [bad] });
  return { left: findings.map((f) => f.message), silent: suppressed.map((f) => f.message) };
};
const NEXT = "<!-- ml-design-docs-disable-next test/bad: known since May -->";

describe("the next block", () => {
  test.each([
    ["a paragraph", `${NEXT}\n\nbad1\nbad2\n\nbad3\n`, ["bad3"]],
    ["without a blank line", `${NEXT}\nbad1\nbad2\n\nbad3\n`, ["bad3"]],
    ["on the mark's own line", `${NEXT} bad1\n\nbad2\n`, ["bad2"]],
    ["a whole list", `${NEXT}\n- bad1\n- a\n\n  bad2\n  - bad3\n\nbad4\n`, ["bad4"]],
    ["a table", `${NEXT}\n| a | b |\n|---|---|\n| bad1 | x |\n| y | bad2 |\n\nbad3\n`, ["bad3"]],
    ["a quote", `${NEXT}\n> bad1\n>\n> bad2\n\nbad3\n`, ["bad3"]],
    ["a fence", `${NEXT}\n\`\`\`\nbad1\n\nbad2\n\`\`\`\nbad3\n`, ["bad3"]],
    ["a heading, not what stands under it", `${NEXT}\n\n## bad1\n\nbad2\n`, ["bad2"]],
    ["a heading with an underline", `${NEXT}\n\nbad1\nbad2\n----\n\nbad3\n`, ["bad3"]],
    ["an HTML block", `${NEXT}\n\n<details>\nbad1\n</details>\n\nbad2\n`, ["bad2"]],
    ["behind other marks and comments", `${NEXT}\n<!-- x -->\n\n[a]: b\n\n<!-- y -->\nbad1\n\nbad2\n`, ["bad2"]],
    ["nothing before the mark", `bad1\n\n${NEXT}\n\nbad2\n`, ["bad1"]],
    ["behind a mark at a paragraph's end", `bad1 ${NEXT}\n\nbad2\n\nbad3\n`, ["bad1", "bad3"]],
    ["behind a mark in a heading", `## bad1 ${NEXT}\n\nbad2\n\nbad3\n`, ["bad1", "bad3"]],
    ["the next item, in a list", `- bad1\n  ${NEXT}\n- bad2\n- bad3\n`, ["bad1", "bad3"]],
    ["the next paragraph, in an item", `- bad1\n\n  ${NEXT}\n\n  bad2\n\n  bad3\n`, ["bad1", "bad3"]],
    ["behind a list that the mark ends", `- bad1\n  ${NEXT}\n\nbad2\n\nbad3\n`, ["bad1", "bad3"]],
    ["nothing at the end of the document", `bad1\n\n${NEXT}\n`, ["bad1"]],
    ["nothing, by a mark in code", `\`\`\`\n${NEXT}\n\`\`\`\n\nbad1\n`, ["bad1"]],
  ])("%s", (_, body, left) => {
    for (const lineEnd of ["\n", "\r\n"])
      for (const bom of ["", "\ufeff"])
        expect(silenced((bom + doc(body)).replaceAll("\n", lineEnd)).left).toEqual(left);
  });

  test("a document that begins with the mark", () => {
    const text = `${NEXT}\n\nbad1\n\n## bad2\n`;
    const options = { rules: [bad], assumeDesignDoc: true };
    expect(check(text, options).findings.map((f) => f.message)).toEqual(["bad2"]);
    expect(check(`\ufeff${text}`, options).findings.map((f) => f.message)).toEqual(["bad2"]);
  });
});

describe("what is silenced", () => {
  test.each([
    ["test/bad: x", true],
    ["leakage: x", true],
    ["Test/Bad: x", true],
    [": test/bad: x", true],
    ["section/missing, test/bad: x", true],
    ["section/missing test/bad: x", true],
    ["test/bad — known since May", true],
    ["test/bad known since May", true],
    ["test/bad", true],
    ["section/missing: x", false],
    ["baselines: x", false],
    ["section/missing: test/bad is not meant", false],
  ])("by %s: %s", (mark, yes) => {
    for (const name of ["next", "file"])
      expect(silenced(doc(`<!-- ml-design-docs-disable-${name} ${mark} -->\n\nbad1\n`)).silent).toEqual(
        yes ? ["bad1"] : [],
      );
  });

  test("in the whole file, wherever the mark stands, front matter included", () => {
    const text = doc(
      "bad1\n\n## A\n\n- bad2\n\n<!-- ml-design-docs-disable-file test/bad: legacy -->\n",
      "note: bad0\n",
    );
    expect(silenced(text)).toEqual({ left: [], silent: ["bad0", "bad1", "bad2"] });
  });

  test("it is kept, with the author's reason and its place", () => {
    const { suppressed } = check(doc(`${NEXT}\n\nbad1\n`), { rules: [bad] });
    expect(suppressed).toMatchObject([
      {
        rule: "test/bad",
        message: "bad1",
        suppressedBy: { reason: "known since May", range: { start: { line: 5, character: 0 } } },
      },
    ]);
  });

  test("a missing section, before the heading that it should follow and in the file", () => {
    const features = "## Features\n\nTenure in months, from the CRM export.\n";
    const sections = (text: string) =>
      check(text).findings.flatMap((f) => (f.rule === "section/missing" ? f.section : []));
    expect(sections(doc(features))).toContain("leakage");
    const next = "<!-- ml-design-docs-disable-next leakage: the audit is about it -->\n\n";
    expect(sections(doc(next + features))).toEqual(sections(doc(features)).filter((s) => s !== "leakage"));
    const file = "\n<!-- ml-design-docs-disable-file leakage: the audit is about it -->\n";
    expect(sections(doc(features + file))).toEqual(sections(doc(features)).filter((s) => s !== "leakage"));
    expect(sections(doc(`<!-- ml-design-docs-disable-file section/missing: early -->\n\n${features}`))).toEqual([]);
  });
});

describe("what is wrong with a silencer", () => {
  const EMPTY = "## Baselines\n\nTBD\n";
  const found = (mark: string, body = EMPTY) => {
    const text = doc(`<!-- ml-design-docs-${mark} -->\n\n${body}`);
    const lines = text.split("\n");
    return check(text)
      .findings.filter((f) => f.rule.startsWith("suppression/"))
      .map(({ rule, range: { start, end }, data }) => ({
        rule: rule.slice("suppression/".length),
        words: lines[start.line]?.slice(start.character, end.character),
        data,
      }));
  };

  test("nothing, if it silences something and says why", () => {
    expect(found("disable-next section/empty: the audit brings them")).toEqual([]);
    expect(found("disable-next baselines: the audit brings them")).toEqual([]);
    expect(found("disable-file section/missing, section/empty: the audit brings them")).toEqual([]);
  });

  test.each([
    ["disable-next section/empty", ": "],
    ["disable-next section/empty:", " "],
    ["disable-next section/empty: --", ": "],
  ])("no reason: %s", (mark, before) => {
    const character = `<!-- ml-design-docs-${mark}`.length;
    expect(found(mark)).toEqual([
      {
        rule: "no-reason",
        words: `<!-- ml-design-docs-${mark} -->`,
        data: { reasonAt: { position: { line: 5, character }, before } },
      },
    ]);
  });

  test("a placeholder is no reason, and gives way to one", () => {
    const line = "<!-- ml-design-docs-disable-next section/empty: [reason] -->";
    const start = { line: 5, character: line.indexOf("[") };
    const end = { line: 5, character: line.indexOf("]") + 1 };
    expect(found("disable-next section/empty: [reason]")).toEqual([
      {
        rule: "no-reason",
        words: line,
        data: { reasonAt: { position: start, before: "" }, remove: { start, end } },
      },
    ]);
  });

  test.each([
    ["section/emty", "section/empty"],
    ["empty", "section/empty"],
    ["basline", "baselines"],
    ["unknown-status", "document/unknown-status"],
    ["zzzzzz", undefined],
  ])("unknown: %s, likely %s", (id, likely) => {
    expect(found(`disable-file ${id}: the audit brings them`)).toEqual([
      { rule: "unknown-rule", words: id, data: likely ? { likely } : { remove: expect.anything() } },
    ]);
  });

  test("no name at all", () => {
    expect(found("disable-next")).toMatchObject([
      { rule: "unknown-rule", words: "<!-- ml-design-docs-disable-next -->" },
    ]);
  });

  test("nothing to silence", () => {
    const mark = "<!-- ml-design-docs-disable-next section/empty: the audit brings them -->";
    expect(found("disable-next section/empty: the audit brings them", "## Notes\n\nNone.\n")).toEqual([
      {
        rule: "unused",
        words: mark,
        data: { remove: { start: { line: 5, character: 0 }, end: { line: 5, character: mark.length } } },
      },
    ]);
    expect(found("disable-next document/too-complex: the audit brings them, section/empty").map((f) => f.rule)).toEqual(
      ["unused"],
    );
  });

  test("nothing for one of several names: only that is taken out", () => {
    const start = "<!-- ml-design-docs-disable-next ".length;
    const removed = (ids: string) => {
      const [finding, ...more] = found(`disable-next ${ids}: the audit brings them`);
      expect(more).toEqual([]);
      expect(finding).toMatchObject({ rule: "unused", words: "document/too-complex" });
      const cut = finding?.data.remove;
      if (!cut) return undefined;
      return ids.slice(0, cut.start.character - start) + ids.slice(cut.end.character - start);
    };
    expect(removed("document/too-complex, section/empty")).toBe("section/empty");
    expect(removed("section/empty, document/too-complex")).toBe("section/empty");
    expect(removed("section/empty, document/too-complex, section/empty")).toBe("section/empty, section/empty");
  });

  test("what the status does not ask for yet is no idle silencer", () => {
    expect(found("disable-file data-pipeline: the platform team owns it")).toEqual([]);
    expect(found("disable-file augmentation: the platform team owns it").map((f) => f.rule)).toEqual(["unused"]);
  });

  test("it can be silenced in its turn", () => {
    const mark =
      "disable-file suppression/no-reason: the team agreed on it -->\n<!-- ml-design-docs-disable-next section/empty";
    expect(found(mark)).toEqual([]);
    expect(
      found(
        "disable-file suppression/unused: the team agreed on it -->\n<!-- ml-design-docs-disable-file leakage: x",
        "",
      ),
    ).toEqual([]);
  });

  test("messages speak the interface's language", () => {
    const text = doc("<!-- ml-design-docs-disable-next section/emty: the audit brings them -->\n\n## Baselines\n");
    const message = check(text, { locale: "ru" }).findings.find((f) => f.rule === "suppression/unknown-rule")?.message;
    expect(message).toMatch(/^Нет ни правила, ни раздела/);
  });
});

describe("the next status", () => {
  test("follows draft and review only", () => {
    expect(["draft", "review", "approved", "live"].map((s) => nextStatus(s as "draft"))).toEqual([
      "review",
      "approved",
      undefined,
      undefined,
    ]);
  });

  const body = "## Features\n\nTenure in months, from the CRM export.\n";
  const of = (text: string) => blocking(text).map((f) => `${f.section} ${f.severity}`);

  test("is blocked by what it would warn of, standing warnings included", () => {
    const draft = of(doc(body, "status: draft\n"));
    expect(draft).toContain("model warning");
    expect(draft).toContain("leakage warning");
    expect(draft.filter((line) => !line.endsWith(" warning"))).toEqual([]);
    expect(draft).not.toContain("data-pipeline warning");
    expect(of(doc(body, "status: review\n"))).toContain("data-pipeline warning");
    expect(of(doc(body, "status: approved\n"))).toEqual([]);
    expect(of(doc(body, "status: live\n"))).toEqual([]);
  });

  test("is blocked by exactly the warnings that a document of that status has", () => {
    const all = check(doc(body, "status: review\n")).findings;
    const blocked = blocking(doc(body, "status: draft\n"));
    expect(blocked.map((f) => f.section)).toEqual(all.filter((f) => f.severity === "warning").map((f) => f.section));
  });

  test("takes a checked document with the options it was checked with", () => {
    const text = doc(body);
    expect(blocking(check(text))).toEqual(blocking(text));
    const options = { status: "review" as const };
    expect(blocking(check(text, options), options)).toEqual(
      blocking(doc(body, "status: review\n").replace("status: review\n", ""), options),
    );
    expect(blocking(check("# Shopping\n\n- milk\n"))).toEqual([]);
  });

  test("leaves out what is silenced", () => {
    expect(of(doc(`<!-- ml-design-docs-disable-file model: the platform's own -->\n\n${body}`))).not.toContain(
      "model warning",
    );
  });
});
