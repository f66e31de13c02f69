/** Completion: each test types at `‸`, takes an item and compares the whole text, with `‸` where the first tab stop is. */
import { describe, expect, test } from "vitest";
import { type CompletionItem, InsertTextFormat, type MarkupContent, type TextEdit } from "vscode-languageserver-types";
import { type CheckOptions, check } from "../../server/src/check/check.ts";
import { offsetAt } from "../../server/src/document/text.ts";
import { extendFramework } from "../../server/src/framework/extend.ts";
import { bookFramework } from "../../server/src/framework/index.ts";
import { sayIn } from "../../server/src/l10n.ts";
import { completions, resolveCompletion } from "../../server/src/language/completion.ts";
import { type ClientFacts, DEFAULT_SETTINGS, type Subject } from "../../server/src/language/subject.ts";
import { rules } from "../../server/src/rules/index.ts";

const HEAD = "---\ntype: ml-design-doc\nstatus: draft\n---\n";
const DOC = `${HEAD}# Churn model

We propose a model that tells the retention team each Monday which customers are about to leave.

## Goals

Cut monthly churn from 4.1 % to 3.6 % by June 2027.

## Features

Tenure in months and tickets in the last 30 days, from the CRM export.
`;

interface Given extends CheckOptions {
  client?: Partial<ClientFacts>;
  trigger?: string;
}

function subjectOf(text: string, { client, trigger: _, ...options }: Given): Subject {
  const locale = options.locale ?? "en";
  return {
    uri: "file:///docs/churn.md",
    version: 1,
    checked: check(text, options),
    framework: options.framework ?? bookFramework(),
    locale,
    say: sayIn(locale),
    client: {
      snippets: true,
      resolvesEdits: true,
      createsFiles: true,
      ownCommands: false,
      definitionLinks: true,
      nestedSymbols: true,
      ...client,
    },
    settings: DEFAULT_SETTINGS,
    rulePages: undefined,
  };
}

interface Typed {
  items: CompletionItem[];
  labels: string[];
  /** The whole text once the item was taken. */
  take(label: string): string;
}

