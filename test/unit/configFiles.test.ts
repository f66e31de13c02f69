/** Diagnostics, fixes, completion and hover in a project's own files. */
import { describe, expect, test } from "vitest";
import { bookFramework } from "../../server/src/framework/index.ts";
import { sayIn } from "../../server/src/l10n.ts";
import {
  type DataSubject,
  dataCompletions,
  dataHover,
  dataKindOf,
  mistakeDiagnostics,
  mistakeFixes,
  mistakesIn,
} from "../../server/src/language/configFiles.ts";

const framework = bookFramework();
const FILE = ".ml-design-docs.yaml";

describe("help in the file", () => {
  const subject = (
    text: string,
    uri = `file:///w/${FILE}`,
    kind: DataSubject["kind"] = "config",
    locale = "en",
  ): DataSubject => ({
    uri,
    text,
    kind,
    framework,
    locale,
    say: sayIn(locale),
  });
  /** Labels offered at the bar. */
  const offered = (marked: string, uri?: string, kind?: DataSubject["kind"]) => {
    const offset = marked.indexOf("¦");
    return dataCompletions(subject(marked.replace("¦", ""), uri, kind), offset);
  };
  const labels = (marked: string, uri?: string, kind?: DataSubject["kind"]) =>
    offered(marked, uri, kind).map((i) => i.label);
  /** The text after the choice of a label. */
  const chosen = (marked: string, label: string, uri?: string) => {
    const text = marked.replace("¦", "");
    const edit = offered(marked, uri).find((i) => i.label === label)?.textEdit;
    if (!edit || !("range" in edit)) return undefined;
    const starts = text.split("\n").map((_, i, all) => all.slice(0, i).join("\n").length + (i ? 1 : 0));
    const at = (p: { line: number; character: number }) => (starts[p.line] ?? 0) + p.character;
    return text.slice(0, at(edit.range.start)) + edit.newText + text.slice(at(edit.range.end));
  };
  const JSON_URI = "file:///w/.ml-design-docs.json";

  test.each([
    ["¦", ["version", "status", "sections"], []],
    ["version: 1\nst¦", ["status"], ["version"]],
    ["status: ¦", ["draft", "live"], ["off"]],
    ["root: ¦", ["true", "false"], []],
    ["rules:\n  ¦", ["section/missing"], ["status"]],
    ["rules:\n  section/missing: ¦", ["error", "off"], ["draft"]],
    ["rules:\n  section/missing: off\n  section/¦", ["section/empty"], ["section/missing"]],
    ["sections:\n  cost: ¦\nstatus: draft", ["review", "optional", "off"], ["live"]],
    ["sections: {cost: ¦}", ["review"], []],
    ["sections: {cost: draft, ¦", ["leakage"], ["cost"]],
    ["problem-type: [ranking, ¦", ["llm"], []],
    ["problem-type:\n  - ¦", ["llm"], []],
    ["problem-type:\n- ¦", ["llm"], []],
    ["language: ¦", ["ru", "zh"], []],
    ["aliases:\n  ¦", ["baselines"], []],
    ["sections: {\n  cost: ¦", ["review"], ["cost"]],
    ["sections: {\n  cost: off, ¦", ["leakage"], ["cost"]],
    ["sections: {\n  cost: off, # later\n  ¦", ["leakage"], ["cost"]],
    ["problem-type: [\n  ranking,\n  ¦", ["llm"], ["status"]],
    ["sections: {\n  cost: off\n}\n¦", ["status"], ["sections", "leakage"]],
    ["sections: {cost: off}\nrules: {¦", ["section/missing"], ["leakage"]],
    ["rules:\n  section/missing: off\n¦", ["status"], ["rules", "section/empty"]],
  ])("%j offers %j and not %j", (text, some, none) => {
    const all = labels(text);
    expect(all).toEqual(expect.arrayContaining(some));
    for (const label of none) expect(all).not.toContain(label);
  });

  test.each([
    ["# ¦"],
    ["sections: { # ¦"],
    ["sections: {\n  # ¦"],
    ["problem-type: [ranking] ¦"],
    ["status: draft # ¦"],
    ["include: ¦"],
    ["nothing:\n  ¦"],
    ["status:¦"],
  ])("%j offers nothing", (text) => expect(labels(text)).toEqual([]));

  test.each([
    ["{¦}", ["version", "status"]],
    ['{"st¦"}', ["status"]],
    ['{"status": ¦}', ["draft"]],
    ['{"status": "¦"}', ["draft"]],
    ['{"rules": {"section/missing": "of¦', ["off"]],
    ['{"sections": {"¦": "off"}}', ["cost"]],
    ['{"problem-type": ["ranking", "¦"]}', ["llm"]],
  ])("JSON: %j offers %j", (text, some) => expect(labels(text, JSON_URI)).toEqual(expect.arrayContaining(some)));

  test("what is chosen is written as the place wants it", () => {
    expect(chosen("st¦", "status")).toBe("status: ");
    expect(chosen("r¦", "rules")).toBe("rules:");
    expect(chosen("st¦: draft", "status")).toBe("status: draft");
    expect(chosen("status: re¦", "review")).toBe("status: review");
    expect(chosen("problem-type:\n  ¦", "llm")).toBe("problem-type:\n  - llm");
    expect(chosen('{"st¦"}', "status", JSON_URI)).toBe('{"status": }');
    expect(chosen('{"status": "d¦"}', "draft", JSON_URI)).toBe('{"status": "draft"}');
    expect(chosen('{"root": ¦}', "true", JSON_URI)).toBe('{"root": true}');
  });

  test("ids come with what they are", () => {
    expect(offered("sections:\n  ¦").find((i) => i.label === "leakage")?.detail).toBe("Data leakage risks · chapter 5");
    expect(offered("rules:\n  ¦").find((i) => i.label === "section/empty")?.detail).toBeTruthy();
  });

  test("in a framework file", () => {
    const head = "format: 1\nextends: designing-ml-systems\n";
    const uri = "file:///w/team.yaml";
    expect(labels("format: 1\nextends: ¦", uri, "framework")).toEqual(["designing-ml-systems"]);
    expect(labels(`${head}drop: [¦`, uri, "framework")).toContain("cost");
    expect(labels(`${head}sections:\n  ¦`, uri, "framework")).toContain("baselines");
    expect(labels(`${head}sections:\n  on-call:\n    ¦`, uri, "framework")).toEqual(
      expect.arrayContaining(["title", "after"]),
    );
    expect(labels(`${head}sections:\n  on-call:\n    after: ¦`, uri, "framework")).toContain("monitoring");
    expect(labels(`${head}sections:\n  on-call:\n    template: |\n      ¦`, uri, "framework")).toEqual([]);
    expect(
      labels(`${head}sections:\n  on-call:\n    evidence:\n      - phrase: x\n        ¦`, uri, "framework"),
    ).toEqual(["unless"]);
  });

  test.each([
    ["st¦atus: draft", "The status of documents"],
    ["status: dr¦aft", "Being written"],
    ["sections:\n  leak¦age: off", "**Data leakage risks**"],
    ["sections:\n  leakage: o¦ff", "Never asked for in this project."],
    ["rules:\n  section/mis¦sing: off", "**section/missing**"],
    ["rules: {section/missing: er¦ror}", "Findings are errors."],
  ])("hover: %j", (marked, text) => {
    const hover = dataHover(subject(marked.replace("¦", "")), marked.indexOf("¦"));
    expect((hover?.contents as { value: string } | undefined)?.value).toContain(text);
  });

  test("hover in Russian, and none where nothing is known", () => {
    const hover = dataHover(subject("status: draft", undefined, undefined, "ru"), 2);
    expect((hover?.contents as { value: string } | undefined)?.value).toMatch(/^Статус документов/);
    expect(dataHover(subject("include: docs"), 11)).toBeUndefined();
    expect(dataHover(subject("# a comment"), 4)).toBeUndefined();
  });

  test.each([
    ["drop: [leakage, co¦st]", "cost"],
    ["drop:\n  - leakage\n  - co¦st", "cost"],
    ["drop: [leakage,  ¦   cost]", undefined],
  ])("hover in a list: %j", (marked, word) => {
    const text = `format: 1\nextends: designing-ml-systems\n${marked}`;
    const at = text.indexOf("¦");
    const hover = dataHover(subject(text.replace("¦", ""), "file:///w/team.yaml", "framework"), at);
    const value = (hover?.contents as { value: string } | undefined)?.value;
    if (word) expect(value).toContain(framework.section(word)?.title);
    else expect(value).toBeUndefined();
  });

  test("mistakes become diagnostics, and the likely name a fix", () => {
    const text = 'rules: {"section/mising": off}\nsections: {zzzzzz: off}\n';
    const own = subject(text);
    const diagnostics = mistakeDiagnostics(text, mistakesIn(own));
    expect(diagnostics.map((d) => [d.severity, d.source, d.range.start])).toEqual([
      [1, "ml-design-docs", { line: 0, character: 8 }],
      [1, "ml-design-docs", { line: 1, character: 11 }],
    ]);
    const fixes = mistakeFixes(own, 3, diagnostics);
    expect(fixes.map((f) => f.title)).toEqual(['Change to "section/missing"']);
    expect(fixes[0]?.edit?.documentChanges?.[0]).toMatchObject({
      textDocument: { version: 3 },
      edits: [{ newText: '"section/missing"' }],
    });
  });

  test.each([
    ["status: simmering\n", ["draft", "review", "approved", "live"]],
    ["rules: {section/missing: 5}\n", ["error", "warning", "information", "hint", "off"]],
    // More than a few are no menu; they are in the message.
    ["problem-type: magic\n", []],
  ])("where nothing is likely and few are known, each is a fix: %j", (text, names) => {
    const fixes = (file: DataSubject) =>
      mistakeFixes(file, 1, mistakeDiagnostics(file.text, mistakesIn(file))).map(({ title, isPreferred, edit }) => {
        expect(isPreferred).toBeUndefined();
        const [change] = edit?.documentChanges ?? [];
        const [own] = change && "edits" in change ? change.edits : [];
        return [title, own && "newText" in own && own.newText];
      });
    expect(fixes(subject(text))).toEqual(names.map((name) => [`Change to "${name}"`, name]));
    const json = JSON.stringify({ rules: { "section/missing": 5 } });
    expect(fixes(subject(json, JSON_URI))[4]).toEqual(['Change to "off"', '"off"']);
  });

  test("files are told apart by name and content", () => {
    expect(dataKindOf(`file:///w/${FILE}`, "")).toBe("config");
    expect(dataKindOf("file:///w/team.yaml", "format: 1\nextends: designing-ml-systems\n")).toBe("framework");
    expect(dataKindOf("file:///w/team.json", '{\n  "extends": "designing-ml-systems"\n}')).toBe("framework");
    expect(dataKindOf("file:///w/other.yaml", "a: 1\n")).toBeUndefined();
    expect(dataKindOf("file:///w/a.md", "extends: designing-ml-systems\n")).toBeUndefined();
  });
});
