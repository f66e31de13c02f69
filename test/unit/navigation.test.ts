/** Navigation and overview: lens, hints, links, definitions, outline, highlights, folding. */
import { describe, expect, test } from "vitest";
import type { DocumentSymbol, LocationLink, Range, SymbolInformation } from "vscode-languageserver-types";
import { type CheckOptions, check } from "../../server/src/check/check.ts";
import { coverageOf } from "../../server/src/check/coverage.ts";
import { offsetAt } from "../../server/src/document/text.ts";
import { bookFramework } from "../../server/src/framework/index.ts";
import { sayIn } from "../../server/src/l10n.ts";
import { codeLenses, coverageText } from "../../server/src/language/codeLens.ts";
import { definition } from "../../server/src/language/definition.ts";
import { documentHighlights } from "../../server/src/language/documentHighlight.ts";
import { documentLinks } from "../../server/src/language/documentLinks.ts";
import { documentSymbols } from "../../server/src/language/documentSymbols.ts";
import { foldingRanges } from "../../server/src/language/foldingRanges.ts";
import { inlayHints } from "../../server/src/language/inlayHints.ts";
import { type ClientFacts, DEFAULT_SETTINGS, type Subject } from "../../server/src/language/subject.ts";

const URI = "file:///docs/churn.md";
const HEAD = "---\ntype: ml-design-doc\nstatus: draft\n---\n";
const DOC = `${HEAD}# Churn model

We propose a model that tells the retention team each Monday which customers are about to leave.

## Goals

Cut monthly churn from 4.1 % to 3.6 % by June 2027. Margins are in What to beat; see Monitoring plan too.

## 3. What to beat

The retention team's rule reaches 21 % precision at 30 % recall on the same customers.

## Features

Tenure in months and tickets in the last 30 days, from the CRM export.

### Monitoring of features

## Monitoring plan

Page the on-call engineer if weekly recall falls below 0.3. Labels may be late, see \`Features\`, [Features](#features) or Features.
`;

interface Given extends CheckOptions {
  client?: Partial<ClientFacts>;
  inlayHints?: boolean;
  codeLens?: boolean;
  rulePages?: string | undefined;
}

function subjectOf(text: string, given: Given = {}): Subject {
  const { client, inlayHints: hints, codeLens, rulePages, ...options } = given;
  const locale = options.locale ?? "en";
  return {
    uri: URI,
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
    settings: { ...DEFAULT_SETTINGS, inlayHints: hints ?? true, codeLens: codeLens ?? true },
    rulePages: "rulePages" in given ? rulePages : "file:///rules/",
  };
}

/** The text that a range covers. */
function textIn({ checked: { doc } }: Subject, range: Range): string {
  return doc.text.slice(offsetAt(doc.text, doc.lineStarts, range.start), offsetAt(doc.text, doc.lineStarts, range.end));
}

const OTHER = "# Shopping list\n\n- milk\n\n## Features\n\n<!--\nfresh\n-->\n";

