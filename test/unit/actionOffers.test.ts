/** What code actions offer: nothing that would change nothing, one name for a section, one right answer. */
import { describe, expect, test } from "vitest";
import { rangeOf } from "../../server/src/document/text.ts";
import { applyEdits } from "../../server/src/edits/edit.ts";
import { codeActions, resolveCodeAction } from "../../server/src/language/codeActions/index.ts";
import { diagnosticsOf } from "../../server/src/language/diagnostics.ts";
import { actionsAt, type Given, subjectOf } from "./subject.ts";

const HEAD = "---\ntype: ml-design-doc\n---\n# Churn model\n\n";
const CONFIG = { uri: "file:///.ml-design-docs.yaml", text: "version: 1\n", version: 1 };
const lazy = { resolvesEdits: true };

/** Titles of what is offered to a client that asks for edits later, where words stand. */
function offeredAt(text: string, words: string, given: Given = {}) {
  const subject = subjectOf(text, { projectConfig: CONFIG, ...given, client: lazy });
  const { doc } = subject.checked;
  const at = text.indexOf(words);
  const range = rangeOf(doc.lineStarts, at, at);
  return codeActions(subject, range, { diagnostics: [] }).map((a) => a.title);
}

/** The same for the first diagnostic of a rule. */
function offeredFor(text: string, rule: string, given: Given = {}) {
  const subject = subjectOf(text, { projectConfig: CONFIG, ...given, client: lazy });
  const diagnostic = diagnosticsOf(subject).find((d) => d.code === rule);
  if (!diagnostic) throw new Error(`no ${rule}`);
  return codeActions(subject, diagnostic.range, { diagnostics: [diagnostic] }).map((a) => a.title);
}

describe("nothing is offered that would change nothing", () => {
  test("a lead-in takes no questions and no waiver, a table's row and a label above a list no mark", () => {
    const lead = offeredAt(`${HEAD}- **Labels:**\n- **Features:** tenure, from the CRM export\n`, "Labels");
    expect(lead.filter((t) => /questions|does not apply/.test(t))).toEqual([]);
    const row = offeredAt(`${HEAD}| What | How |\n|---|---|\n| Labels | The vendor labels 2,000 a week |\n`, "Labels");
    expect(row.filter((t) => /^This heading|^Add|^Say/.test(t))).toEqual([]);
    const heading = offeredAt(`${HEAD}## Labels\n\nTBD\n`, "Labels");
    expect(heading).toEqual(
      expect.arrayContaining([
        'Add the open questions of "Labels"',
        'Say why "Labels" does not apply',
        'This heading is not "Labels"',
      ]),
    );
  });

  test("questions that stand there already are not offered again", () => {
    const subject = subjectOf(`${HEAD}## Labels\n\nTBD\n`);
    const range = rangeOf(subject.checked.doc.lineStarts, HEAD.length + 3, HEAD.length + 3);
    const ask = actionsAt(subject, range).find((a) => a.title.startsWith("Add the open"));
    const asked = applyEdits(subject.checked.doc, ask?.edits ?? []);
    expect(offeredAt(asked, "Labels").filter((t) => t.startsWith("Add the open"))).toEqual([]);
  });

  test("where no comment can stand nothing is silenced", () => {
    const text = "---\ntype: ml-design-doc\n---\n";
    const titles = offeredFor(text, "section/missing");
    expect(titles.filter((t) => t.includes("here"))).toEqual([]);
  });

  test("a heading whose words would be lost is not renamed", () => {
    for (const [words, offered] of [
      ["Data labels", true],
      ["Labels (owner: Ann)", false],
      ["Labels and agreement[^1]", false],
    ] as const) {
      const titles = offeredAt(`${HEAD}## ${words}\n\nThe vendor labels 2,000 a week.\n`, words);
      expect([words, titles.some((t) => t.startsWith("Rename"))]).toEqual([words, offered]);
    }
    const both = offeredAt(
      `${HEAD}## Retraining and monitoring\n\nPage if recall < 0.3; retrain weekly.\n`,
      "Retraining",
    );
    expect(both.filter((t) => t.startsWith("This heading is not")).length).toBeGreaterThan(1);
    expect(both.filter((t) => t.startsWith("Rename"))).toEqual([]);
    const lines = offeredAt(`${HEAD}Some words\nLabels\n---\n\nThe vendor labels 2,000 a week.\n`, "Labels");
    expect(lines.filter((t) => t.startsWith("Rename"))).toEqual([]);
  });
});

