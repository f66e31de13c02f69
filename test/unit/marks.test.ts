/** What authors write to steer the reading: marks, front matter, waivers. */
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import { readDesignDoc } from "../../server/src/document/designDoc.ts";
import { placeInFrontMatter } from "../../server/src/document/frontMatter.ts";
import { marksOf } from "../../server/src/recognition/marks.ts";

const doc = (body: string, front = "") => `---\ntype: ml-design-doc\n${front}---\n# Churn model\n\n${body}`;
const section = (text: string, id: string) => check(text).reading.sections.find((s) => s.id === id);
const headingsOf = (text: string, id: string) => section(text, id)?.places.map((p) => p.heading.part.text) ?? [];
const found = (text: string, rule: string) =>
  check(text)
    .findings.filter((f) => f.rule === rule)
    .map(({ range: { start, end }, data, message }) => ({
      words: text.split(/\r?\n/)[start.line]?.slice(start.character, end.character),
      data,
      message,
    }));

describe("section marks", () => {
  const marked = (mark: string) => doc(`## What we beat\n\n${mark}\n\nThe rule of the retention team.\n`);
  const baselines = (mark: string) => headingsOf(marked(mark), "baselines");

  test.each([
    "<!-- ml-design-docs-section: baselines -->",
    "<!--ml-design-docs-section:baselines-->",
    "<!--\nml-design-docs-section: model,\n  Baselines\n-->",
    "<!-- ML-Design-Docs-Section: baselines -->",
    "<!-- ml-design-docs-section: baselines, typo -->",
  ])("%j says what the heading is", (mark) => expect(baselines(mark)).toEqual(["What we beat"]));

  test("it may stand in the heading's own line", () => {
    const text = doc("## What we beat <!-- ml-design-docs-section: baselines -->\n\nThe rule of the team.\n");
    expect(headingsOf(text, "baselines")).toEqual(["What we beat"]);
  });

  test.each([
    "```\n<!-- ml-design-docs-section: baselines -->\n```",
    "```html\n<!-- ml-design-docs-section: baselines -->\n```",
    "    <!-- ml-design-docs-section: baselines -->",
    "`<!-- ml-design-docs-section: baselines -->`",
    "Write `<!-- ml-design-docs-section: baselines -->` below it.",
  ])("in code it is none: %j", (mark) => {
    expect(section(marked(mark), "baselines")?.places.some((p) => p.by === "mark")).toBe(false);
    expect(marksOf(readDesignDoc(marked(mark)))).toEqual([]);
  });

  test("none takes the section away", () => {
    const text = doc("## Baselines\n\nThe weather station's numbers.\n");
    expect(headingsOf(text, "baselines")).toEqual(["Baselines"]);
    const none = text.replace("\n\nThe", "\n\n<!-- ml-design-docs-section: none -->\n\nThe");
    expect(headingsOf(none, "baselines")).toEqual([]);
    expect(found(none, "mark/unknown-section")).toEqual([]);
  });

  test("a slip does not take the heading's own section away", () => {
    const text = doc("## Baselines\n\n<!-- ml-design-docs-section: basline -->\n\nThe rule of the retention team.\n");
    expect(headingsOf(text, "baselines")).toEqual(["Baselines"]);
    expect(found(text, "mark/unknown-section")).toMatchObject([{ words: "basline", data: { likely: "baselines" } }]);
  });

  test("each unknown id is found at its place", () => {
    const text = doc(
      "## A\n\n<!-- ml-design-docs-section: baselines, base-lines, Data leakage risks, qqq -->\n\nText.\n",
    );
    expect(found(text, "mark/unknown-section")).toMatchObject([
      { words: "base-lines", data: { likely: "baselines" } },
      { words: "Data leakage risks", data: { likely: "leakage" } },
      { words: "qqq", data: {} },
    ]);
  });

  test("a mark that names nothing says so", () => {
    expect(found(doc("## A\n\n<!-- ml-design-docs-section: -->\n\nText.\n"), "mark/unknown-section")).toMatchObject([
      { words: "ml-design-docs-section" },
    ]);
  });
});