describe("code lens", () => {
  test("tells the coverage on the title", () => {
    const subject = subjectOf(DOC);
    const [lens, ...more] = codeLenses(subject);
    expect(more).toEqual([]);
    expect(lens && textIn(subject, lens.range)).toBe("Churn model");
    const { asked, answered, missing } = coverageOf(subject.checked.reading);
    expect(lens?.command?.title).toBe(`${answered} of ${asked} sections answered · ${missing} missing`);
  });

  test("counts empty sections, and leaves out what there is none of", () => {
    expect(coverageText(subjectOf(`${HEAD}# T\n\n## Baselines\n\nTBD\n`))).toMatch(/ missing · 1 empty$/);
    const subject = subjectOf(`${HEAD}# T\n\n## Baselines\n\nThe rules engine finds 41 % of the cases.\n`);
    const { reading } = subject.checked;
    const only = reading.sections.filter((s) => s.id === "baselines");
    const checked = { ...subject.checked, reading: { ...reading, sections: only } };
    expect(coverageText({ checked, say: sayIn("en") })).toBe("1 of 1 section answered");
    expect(coverageText({ checked, say: sayIn("ru") })).toBe("Разделы с ответом: 1 из 1");
  });

  test("names our extension's command only if the client has it; else it is text", () => {
    expect(codeLenses(subjectOf(DOC))[0]?.command?.command).toBe("");
    expect(codeLenses(subjectOf(DOC, { client: { ownCommands: true } }))[0]?.command).toMatchObject({
      command: "mlDesignDocs.showCoverage",
      arguments: [URI],
    });
  });

  test("stands on one line, with no title on the first one that says something", () => {
    const setext = subjectOf(`${HEAD}Churn\nmodel\n=====\n`);
    const [lens] = codeLenses(setext);
    expect(lens && textIn(setext, lens.range)).toBe("Churn");
    const untitled = subjectOf(`${HEAD}\nWe predict churn.\n`);
    const [first] = codeLenses(untitled);
    expect(first && textIn(untitled, first.range)).toBe("We predict churn.");
    expect(codeLenses(subjectOf("", { assumeDesignDoc: true }))).toHaveLength(1);
  });

  test("is none for other documents, and if it is switched off", () => {
    expect(codeLenses(subjectOf(OTHER))).toEqual([]);
    expect(codeLenses(subjectOf(DOC, { codeLens: false }))).toEqual([]);
  });

  test("speaks Russian", () => {
    expect(codeLenses(subjectOf(DOC, { locale: "ru" }))[0]?.command?.title).toMatch(
      /^Разделы с ответом: \d+ из \d+ · нет: \d+$/,
    );
  });
});