test("a hint is not made a hint", () => {
  const text = `${HEAD}## Goals\n\nCut churn.\n\n<!-- ml-design-docs-section: zzzzzz -->\n`;
  expect(offeredFor(text, "mark/unknown-section").filter((t) => /hint|off in/.test(t))).toEqual([
    'Turn "mark/unknown-section" off in this project',
  ]);
});

test("at most one action is preferred for a selection", () => {
  const text = `${HEAD}We propose a model that tells the retention team each Monday which customers are about to leave.\n\n## Goals\n\nCut monthly churn from 4.1 % to 3.6 % by June 2027.\n\n## Features\n\nTenure from the CRM export.\n\n## Baselines\n\nThe retention team's rule reaches 21 % precision.\n`;
  const subject = subjectOf(text);
  const all = diagnosticsOf(subject).filter((d) => d.code === "section/missing" && d.data.sections.length === 1);
  expect(all.length).toBeGreaterThan(1);
  const preferred = (diagnostics: typeof all) =>
    codeActions(subject, all[0]?.range as never, { diagnostics }).filter((a) => a.isPreferred).length;
  expect(preferred(all)).toBe(0);
  expect(preferred(all.slice(0, 1))).toBe(1);
});

test("a section has one name in a menu: the interface's", () => {
  const text = `${HEAD}## Goals\n\nCut churn by 10 % in a quarter.\n\n## Labels\n\nTBD\n\n## Features\n\nTenure from the CRM export.\n\n## Baselines\n\nThe rule reaches 21 % precision.\n`;
  const titles = offeredFor(text, "section/empty", { locale: "ru" });
  const name = /Указать, почему раздел «(.*)» не нужен/.exec(titles.join("\n"))?.[1] ?? "?";
  for (const start of ["Добавить открытые", "Этот заголовок", "Отключить"])
    expect(titles.filter((t) => t.startsWith(start) && t.includes(`«${name}»`)).length, start).toBeGreaterThan(0);
  const subject = subjectOf(text, { locale: "ru" });
  const missing = diagnosticsOf(subject).find((d) => d.code === "section/missing" && d.data.section);
  const actions = codeActions(subject, missing?.range as never, { diagnostics: missing ? [missing] : [] });
  const insert = actions.find((a) => a.title.startsWith("Вставить раздел «"));
  const title = /«(.*)»/.exec(insert?.title ?? "")?.[1] ?? "?";
  expect(missing?.message).toContain(`«${title}»`);
  expect(actions.some((a) => a.title.startsWith(`Отключить «${title}»`))).toBe(true);
  // What is written into an English document is English.
  expect(JSON.stringify(insert?.edit)).not.toMatch(/[а-я]/i);
});