describe("misspelt marks", () => {
  const unknown = (comment: string) => found(doc(`## A\n\n<!-- ${comment} -->\n\nText.\n`), "mark/unknown");

  test.each([
    ["ml-design-docs-sections: model", "ml-design-docs-sections", "ml-design-docs-section"],
    ["ml-design-doc-section: model", "ml-design-doc-section", "ml-design-docs-section"],
    ["mldesigndocs-section: model", "mldesigndocs-section", "ml-design-docs-section"],
    ["ml_design_docs_section: model", "ml_design_docs_section", "ml-design-docs-section"],
    ["ml design docs section: model", "ml design docs section", "ml-design-docs-section"],
    ["ml-desing-docs-disable-next leakage: x", "ml-desing-docs-disable-next", "ml-design-docs-disable-next"],
    ["ml-design-docs-disable-nxet leakage: x", "ml-design-docs-disable-nxet", "ml-design-docs-disable-next"],
    [
      "ml-design-docs-disable-next-block leakage: x",
      "ml-design-docs-disable-next-block",
      "ml-design-docs-disable-next",
    ],
    ["ml-design-docs disable-file leakage: x", "ml-design-docs disable-file", "ml-design-docs-disable-file"],
    ["ml-design-docs: section: model", "ml-design-docs: section", "ml-design-docs-section"],
    ["ml-design-docs: of", "ml-design-docs: of", "ml-design-docs: off"],
    ["ml-design-docs: true", "ml-design-docs: true", "ml-design-docs: on"],
    ["ml-design-docs", "ml-design-docs", "ml-design-docs: on"],
    ["ml-design-doc: on", "ml-design-doc", "ml-design-docs"],
    ["ml-design-docs-disabel-next labels: later on", "ml-design-docs-disabel-next", "ml-design-docs-disable-next"],
    ["ml-design-docs-disable labels: later on", "ml-design-docs-disable", "ml-design-docs-disable-next"],
    ["ml-design-docs-off", "ml-design-docs-off", "ml-design-docs: off"],
  ])("%s", (comment, words, likely) => expect(unknown(comment)).toMatchObject([{ words, data: { likely } }]));

  test.each([
    "ml-design-docs: on",
    "ml-design-docs-section: model",
    "ml-design-docs checks this file in CI",
    "ML design doc: churn, second half",
    "ML design docs live in this folder",
    "ml-design-doc of the churn team",
    "markdownlint-disable-next-line MD033",
    "markdownlint-disable-file MD033",
    "prettier-ignore",
    "TODO: ask Ann",
    "mlflow run 42",
  ])("%s is no misspelt mark", (comment) => expect(unknown(comment)).toEqual([]));

  test.each(["ml-design-docs-ignore labels", "ml-design-docs-enable", "ml-design-docs-todo"])(
    "%s is like no mark: our name alone is no likeness",
    (comment) => expect(unknown(comment)).toMatchObject([{ data: { remove: expect.anything() } }]),
  );
});

describe("front matter", () => {
  test.each(["false", "no", "off", "No", '"no"'])("ml-design-doc: %s", (value) => {
    const { kind, reason } = check(`---\nml-design-doc: ${value}\ntype: ml-design-doc\n---\n# T\n`).reading;
    expect({ kind, reason }).toEqual({ kind: "other", reason: "front matter: ml-design-doc: false" });
  });
  test("ml-design-doc: yes", () => {
    expect(check("---\nml-design-doc: yes\n---\n# Shopping\n").reading.kind).toBe("ml-design-doc");
  });

  test("a waiver needs a reason of four words", () => {
    const waived = (reason: string) => section(doc("", `not-applicable:\n  leakage: ${reason}\n`), "leakage")?.status;
    expect(waived("every feature is known ahead")).toBe("waived");
    expect(waived("不适用因为所有特征都提前已知")).toBe("waived");
    for (const reason of ["", "no", "not needed here", "- - - -", "true", "12"]) expect(waived(reason)).toBe("missing");
  });

  test("one without is found, with the place for its reason", () => {
    const text = doc(
      "",
      'not-applicable:\n  leakage:\n  cost: "too early"\n  model: no\n  baselines: the team has none yet\n',
    );
    const result = found(text, "mark/no-reason");
    expect(result.map((f) => f.words)).toEqual(["leakage", "cost", "model"]);
    expect(result.map((f) => f.data.reasonAt)).toEqual([
      { position: { line: 3, character: 10 }, before: " " },
      { position: { line: 4, character: 18 }, before: " " },
      { position: { line: 5, character: 11 }, before: " " },
    ]);
    for (const value of ["[reason]", '"[reason]"']) {
      const start = { line: 3, character: "  leakage: ".length + value.indexOf("[") };
      const end = { line: 3, character: start.character + "[reason]".length };
      expect(found(doc("", `not-applicable:\n  leakage: ${value}\n`), "mark/no-reason")).toMatchObject([
        { words: "leakage", data: { reasonAt: { position: start, before: "" }, remove: { start, end } } },
      ]);
    }
    expect(found(doc("", "not-applicable: [leakage, cost]\n"), "mark/no-reason").map((f) => f.words)).toEqual([
      "leakage",
      "cost",
    ]);
    expect(found(doc("", "not-applicable: leakage\n"), "mark/no-reason").map((f) => f.words)).toEqual(["leakage"]);
  });

  test("unknown sections and problem types are found at their places", () => {
    const text = doc("", "problem-type: [llm, clasification]\nnot-applicable:\n  leakge: every feature is known\n");
    expect(found(text, "mark/unknown-section")).toMatchObject([
      { words: "clasification", data: { likely: "classification" } },
      { words: "leakge", data: { likely: "leakage" } },
    ]);
    expect(found(doc("", "problem-type: zzzzzz\n"), "mark/unknown-section")).toMatchObject([
      { words: "zzzzzz", data: {}, message: expect.stringContaining("classification, regression") },
    ]);
    expect(found(doc("", "problem-type:\nnot-applicable:\n"), "mark/unknown-section")).toEqual([]);
  });

  test("one that cannot be parsed is found at its line", () => {
    const text = doc("", "owner: Ann: on leave\nstatus: draft\n");
    expect(found(text, "document/front-matter")).toMatchObject([
      {
        words: "owner: Ann: on leave",
        message: expect.stringMatching(/^The front matter cannot be read as YAML here: ./),
      },
    ]);
    expect(found(`\ufeff${text.replaceAll("\n", "\r\n")}`, "document/front-matter")).toMatchObject([
      { words: "owner: Ann: on leave" },
    ]);
    expect(found(doc("", "owner: [Ann\n"), "document/front-matter")).toHaveLength(1);
    expect(found(doc("", "owner: Ann\n"), "document/front-matter")).toEqual([]);
  });

  test("places of its entries", () => {
    const text = "---\r\na: 1\r\nb:\r\n  - x\r\n  - {c: d}\r\ne:\r\n---\r\n";
    const words = (...path: (string | number)[]) => {
      const place = placeInFrontMatter(text, path);
      return place && [place.key && text.slice(...place.key), place.value && text.slice(...place.value)];
    };
    expect(words("a")).toEqual(["a", "1"]);
    expect(words("b", 0)).toEqual([undefined, "x"]);
    expect(words("b", 1, "c")).toEqual(["c", "d"]);
    expect(words("e")).toEqual(["e", undefined]);
    for (const path of [["z"], ["a", "b"], ["b", 7], []]) expect(words(...path)).toBeUndefined();
    expect(placeInFrontMatter("# T\n", ["a"])).toBeUndefined();
  });
});