function type(marked: string, given: Given = {}): Typed {
  const offset = marked.indexOf("‸");
  const text = marked.replace("‸", "");
  const subject = subjectOf(text, given);
  const items = completions(subject, offset, given.trigger).sort((a, b) =>
    (a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1,
  );
  const { doc } = subject.checked;
  return {
    items,
    labels: items.map((i) => i.label),
    take(label) {
      const item = items.find((i) => i.label === label);
      if (!item) throw new Error(`no "${label}" among ${items.map((i) => i.label).join(", ") || "nothing"}`);
      const { range, newText } = item.textEdit as TextEdit;
      const [start, end] = [offsetAt(text, doc.lineStarts, range.start), offsetAt(text, doc.lineStarts, range.end)];
      // What clients demand of an edit: on the cursor's line, around the cursor.
      expect([range.start.line, range.end.line]).toEqual([range.start.line, range.start.line]);
      expect(start).toBeLessThanOrEqual(offset);
      expect(end).toBeGreaterThanOrEqual(offset);
      // And of its filter: that what is typed is a part of it.
      expect(isSubsequence(text.slice(start, offset), item.filterText ?? item.label)).toBe(true);
      const inserted = item.insertTextFormat === InsertTextFormat.Snippet ? expand(newText, doc.lineEnd) : newText;
      return text.slice(0, start) + inserted + text.slice(end);
    },
  };
}

function isSubsequence(typed: string, filter: string): boolean {
  let at = 0;
  for (const c of typed.trimStart().toLowerCase()) {
    at = filter.toLowerCase().indexOf(c, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** A snippet as an editor inserts it, with `‸` at its first stop; line ends become the document's. */
function expand(snippet: string, lineEnd: string): string {
  const first = snippet.includes("$1") || snippet.includes("${1") ? "1" : "0";
  return snippet
    .replace(/(?<!\\)\$(?:\{(\d+)(?:\|([^,|]*)[^|]*\||:((?:\\.|[^}\\])*))?\}|(\d+))/g, (_, a, choice, words, b) => {
      return ((a ?? b) === first ? "‸" : "") + (choice ?? words ?? "");
    })
    .replace(/\\([\\$}])/g, "$1")
    .replaceAll("\n", lineEnd);
}

describe("missing sections after #", () => {
  test("keep a number that is typed, and go on with a numbered run", () => {
    const run = DOC.replace("## Goals", "## 1. Goals").replace("## Features", "## 2. Features");
    const first = (text: string) => /\n(#+ [^\n]*Data leakage risks)/.exec(type(text).take("Data leakage risks"))?.[1];
    expect(first(`${run}\n## ‸\n`)).toBe("## 3. Data leakage risks");
    expect(first(`${run}\n#‸\n`)).toBe("## 3. Data leakage risks");
    expect(first(`${run}\n## Data‸\n`)).toBe("## 3. Data leakage risks");
    expect(first(`${run}\n## 3.1 ‸\n`)).toBe("## 3.1 Data leakage risks");
    expect(first(`${run}\n## 3) Lea‸\n`)).toBe("## 3) Data leakage risks");
    expect(first(`${run}\n## 3.‸\n`)).toBe("## 3. Data leakage risks");
    // In the midst of a run another number would stand there twice.
    expect(first(`${run}\n## ‸\n\n## 3. Monitoring\n\nPage if recall < 0.3.\n`)).toBe("## Data leakage risks");
    expect(first(`${DOC}\n## ‸\n`)).toBe("## Data leakage risks");
    expect(type(`${run}\n## 3.1 ‸\n`).items[0]?.filterText).toMatch(/^## 3\.1 \S/);
  });

  test("what is asked for now first, then in canonical order", () => {
    const { labels, items } = type(`${DOC}\n## ‸`);
    expect(labels.slice(0, 3)).toEqual(["ML problem framing", "Data leakage risks", "Baselines"]);
    expect(items[0]?.detail).toBe("chapter 2 · asked for now");
    expect(items.at(-1)?.detail).toMatch(/optional$/);
    expect(labels).not.toContain("Features");
    expect(type(`${DOC}\n## ‸`, { locale: "ru" }).items[0]?.detail).toBe("глава 2 · нужен сейчас");
  });

  test("the line is replaced, the template follows, and nothing else changes", () => {
    const taken = type(`${DOC}\n## Lea‸\n\n## Serving\n`).take("Data leakage risks");
    expect(taken.startsWith(`${DOC}\n## Data leakage risks\n\n<!-- What is known when predicting?`)).toBe(true);
    expect(taken).toMatch(/\*\*Who guards the test set:\*\* ?\n\n## Serving\n$/);
    expect(type(`${DOC}\n## ‸\n## Serving\n`).take("Data leakage risks")).toMatch(/\n\n## Serving\n$/);
  });

  test("text that stands below already is the section's body", () => {
    const body = "Everything is cut at the prediction date.\n";
    expect(type(`${DOC}\n## Lea‸\n\n${body}`).take("Data leakage risks")).toBe(
      `${DOC}\n## Data leakage risks‸\n\n${body}`,
    );
    expect(type(`${DOC}\n## ‸\n\n${body}`).take("Data leakage risks")).toBe(
      `${DOC}\n## Data leakage risks‸\n\n${body}`,
    );
  });

  test.each([
    ["a lone #: the level of the document's sections", `${DOC}\n#‸`, "\n## Data leakage risks\n"],
    ["# and a blank", `${DOC}\n# ‸`, "\n## Data leakage risks\n"],
    ["the level that was typed", `${DOC}\n### ‸`, "\n### Data leakage risks\n"],
    ["typed with words", `${DOC}\n# Lea‸`, "\n# Data leakage risks\n"],
    ["sections of the first level", `${HEAD}# Goals\n\nCut churn from 4 % to 3 %.\n\n# ‸`, "\n# Data leakage risks\n"],
    ["only a title so far", `${HEAD}# Churn model\n\n#‸`, "\n## Data leakage risks\n"],
    ["sections of the third level", `${DOC.replaceAll("## ", "### ")}\n#‸`, "\n### Data leakage risks\n"],
    ["indented", `${DOC}\n  ## ‸`, "\n  ## Data leakage risks\n"],
  ])("%s", (_, text, expected) => expect(type(text).take("Data leakage risks")).toContain(expected));

  test("line ends are the document's, with and without snippets", () => {
    for (const lineEnd of ["\r\n", "\r"])
      for (const snippets of [true, false]) {
        const taken = type(`${DOC}\n## ‸\n`.replaceAll("\n", lineEnd), { client: { snippets } }).take(
          "Monitoring plan",
        );
        expect(taken.replaceAll(lineEnd, "")).not.toMatch(/[\r\n]/);
      }
  });

  test("plain text to a client without snippets", () => {
    const { items } = type(`${DOC}\n## ‸`, { client: { snippets: false } });
    expect(items.every((i) => i.insertTextFormat === InsertTextFormat.PlainText)).toBe(true);
    expect(items.some((i) => i.textEdit?.newText.includes("$"))).toBe(false);
  });

  test("guidance and questions beside the item, at once or when the client asks", () => {
    const now = type(`${DOC}\n## ‸`).items[0];
    expect((now?.documentation as MarkupContent | undefined)?.value).toContain("\n- What is the input, at what moment");
    const client = { resolvesDocumentation: true };
    const [later] = type(`${DOC}\n## ‸`, { client }).items;
    expect(later?.documentation).toBeUndefined();
    const resolved = resolveCompletion(subjectOf(`${DOC}\n## `, { client }), later as CompletionItem);
    expect(resolved.documentation).toEqual(now?.documentation);
    expect(resolveCompletion(subjectOf(DOC, {}), { label: "other" })).toEqual({ label: "other" });
  });

  test("in Russian documents in Russian", () => {
    const text =
      "---\ntype: ml-design-doc\n---\n# Отток клиентов\n\nМодель каждый понедельник показывает, кто из клиентов собирается уйти.\n\n## ‸";
    expect(type(text).take("Бейзлайны")).toContain("\n## Бейзлайны\n\n<!-- Что модель должна побить");
  });

  test.each([
    ["front matter", `---\ntype: ml-design-doc\n# ‸\n---\n# T\n`],
    ["a fence", `${DOC}\n\`\`\`python\n# ‸\n\`\`\`\n`],
    ["an open fence", `${DOC}\n\`\`\`python\n# ‸`],
    ["indented code", `${DOC}\n    # ‸\n`],
    ["a comment", `${DOC}\n<!--\n# ‸\n-->\n`],
    ["a list item", `${DOC}\n- one\n\n  ## ‸\n`],
    ["a nested item", `${DOC}\n1. one\n   - two\n\n   ## ‸\n`],
    ["the middle of a line", `${DOC}\nissue ‸`],
    ["other documents", "# Shopping\n\n# ‸\n"],
  ])("none in %s", (_, text) => expect(type(text).labels).toEqual([]));
});

describe("questions of an empty section", () => {
  const EMPTY = `${DOC}\n## Baselines\n\n‸\n\n## Serving\n`;
  const QUESTIONS = bookFramework().section("baselines")?.questions as string[];

  test("all of them at once, or one by one", () => {
    const { labels, take } = type(EMPTY);
    expect(labels.slice(0, 1 + QUESTIONS.length)).toEqual(['Questions of "Baselines"', ...QUESTIONS]);
    expect(take('Questions of "Baselines"')).toBe(EMPTY.replace("‸", QUESTIONS.map((q) => `- [ ] ${q}`).join("\n")));
    expect(take(QUESTIONS[1] as string)).toBe(EMPTY.replace("‸", `- [ ] ${QUESTIONS[1]}`));
  });

  test.each([
    ["-‸", "- [ ] Q0\n- [ ] Q1"],
    ["- ‸", "- [ ] Q0\n- [ ] Q1"],
    ["- Quest‸", "- [ ] Q0\n- [ ] Q1"],
    ["-   ‸", "-   [ ] Q0\n- [ ] Q1"],
    ["* [‸", "* [ ] Q0\n* [ ] Q1"],
    ["- [ ]‸", "- [ ] Q0\n- [ ] Q1"],
    ["- [ ] ‸", "- [ ] Q0\n- [ ] Q1"],
    ["\t- ‸", "\t- [ ] Q0\n\t- [ ] Q1"],
    ["2. ‸", "2. [ ] Q0\n3. [ ] Q1"],
    ["‸  ", "- [ ] Q0\n- [ ] Q1"],
  ])("go on with %j", (line, expected) => {
    const text = EMPTY.replace("‸", line.startsWith("\t") ? `- TBD\n${line}` : line);
    const wanted = (s: string) => s.replaceAll(/Q(\d)/g, (_, n) => QUESTIONS[Number(n)] as string);
    for (const lineEnd of ["\n", "\r\n"]) {
      const taken = type(text.replaceAll("\n", lineEnd)).take('Questions of "Baselines"');
      expect(taken).toContain(wanted(expected).replaceAll("\n", lineEnd));
      expect(taken.replaceAll(lineEnd, "")).not.toMatch(/[\r\n]/);
    }
  });

  test("what is asked there already is not asked again; text below is no part of the list", () => {
    const text = `${DOC}\n## Baselines\n\n- [ ] ${QUESTIONS[0]}\n- ‸\nTBD\n`;
    const { labels, take } = type(text);
    expect(labels).not.toContain(QUESTIONS[0]);
    expect(labels).toContain(QUESTIONS[1]);
    expect(take(QUESTIONS[1] as string)).toBe(text.replace("‸", `[ ] ${QUESTIONS[1]}\n`));
  });

  test.each([
    ["a section with an answer", `${DOC}\n‸\n`],
    ["a section with a picture", `${DOC}\n## Baselines\n\n![scores](scores.png)\n\n‸\n`],
    ["a heading of no section", `${DOC}\n## Zebra crossing\n\n‸\n`],
    ["a waived section", `${DOC}\n## Baselines\n\nN/A: nothing was ever predicted here.\n\n‸\n`],
    ["a fence", `${DOC}\n## Baselines\n\n\`\`\`\n‸\n\`\`\`\n`],
  ])("none in %s", (_, text) => {
    expect(type(text).labels.filter((l) => /^Questions|\?$/.test(l))).toEqual([]);
  });
});

describe("vocabulary", () => {
  const AT = (typed: string) => `${DOC}\n## Latency requirements\n\nAt most 100 ms at p95.\n\n${typed}\n`;
  const P95 = "p95 latency below [limit] ms at [load] requests per second";

  test("openings with blanks, as snippets or as text", () => {
    expect(type(AT("- p9‸")).take(P95)).toBe(AT(`- p95 latency below ‸[limit] ms at [load] requests per second`));
    expect(type(AT("p95‸")).take(P95)).toBe(AT("p95 latency below ‸[limit] ms at [load] requests per second"));
    expect(type(AT("-‸")).take(P95)).toBe(AT("- p95 latency below ‸[limit] ms at [load] requests per second"));
    expect(type(AT("- [ ] ‸")).take(P95)).toBe(AT("- [ ] p95 latency below ‸[limit] ms at [load] requests per second"));
    expect(type(AT("‸"), { client: { snippets: false } }).take(P95)).toBe(AT(P95));
  });

  test("few, last, and only those that go on with what is typed", () => {
    const { items, labels } = type(AT("‸"));
    expect(items.length).toBeLessThanOrEqual(8);
    expect(items.every((i) => i.sortText?.startsWith("z"))).toBe(true);
    expect(labels).toContain(P95);
    expect(type(AT("lat‸")).labels).toContain(P95);
    expect(type(AT("We therefore‸")).labels).toEqual([]);
    expect(type(AT("p95 latency b‸")).labels).toEqual([P95]);
  });

  test("not by blanks and hyphens in prose", () => {
    for (const trigger of [" ", "-", "#"]) {
      expect(type(AT("‸"), { trigger }).labels).toEqual([]);
      expect(type(AT("It is well ‸"), { trigger }).labels).toEqual([]);
    }
    expect(type(AT("- ‸"), { trigger: " " }).labels).toContain(P95);
    expect(type(AT("-‸"), { trigger: "-" }).labels).toEqual([]);
  });

  test.each([
    ["the middle of a paragraph", AT("It must be fast,\n‸")],
    ["the middle of an item", AT("- It must be fast.\n‸")],
    ["the middle of a line", AT("p95‸ of all")],
    ["a table", AT("| a | b |\n|---|---|\n| ‸ |")],
    ["a quote", AT("> ‸")],
    ["code", AT("```\n‸\n```")],
    ["a comment", AT("<!--\n‸\n-->")],
    ["no section", AT("## References\n\n‸")],
    ["other documents", "# Shopping\n\n## Latency requirements\n\n‸\n"],
  ])("none in %s", (_, text) => expect(type(text).labels).toEqual([]));

  test("what is taken and left open answers nothing", () => {
    const { sections } = check(`${DOC}\n## Requirements\n\n- ${P95}\n`).reading;
    expect(sections.find((s) => s.id === "requirements")?.status).toBe("empty");
  });

  test("a team's own openings, without those that are wrong", () => {
    const team =
      'format: 1\nextends: designing-ml-systems\nsections:\n  requirements:\n    vocabulary: ["Ready by {date} at {hour}", "no blank", 3]\n';
    const { framework, mistakes } = extendFramework(team, bookFramework(), sayIn("en"));
    expect(mistakes.map((m) => m.message)).toEqual([
      '"no blank" holds no blank such as {words}.',
      '"3" holds no blank such as {words}.',
    ]);
    const labels = type(AT("‸"), framework && { framework }).labels;
    expect(labels).toEqual(["Ready by [date] at [hour]"]);
  });

  test("each section has some, in both languages, with a blank in each", () => {
    const { sections, data } = bookFramework();
    const ru = data.locales.find((l) => l.language === "ru");
    for (const { id, vocabulary = [] } of sections)
      for (const list of [vocabulary, ru?.sections[id]?.vocabulary ?? []]) {
        expect([list.length >= 3, list.length <= 8], id).toEqual([true, true]);
        for (const opening of list) expect(opening).toMatch(/\{[^{}]+\}/);
      }
  });
});

describe("front matter", () => {
  test("keys that are not there yet", () => {
    const text = "---\ntype: ml-design-doc\nstatus: draft\n‸\n---\n# T\n";
    const { labels, take } = type(text);
    expect(labels).toEqual(["problem-type", "owner", "reviewers", "review-by", "not-applicable", "ml-design-doc"]);
    expect(take("owner")).toBe(text.replace("‸", "owner: ‸"));
    expect(take("reviewers")).toBe(text.replace("‸", "reviewers:\n  - ‸"));
    expect(type(text.replace("‸", "ow‸")).take("owner")).toBe(text.replace("‸", "owner: ‸"));
    expect(type(text.replace("‸", "sta‸tus: draft").replace("status: draft\n", "")).take("status")).toBe(
      text.replace("status: draft\n‸", "status: draft"),
    );
  });

  test.each([
    ["status: ‸", "review", "status: review"],
    ["status:‸", "review", "status: review"],
    ["status: rev‸", "review", "status: review"],
    ["status: ‸draft", "approved", "status: approved"],
    ['status: "re‸', "review", "status: review"],
    ["type: ‸", "ml-design-doc", "type: ml-design-doc"],
    ["ml-design-doc: ‸", "false", "ml-design-doc: false"],
    ["problem-type: ‸", "ranking", "problem-type: ranking"],
    ["problem-type: [ranking, v‸]", "vision", "problem-type: [ranking, vision]"],
    ["problem-type: [‸, nlp]", "vision", "problem-type: [vision, nlp]"],
    ["problem-type:\n  - nlp\n  - ‸", "vision", "problem-type:\n  - nlp\n  - vision"],
    ["problem-type:\n- ‸", "vision", "problem-type:\n- vision"],
    ["problem-type:\n  -‸", "vision", "problem-type:\n  - vision"],
    ["not-applicable:\n  lab‸", "labels", "not-applicable:\n  labels: ‸[reason]"],
    ["not-applicable:\n  lab‸: they come later on", "labels", "not-applicable:\n  labels: they come later on"],
    ["not-applicable: {lab‸}", "labels", "not-applicable: {labels: ‸[reason]}"],
  ])("%j, %s", (line, label, expected) => {
    const text = (l: string) => `---\ntype: ml-design-doc\n${l}\n---\n# 図 T\n`;
    for (const lineEnd of ["\n", "\r\n"]) {
      const taken = type(text(line).replaceAll("\n", lineEnd)).take(label);
      expect(taken).toBe(text(expected).replaceAll("\n", lineEnd));
    }
  });

  test("a hyphen goes on with a key, but a blank begins none", () => {
    const at = (line: string, trigger: string) => type(`---\ntype: ml-design-doc\n${line}\n---\n`, { trigger }).labels;
    expect(at("problem-‸", "-")).toContain("problem-type");
    expect(at("‸", " ")).toEqual([]);
    expect(at("-‸", "-")).toEqual([]);
  });

  test("what a list holds already is not offered", () => {
    const at = (line: string) => type(`---\ntype: ml-design-doc\n${line}\n---\n# T\n`).labels;
    expect(at("problem-type: [nlp, ‸]")).not.toContain("nlp");
    expect(at("problem-type:\n  - nlp\n  - ‸")).not.toContain("nlp");
    expect(at("not-applicable:\n  cost: we do not pay for it\n  ‸")).not.toContain("cost");
    expect(at("not-applicable: {cost: we do not pay for it, ‸}")).not.toContain("cost");
  });

  test.each(["# sta‸", "owner: ‸", "title: a ‸", "  ‸", "tags:\n  - ‸", "owner: Ann # ‸"])("nothing at %j", (line) => {
    expect(type(`---\ntype: ml-design-doc\n${line}\n---\n# T\n`).labels).toEqual([]);
  });

  test("in other documents only what makes them ours", () => {
    const at = (line: string) => type(`---\ntitle: Milk\n${line}\n---\n# Shopping\n`).labels;
    expect(at("‸")).toEqual(["type", "ml-design-doc"]);
    expect(at("type: ‸")).toEqual(["ml-design-doc"]);
    expect(at("status: ‸")).toEqual([]);
  });

  test("front matter that is not closed yet", () => {
    expect(type("---\ntype: ml-design-doc\nstatus: ‸").labels).toEqual(["draft", "review", "approved", "live"]);
    expect(type("---\n‸\n# Churn model\n").labels).toEqual(["type", "ml-design-doc"]);
    expect(type("---\n\nSome text\n‸\n").labels).toEqual([]);
  });

  test("the whole of it on the first line", () => {
    const label = "Front matter of an ML design doc";
    expect(type("---‸\n# Churn model\n").take(label)).toBe(
      "---\ntype: ml-design-doc\nstatus: ‸draft\nowner: \nreview-by: \n---\n\n# Churn model\n",
    );
    expect(type("\ufeff-‸\r\n", { client: { snippets: false } }).take(label)).toBe(
      "\ufeff---\r\ntype: ml-design-doc\r\nstatus: draft\r\n---\r\n\r\n",
    );
    expect(type("---‸", { trigger: "-" }).labels).toEqual([label]);
    expect(type("-‸", { trigger: "-" }).labels).toEqual([]);
    expect(type(`---‸${HEAD.slice(3)}# T\n`).labels).toEqual([]);
  });
});

describe("marks", () => {
  const at = (line: string) => `${DOC}\n## Champions\n\n${line}\n\nText.\n`;

  test.each([
    ["<!--‸", "ml-design-docs-section", "<!-- ml-design-docs-section: ‸ -->"],
    ["<!-- ‸ -->", "ml-design-docs-section", "<!-- ml-design-docs-section: ‸ -->"],
    ["<!-- ml-design-docs-s‸-->", "ml-design-docs-section", "<!-- ml-design-docs-section: ‸ -->"],
    ["<!--‸>", "ml-design-docs-section", "<!-- ml-design-docs-section: ‸ -->"],
    ["<!-- ml‸", "ml-design-docs-disable-next", "<!-- ml-design-docs-disable-next ‸: [reason] -->"],
    ["図 <!-- ml‸", "ml-design-docs-disable-file", "図 <!-- ml-design-docs-disable-file ‸: [reason] -->"],
    ["<!-- ml-design-docs-section: ‸ -->", "baselines", "<!-- ml-design-docs-section: baselines -->"],
    ["<!-- ml-design-docs-section: base‸", "baselines", "<!-- ml-design-docs-section: baselines -->"],
    ["<!-- ml-design-docs-section: model, ‸-->", "baselines", "<!-- ml-design-docs-section: model, baselines -->"],
    ["<!-- ml-design-docs-section: ‸ -->", "none", "<!-- ml-design-docs-section: none -->"],
    [
      "<!-- ml-design-docs-disable-next sec‸",
      "section/missing",
      "<!-- ml-design-docs-disable-next section/missing: ‸[reason] -->",
    ],
    [
      "<!-- ml-design-docs-disable-next section/mi‸ -->",
      "section/missing",
      "<!-- ml-design-docs-disable-next section/missing: ‸[reason] -->",
    ],
    [
      "<!-- ml-design-docs-disable-file cost, ‸: later -->",
      "labels",
      "<!-- ml-design-docs-disable-file cost, labels: later -->",
    ],
    [
      "<!-- ml-design-docs-disable-file ‸, cost: later -->",
      "labels",
      "<!-- ml-design-docs-disable-file labels, cost: later -->",
    ],
  ])("%j, %s", (line, label, expected) => {
    for (const lineEnd of ["\n", "\r\n"])
      expect(type(at(line).replaceAll("\n", lineEnd)).take(label)).toBe(at(expected).replaceAll("\n", lineEnd));
  });

  test("plain text to a client without snippets", () => {
    const client = { snippets: false };
    expect(type(at("<!-- ‸"), { client }).take("ml-design-docs-section")).toBe(at("<!-- ml-design-docs-section: -->"));
    expect(type(at("<!-- ml-design-docs-disable-next ‸"), { client }).take("labels")).toBe(
      at("<!-- ml-design-docs-disable-next labels: -->"),
    );
  });

  test("ids with their titles, those listed already left out", () => {
    const { items, labels } = type(at("<!-- ml-design-docs-disable-next section/missing, ‸ -->"));
    expect(labels).not.toContain("section/missing");
    expect(labels).toEqual(expect.arrayContaining(rules.map((r) => r.id).filter((id) => id !== "section/missing")));
    expect(items.find((i) => i.label === "leakage")?.detail).toBe("Data leakage risks");
    expect(type(at("<!-- ml-design-docs-section: model, ‸ -->")).labels).not.toContain("model");
    expect(type(at("<!-- ml-design-docs-section: model, ‸ -->")).labels).not.toContain("none");
  });

  test("on and off only where they count, and in any document whose author asks", () => {
    const switches = ["ml-design-docs: on", "ml-design-docs: off"];
    expect(type(at("<!-- ‸ -->")).labels).not.toContain(switches[0]);
    expect(type(`${HEAD}# T\n\n<!-- ‸\n\n## Goals\n\nText.\n`).labels).toEqual(expect.arrayContaining(switches));
    expect(type("# Shopping\n\n<!-- ‸\n").labels).toEqual(switches);
    expect(type("# Shopping\n\n<!-- ‸\n").take("ml-design-docs: on")).toBe(
      "# Shopping\n\n<!-- ml-design-docs: on -->‸\n",
    );
    expect(type("# Shopping\n\n<!-- ‸\n", { trigger: " " }).labels).toEqual([]);
    expect(type("# Shopping\n\n<!-- ml-‸\n", { trigger: "-" }).labels).toEqual(switches);
  });

  test("a comment that is not closed yet does not hide what the document is", () => {
    const text = `# Churn model\n\n<!-- ‸\n\n${DOC.slice(DOC.indexOf("We propose"))}\n## Baselines\n\nThe rules engine finds 41 % of churners.\n\n## Model\n\nWe will train LightGBM on monthly snapshots of 2024 and 2025.\n\n## Monitoring\n\nPage the on-call engineer if weekly recall falls below 0.3.\n`;
    expect(type(text).labels).toContain("ml-design-docs-section");
  });

  test.each([
    "<!-- a note ‸ -->",
    "<!-- ml-design-docs-section: model ‸ -->",
    "<!-- ml-design-docs-disable-next cost: the ‸ -->",
    "`<!-- ‸`",
    "```html\n<!-- ‸\n```",
    "<!-- done --> ‸",
  ])("nothing at %j", (line) => expect(type(at(line)).labels).toEqual([]));
});

test.each(["\n", "\r\n"])("at no place of a document an edit reaches beyond the cursor's line (%j)", (lineEnd) => {
  const text =
    `---\ntype: ml-design-doc\nproblem-type: [nlp]\nnot-applicable:\n  cost: nobody pays for it\n---\n# Größe 図\n\n${DOC.slice(DOC.indexOf("We"))}
## Baselines\n\n- [ ] What?\n\t- TBD\n\n<!-- ml-design-docs-disable-next section/empty, cost: later -->\n\n## Lea\n\n<!--\n- open`.replaceAll(
      "\n",
      lineEnd,
    );
  const subject = subjectOf(text, {});
  const { lineStarts } = subject.checked.doc;
  let offers = 0;
  for (let offset = 0; offset <= text.length; offset++)
    for (const trigger of [undefined, "-", "#", " "])
      for (const { textEdit } of completions(subject, offset, trigger)) {
        offers++;
        const { start, end } = (textEdit as TextEdit).range;
        expect(start.line).toBe(end.line);
        expect(offsetAt(text, lineStarts, start)).toBeLessThanOrEqual(offset);
        expect(end.character).toBeGreaterThanOrEqual(start.character);
      }
  expect(offers).toBeGreaterThan(100);
});