test("an alias is the heading's name, without number, footnote and attributes, and is found again", () => {
  const text = `${HEAD}## 3. Plan zeta[^1] {#zeta}\n\nPage the on-call engineer if weekly recall falls below 0.3; alert on drift of the features.\n`;
  const subject = subjectOf(text, { projectConfig: CONFIG });
  const at = text.indexOf("Plan");
  const range = rangeOf(subject.checked.doc.lineStarts, at, at);
  const alias = codeActions(subject, range, { diagnostics: [] }).find((a) => a.title.endsWith("in the whole project"));
  expect(alias?.title).toMatch(/^"Plan zeta" is /);
  expect(JSON.stringify(alias?.edit)).toMatch(/Plan zeta(?! \{|\[)/);
  const { reading } = subjectOf(text, { aliases: { monitoring: ["Plan zeta"] } }).checked;
  expect(reading.sections.find((s) => s.id === "monitoring")?.places[0]?.by).toBe("project-alias");
});

describe("kinds that a client asks for", () => {
  const TEXT = `${HEAD}## Goals\n\nCut monthly churn from 4.1 % to 3.6 % by June 2027.\n`;
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const kinds = (only: string[] | undefined) =>
    new Set(codeActions(subjectOf(TEXT), whole, { diagnostics: [], ...(only && { only }) }).map((a) => a.kind));

  test("that are not ours cost nothing: not even the findings are looked at", () => {
    const untouchable = Object.defineProperty(subjectOf(TEXT), "checked", {
      get() {
        throw new Error("looked at");
      },
    });
    for (const only of ["source.organizeImports", "refactor.extract", "notebook"])
      expect(codeActions(untouchable, whole, { diagnostics: [], only: [only] })).toEqual([]);
    expect(() => codeActions(untouchable, whole, { diagnostics: [], only: ["quickfix"] })).toThrow("looked at");
  });

  test("name those below them, and the empty kind or none at all name every one", () => {
    const all = kinds(undefined);
    expect(all).toEqual(new Set(["quickfix", "refactor.rewrite", "source.mlDesignDocs"]));
    expect(kinds([""])).toEqual(all);
    expect(kinds([])).toEqual(all);
    expect(kinds(["source"])).toEqual(new Set(["source.mlDesignDocs"]));
    expect(kinds(["refactor"])).toEqual(new Set(["refactor.rewrite"]));
    expect(kinds(["quickfix", "refactor.rewrite"])).toEqual(new Set(["quickfix", "refactor.rewrite"]));
  });

  test("are the same ones when an edit is made later", () => {
    const subject = subjectOf(TEXT, { client: lazy });
    for (const only of [undefined, ["source"], ["refactor"], ["quickfix"]]) {
      const actions = codeActions(subject, whole, { diagnostics: [], ...(only && { only }) });
      expect(actions.length).toBeGreaterThan(0);
      for (const action of actions.filter((a) => a.data !== undefined))
        expect(resolveCodeAction(subject, action).edit, action.title).toBeDefined();
    }
  });

  test("a document just begun can be said to be none by a fix of what is said of it", () => {
    const subject = subjectOf(TEXT);
    const begun = diagnosticsOf(subject).find((d) => d.code === "section/missing");
    const titled = (only?: string[]) =>
      codeActions(subject, whole, { diagnostics: begun ? [begun] : [], ...(only && { only }) }).flatMap((a) =>
        a.title === "This document is no ML design doc" ? a.kind : [],
      );
    expect(begun?.data.section).toBeUndefined();
    expect(titled()).toEqual(["quickfix"]);
    expect(titled(["quickfix"])).toEqual(["quickfix"]);
    expect(titled(["source"])).toEqual(["source.mlDesignDocs"]);
    // Of one that is half done single findings are spoken of, not the whole document.
    const half = `${TEXT}\n## Features\n\nTenure, from the CRM export.\n\n## Baselines\n\nThe rule reaches 21 % precision.\n`;
    const grouped = subjectOf(half);
    const group = diagnosticsOf(grouped).find((d) => String(d.message).includes("around"));
    expect(group).toBeDefined();
    const fixes = codeActions(grouped, whole, { diagnostics: group ? [group] : [], only: ["quickfix"] });
    expect(fixes.map((a) => a.title)).not.toContain("This document is no ML design doc");
  });
});

describe("a name in the front matter that is no known one", () => {
  const written = (front: string) => {
    const text = `---\ntype: ml-design-doc\n${front}\n---\n# Churn model\n\n## Goals\n\nPredict who churns: a binary classifier, AUC above 0.8.\n`;
    const subject = subjectOf(text);
    const diagnostic = diagnosticsOf(subject).find((d) => /unknown/.test(String(d.code)));
    return codeActions(subject, diagnostic?.range as never, { diagnostics: diagnostic ? [diagnostic] : [] })
      .filter((a) => a.title.startsWith("Write"))
      .map(({ title, isPreferred, edit }) => {
        const [change] = edit?.documentChanges ?? [];
        const edits = change && "edits" in change ? change.edits : [];
        expect(applyEdits(subject.checked.doc, edits as never)).toBe(
          text.replace(/(?<=: \[?)[a-z]+(?=\]?\n---)/, /"(.*)"/.exec(title)?.[1] ?? "?"),
        );
        return `${/"(.*)"/.exec(title)?.[1]}${isPreferred ? "!" : ""}`;
      });
  };

  test("can be any that is known, at most five of them, first what the document shows", () => {
    expect(written("status: simmering")).toEqual(["draft", "review", "approved", "live"]);
    const types = written("problem-type: magic");
    expect(types).toHaveLength(5);
    expect(types[0]).toBe("classification");
    expect(written("problem-type: [magic]")).toEqual(types);
  });

  test("is above all the one that it is like", () => {
    expect(written("status: aproved")).toEqual(["approved!", "draft", "review", "live"]);
    expect(written("problem-type: rankin")).toEqual(["ranking!"]);
  });
});

test("a heading that is taken for nothing can be any section where the client has a picker", () => {
  const text = `${HEAD}## Lunch menu\n\nSoup on Mondays.\n`;
  const picked = (ownCommands: boolean, words: string) => {
    const subject = subjectOf(text, { client: { ownCommands } });
    const at = text.indexOf(words);
    const range = rangeOf(subject.checked.doc.lineStarts, at, at);
    return codeActions(subject, range, { diagnostics: [] }).find((a) => a.title === "This heading is another section…");
  };
  expect(picked(true, "Lunch")?.command).toMatchObject({
    command: "mlDesignDocs.headingIs",
    arguments: ["file:///docs/churn.md", text.indexOf("Lunch")],
  });
  expect(picked(false, "Lunch")).toBeUndefined();
  expect(picked(true, "Soup")).toBeUndefined();
});