describe("waivers in the text", () => {
  test.each([
    "N/A: forecasts never reach end users",
    "**N/A**: forecasts never reach end users",
    "**N/A:** forecasts never reach end users",
    "**N/A: forecasts never reach end users**",
    "_N/A_ — forecasts never reach end users",
    "*N/A* – forecasts never reach end users",
    "`N/A`: forecasts never reach end users",
    "- **N/A**: forecasts never reach end users",
    "Not applicable: forecasts never reach end users",
    "**Not applicable**: forecasts never reach end users",
    "Неприменимо: прогноз никто кроме нас не видит",
    "**Не применимо** — прогноз никто кроме нас не видит",
  ])("%s", (text) => {
    const read = section(doc(`## Baselines\n\n${text}\n\n## Features\n\nTenure in months.\n`), "baselines");
    expect(read?.status).toBe("waived");
    expect(read?.waiver).toMatch(/^(?:forecasts never reach end users|прогноз никто кроме нас не видит)\**$/);
  });
  test.each(["N/A", "**N/A**", "**N/A**: no", "_Not applicable_", "**Not applicable**: not yet"])(
    "%s waives nothing",
    (text) => expect(section(doc(`## Baselines\n\n${text}\n`), "baselines")?.status).toBe("empty"),
  );
});

describe("a waiver's words", () => {
  test.each([
    ["N/A (labels come from the clicks)", "labels come from the clicks"],
    ["N/A (labels come from the clicks).", "labels come from the clicks"],
    ["N/A: labels come from clicks (all of them)", "labels come from clicks (all of them)"],
    ["Н/П: метки приходят сами из кликов", "метки приходят сами из кликов"],
    ["**Н/П**: метки приходят сами из кликов", "метки приходят сами из кликов"],
  ])("%s", (text, reason) => {
    const { reading } = check(`---\ntype: ml-design-doc\n---\n# T\n\n## Labels\n\n${text}\n`);
    expect(reading.sections.find((s) => s.id === "labels")).toMatchObject({ status: "waived", waiver: reason });
  });

  test.each(["Н/П", "Н/П: [причина]", "N/A"])("%s alone is none", (text) => {
    const { reading } = check(`---\ntype: ml-design-doc\n---\n# T\n\n## Labels\n\n${text}\n`);
    expect(reading.sections.find((s) => s.id === "labels")?.status).toBe("empty");
  });
});