describe("inlay hints", () => {
  const all = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
  const shown = (subject: Subject, range = all) =>
    inlayHints(subject, range).map(({ position, label }) => {
      const line = subject.checked.doc.text.split("\n")[position.line] ?? "";
      return `${line.slice(0, position.character)}| ${label}`;
    });

  test("name the section where the heading does not", () => {
    const found = shown(subjectOf(DOC));
    expect(found).toContain("## Goals| → Objectives and success metrics");
    expect(found).toContain("## 3. What to beat| → Baselines");
    expect(found.filter((f) => /## (?:Features|Monitoring plan)/.test(f))).toEqual([]);
  });

  test("tell why, and name several sections", () => {
    const one = inlayHints(subjectOf(DOC), all)[0];
    expect(one).toMatchObject({ tooltip: expect.stringMatching(/^Taken for this section because/), paddingLeft: true });
    const mark = "<!-- ml-design-docs-section: baselines, model -->";
    const two = inlayHints(
      subjectOf(`${HEAD}# T\n\n## Ladder\n${mark}\n\nThe rule finds 41 % of the cases.\n`),
      all,
    )[0];
    expect(two?.label).toBe("→ Baselines, Model selection and training");
    expect(two?.tooltip).toMatch(/^Baselines: Taken .* comment .*\nModel selection and training: Taken .* comment/);
  });

  test("say that the project names the heading", () => {
    const text = `${HEAD}# T\n\n## Ladder\n\nThe rule finds 41 % of the cases.\n`;
    const [hint] = inlayHints(subjectOf(text, { aliases: { baselines: ["Ladder"] } }), all);
    expect(hint?.tooltip).toContain("configuration");
  });

  test("keep to the range that was asked for, in order", () => {
    const line = DOC.split("\n").indexOf("## Goals");
    const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    expect(shown(subjectOf(DOC), range)).toEqual(["## Goals| → Objectives and success metrics"]);
    const lines = inlayHints(subjectOf(DOC), all).map((h) => h.position.line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  test("are off by default, and none for other documents", () => {
    expect(DEFAULT_SETTINGS.inlayHints).toBe(false);
    expect(inlayHints(subjectOf(DOC, { inlayHints: false }), all)).toEqual([]);
    expect(inlayHints(subjectOf(OTHER), all)).toEqual([]);
  });

  test("use the interface's language", () => {
    expect(shown(subjectOf(DOC, { locale: "ru" }))).toContain("## 3. What to beat| → Бейзлайны");
  });
});

describe("document links", () => {
  const MARKS =
    "<!-- ml-design-docs-disable-file section/missing, leakage, no/such: later -->\n\n" +
    "<!-- ml-design-docs-disable-next section/empty: later -->\n\nTBD\n\n`ml-design-docs-disable-next section/empty`\n";

  test("lead from the rules in marks to their pages", () => {
    const subject = subjectOf(`${DOC}\n${MARKS}`);
    expect(documentLinks(subject).map((l) => [textIn(subject, l.range), l.target])).toEqual([
      ["section/missing", "file:///rules/section/missing.md"],
      ["section/empty", "file:///rules/section/empty.md"],
    ]);
  });

  test("are none where the host has no pages", () => {
    expect(documentLinks(subjectOf(`${DOC}\n${MARKS}`, { rulePages: undefined }))).toEqual([]);
  });
});

describe("definition", () => {
  /** Where `|` in the text leads. */
  const go = (marked: string, given?: Given) => {
    const offset = marked.indexOf("|");
    const subject = subjectOf(marked.replace("|", ""), given);
    const found = definition(subject, offset) as LocationLink[] | undefined;
    return found?.map((l) => ({
      from: l.originSelectionRange && textIn(subject, l.originSelectionRange),
      to: textIn(subject, l.targetSelectionRange),
      shows: textIn(subject, l.targetRange),
    }));
  };

  test("of a section's title in prose is its heading, shown with what stands under it", () => {
    const found = go(DOC.replace("see Monitoring plan", "see Monit|oring plan"));
    expect(found).toHaveLength(1);
    expect(found?.[0]).toMatchObject({ from: "Monitoring plan", to: "Monitoring plan" });
    expect(found?.[0]?.shows).toMatch(/^## Monitoring plan\n\nPage .* Features\.$/);
  });

  test("of a heading's own words, with or without its number, is that heading", () => {
    expect(go(DOC.replace("in What", "in |What"))).toMatchObject([{ from: "What to beat", to: "3. What to beat" }]);
    expect(go(DOC.replace("see Monitoring plan", "see Base|lines"))).toMatchObject([{ to: "3. What to beat" }]);
  });

  test("is none in code, links and other words, and of a word that only begins a sentence", () => {
    expect(go(DOC.replace("`Features`", "`Fea|tures`"))).toBeUndefined();
    expect(go(DOC.replace("[Features]", "[Fea|tures]"))).toBeUndefined();
    expect(go(DOC.replace("or Features.", "or Fea|tures."))).toMatchObject([{ to: "Features" }]);
    expect(go(DOC.replace("or Features.", "or Fea|turesets."))).toBeUndefined();
    expect(go(DOC.replace("or Features.", "or fea|tures."))).toBeUndefined();
    expect(go(DOC.replace("Page the", "Fea|tures page the"))).toBeUndefined();
    expect(go(DOC.replace("Page the", "- Fea|tures\n\nPage the"))).toMatchObject([{ to: "Features" }]);
    expect(go(DOC.replace("tells the", "tells| the"))).toBeUndefined();
    expect(go(DOC.replace("see Monitoring plan", "see Cos|t"))).toBeUndefined();
    expect(go(DOC.replace("Tenure in", "```\nsee Fea|tures\n```\n\nTenure in"))).toBeUndefined();
  });

  test("of a section id in a mark is its heading, else the statement that answers it", () => {
    const mark = (ids: string) => `${DOC}\n<!-- ml-design-docs-disable-next ${ids}: not yet known -->\n\nTBD\n`;
    expect(go(mark("base|lines"))).toMatchObject([{ from: "baselines", to: "3. What to beat" }]);
    expect(go(mark("section/mis|sing"))).toBeUndefined();
    expect(go(mark("lea|kage"))).toBeUndefined();
    const elsewhere =
      "## Evaluation\n<!-- ml-design-docs-disable-next base|lines: later -->\n\n" +
      "The baseline is the retention team's rule, which reaches 21 % precision.\n";
    const found = go(`${HEAD}# Churn model\n\n${elsewhere}`);
    expect(found?.[0]?.to).toContain("The baseline is");
  });

  test("of a section id in the front matter is its heading", () => {
    const text = (id: string) =>
      DOC.replace("status: draft\n", `status: draft\nnot-applicable:\n  ${id}: the rule is decided elsewhere\n`);
    expect(go(text("base|lines"))).toMatchObject([{ from: "baselines", to: "3. What to beat" }]);
    expect(go(text("cos|t"))).toBeUndefined();
    expect(go(text("baselines").replace("decided", "deci|ded"))).toBeUndefined();
    expect(go(DOC.replace("draft", "dra|ft"))).toBeUndefined();
  });

  test("of a heading are the section's other places", () => {
    const twice = `${DOC}\n## Baselines\n\nAlways "stays": 96 % accuracy, 0 % recall.\n`;
    expect(go(twice.replace("## 3. What", "## 3. Wh|at"))).toMatchObject([{ to: "Baselines" }]);
    expect(go(twice.replace("## Baselines", "## |Baselines"))).toMatchObject([{ to: "3. What to beat" }]);
    expect(go(DOC.replace("## 3. What", "## 3. Wh|at"))).toBeUndefined();
  });

  test("is a plain location for a client without links", () => {
    const offset = DOC.indexOf("Monitoring plan too");
    const found = definition(subjectOf(DOC, { client: { definitionLinks: false } }), offset);
    const line = DOC.split("\n").indexOf("## Monitoring plan");
    expect(found).toEqual([{ uri: URI, range: { start: { line, character: 3 }, end: { line, character: 18 } } }]);
  });

  test("is none in other documents", () => {
    expect(definition(subjectOf(`${OTHER}\nSee Features.\n`), OTHER.length + 6)).toBeUndefined();
  });

  test("does not stall on a line of brackets", () => {
    const text = `${HEAD}# T\n\n${"[<`(".repeat(600)} see Baselines\n`;
    const start = performance.now();
    definition(subjectOf(text), text.indexOf("see"));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("document symbols", () => {
  const nested = (text: string, given?: Given) => documentSymbols(subjectOf(text, given)) as DocumentSymbol[];

  test("are the headings as a tree, with section and status", () => {
    const [title] = nested(`${DOC}\n## Cost\n\nTBD\n`);
    expect(title?.name).toBe("Churn model");
    const byName = new Map(title?.children?.map((s) => [s.name, s]));
    expect([...byName.keys()]).toEqual(["Goals", "3. What to beat", "Features", "Monitoring plan", "Cost"]);
    expect(byName.get("3. What to beat")?.detail).toBe("Baselines · answered");
    expect(byName.get("Features")).toMatchObject({
      detail: "answered",
      children: [{ name: "Monitoring of features" }],
    });
    expect(byName.get("Cost")?.detail).toBe("empty");
  });

  test("tell what is waived, and what is answered at another place", () => {
    const [title] = nested(
      `${DOC}\n## Baselines\n\n## Cost\n\nN/A: the pilot runs on machines that are paid for.\n\n## Our team\n`,
    );
    const details = Object.fromEntries((title?.children ?? []).map((s) => [s.name, s.detail]));
    expect(details["Cost"]).toBe("waived");
    expect(details["Baselines"]).toMatch(/^answered elsewhere$|^empty$/);
  });

  test("hold each other, whatever the headings are", () => {
    const texts = [
      DOC,
      DOC.replaceAll("\n", "\r\n"),
      `${HEAD}## A  \n\n  ### B ##  \n\n**Bold line**\n\ntext\n\n**Another**\n\n# C\n\nD\n=\n\n<h3>E</h3>\n\n####\n\n`,
      `${HEAD}# T\n\n## Features\n\n- **Tenure:** months\n- **Tickets:** 30 days\n\n| A | b |\n|---|---|\n| Labels | c |\n`,
      "# Only",
    ];
    for (const text of texts) {
      const subject = subjectOf(text, { assumeDesignDoc: true });
      const { doc } = subject.checked;
      const offset = (p: Range["start"]) => offsetAt(doc.text, doc.lineStarts, p);
      let count = 0;
      const walk = (symbols: readonly DocumentSymbol[], from: number, to: number) => {
        let last = from;
        for (const { name, range, selectionRange, children } of symbols) {
          count++;
          expect(name).not.toBe("");
          expect(offset(range.start)).toBeGreaterThanOrEqual(last);
          expect(offset(range.end)).toBeLessThanOrEqual(to);
          expect(offset(selectionRange.start)).toBeGreaterThanOrEqual(offset(range.start));
          expect(offset(selectionRange.end)).toBeLessThanOrEqual(offset(range.end));
          walk(children ?? [], offset(range.start), offset(range.end));
          last = offset(range.end);
        }
      };
      walk(documentSymbols(subject) as DocumentSymbol[], 0, doc.text.length);
      expect(count).toBe(doc.headings.filter((h) => h.part.depth > 0 || h.part.kind === "bold-line").length);
    }
  });

  test("are flat for a client that takes no tree", () => {
    const subject = subjectOf(DOC, { client: { nestedSymbols: false } });
    const flat = documentSymbols(subject) as SymbolInformation[];
    expect(flat.map((s) => [s.name, s.containerName])).toEqual([
      ["Churn model", undefined],
      ["Goals", "Churn model"],
      ["3. What to beat", "Churn model"],
      ["Features", "Churn model"],
      ["Monitoring of features", "Features"],
      ["Monitoring plan", "Churn model"],
    ]);
    expect(textIn(subject, flat[3]?.location.range as Range)).toMatch(
      /^## Features\n[\s\S]*### Monitoring of features$/,
    );
  });

  test("are none for other documents", () => expect(nested(OTHER)).toEqual([]));
});

describe("document highlight", () => {
  const lit = (text: string, at: string) => {
    const subject = subjectOf(text);
    return documentHighlights(subject, text.indexOf(at))?.map((h) => textIn(subject, h.range));
  };

  test("shows all headings of the section", () => {
    const twice = `${DOC}\n## Baselines\n\nAlways "stays": 96 % accuracy, 0 % recall.\n`;
    expect(lit(twice, "What to beat\n")).toEqual(expect.arrayContaining(["3. What to beat", "Baselines"]));
    expect(lit(twice, "Baselines\n")).toEqual(lit(twice, "What to beat\n"));
  });

  test("shows what answers it elsewhere, as read", () => {
    const said = "The baseline is the retention team's rule, which reaches 21 % precision.";
    const text = `${HEAD}# Churn model\n\n## Evaluation\n\n${said}\n\n## Baselines\n\nTBD\n`;
    const subject = subjectOf(text);
    const found = documentHighlights(subject, text.indexOf("Baselines")) ?? [];
    expect(found.map((h) => [textIn(subject, h.range), h.kind])).toEqual([
      [said, 2],
      ["Baselines", 1],
    ]);
  });

  test("leaves all else to the editor", () => {
    expect(lit(DOC, "We propose")).toBeUndefined();
    expect(lit(OTHER, "Features")).toBeUndefined();
  });
});

describe("folding ranges", () => {
  const folded = (text: string) =>
    foldingRanges(subjectOf(text)).map(({ startLine, endLine, kind }) => {
      expect(kind).toBe("comment");
      return text
        .split("\n")
        .slice(startLine, endLine + 1)
        .join("\n");
    });

  test("are the comments of several lines, and runs of comments", () => {
    const text = `${DOC}\n<!-- What\nelse? -->\n\n<!-- one line -->\n\ntext\n\n<!-- alone -->\n\ntext\n\n- item\n  <!-- in\n  a list -->\n`;
    expect(folded(text)).toEqual(["<!-- What\nelse? -->\n\n<!-- one line -->", "  <!-- in\n  a list -->"]);
  });

  test("leave what follows a comment on its last line in sight", () => {
    expect(folded(`${DOC}\nWe <!-- or\nthe team\nor both --> decide.\n`)).toEqual(["We <!-- or\nthe team"]);
    expect(folded(`${DOC}\nWe <!-- or\nthe team --> decide.\n`)).toEqual([]);
  });

  test("are only our guidance in other documents", () => {
    const guidance = /<!--[\s\S]*?-->/.exec(bookFramework().section("baselines")?.template ?? "")?.[0] ?? "";
    const wrapped = guidance.replace("? ", "?\n");
    expect(wrapped).toContain("\n");
    expect(folded(`${OTHER}\n${wrapped}\n`)).toEqual([wrapped]);
  });
});
