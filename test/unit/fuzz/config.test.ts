/** Configuration and team framework files: whatever stands in them, every mistake has its place and nothing throws. */
import fc from "fast-check";
import { describe, expect } from "vitest";
import { check } from "../../../server/src/check/check.ts";
import { parseConfig } from "../../../server/src/check/config.ts";
import { resolveConfig } from "../../../server/src/check/resolveConfig.ts";
import { lineStartsOf } from "../../../server/src/document/text.ts";
import { addAlias, addExclude, type ConfigEdit, setSeverity } from "../../../server/src/edits/configEdits.ts";
import { applyEdits } from "../../../server/src/edits/edit.ts";
import type { Mistake } from "../../../server/src/framework/dataFile.ts";
import { extendFramework } from "../../../server/src/framework/extend.ts";
import { bookFramework } from "../../../server/src/framework/index.ts";
import { sayEnglish } from "../../../server/src/l10n.ts";
import {
  dataCompletions,
  dataHover,
  mistakeDiagnostics,
  mistakeFixes,
  mistakesIn,
} from "../../../server/src/language/configFiles.ts";
import { expectRangesIn, lineLengths } from "./bounds.ts";
import { configs, HEAD, teamFiles } from "./dataInputs.ts";
import { property } from "./fuzz.ts";

const book = bookFramework();
const DOC = "---\ntype: ml-design-doc\n---\n# Churn\n\n## What we beat\n\nThe rules find 41 % of the churners.\n";

function expectPlaced(mistakes: readonly Mistake[], text: string): void {
  for (const { start, end, message } of mistakes) {
    if (!(0 <= start && start <= end && end <= text.length)) expect.fail(`${message}: [${start}, ${end}]`);
    expect(message).not.toMatch(/undefined|\[object/);
  }
}

describe("a configuration file, whatever stands in it", () => {
  property("is read, each mistake at its place, twice the same", 2_000, configs, (text) => {
    const { config, mistakes } = parseConfig(text);
    expectPlaced(mistakes, text);
    const again = parseConfig(text);
    expect([again.config, again.mistakes]).toEqual([config, mistakes]);
  });

  const changes = fc.constantFrom<(text: string, json: boolean) => ConfigEdit | undefined>(
    (text, json) => setSeverity(text, "section/missing", "information", json ? "json" : "yaml"),
    (text, json) => setSeverity(text, "mark/no-effect", "off", json ? "json" : "yaml"),
    (text, json) => addAlias(text, "baselines", 'What "we": beat #1', json ? "json" : "yaml"),
    (text, json) => addAlias(text, "cost", "Money", json ? "json" : "yaml"),
    (text, json) => addExclude(text, "docs/{a,b}/**", json ? "json" : "yaml"),
  );
  property(
    "an edit of it adds no mistake, keeps every line's comment, and is made once",
    2_000,
    fc.tuple(configs, changes),
    ([text, change]) => {
      const json = text.trimStart().startsWith("{");
      const edit = change(text, json);
      if (!edit) return;
      expectRangesIn(lineLengths(text), edit.edits, "edits");
      expect(applyEdits({ text, lineStarts: lineStartsOf(text) }, edit.edits)).toBe(edit.text);
      const [before, after] = [parseConfig(text), parseConfig(edit.text)];
      expect(after.mistakes.length, edit.text).toBeLessThanOrEqual(before.mistakes.length);
      for (const comment of text.match(/(?<=^|\s)# (?:ours|why)/gm) ?? []) expect(edit.text).toContain(comment.trim());
      const twice = change(edit.text, json);
      expect(twice === undefined || twice.text === edit.text, `${edit.text} → ${twice?.text}`).toBe(true);
    },
  );

  property(
    "completion, hover and fixes answer at any place",
    600,
    fc.tuple(
      fc.oneof(configs, teamFiles),
      fc.nat(),
      fc.constantFrom("a/.ml-design-docs.yaml", "a/.ml-design-docs.json", "a/team.yaml"),
    ),
    ([text, at, name]) => {
      const kind = name.includes("team") ? "framework" : "config";
      const subject = { uri: `file:///${name}`, text, kind, framework: book, locale: "en", say: sayEnglish } as const;
      const lengths = lineLengths(text);
      const starts = lineStartsOf(text);
      const line = at % lengths.length;
      const offset = (starts[line] as number) + (at % ((lengths[line] as number) + 1));
      const diagnostics = mistakeDiagnostics(text, mistakesIn(subject));
      expectRangesIn(lengths, diagnostics, "mistakes");
      expectRangesIn(lengths, mistakeFixes(subject, 1, diagnostics), "fixes");
      expectRangesIn(lengths, dataCompletions(subject, offset), "completions");
      expectRangesIn(lengths, dataHover(subject, offset), "hover");
    },
  );
});

describe("the files of a project", () => {
  const files = fc.dictionary(
    fc.constantFrom(
      ".ml-design-docs.yaml",
      "a/.ml-design-docs.json",
      "a/b/.ml-design-docs.yml",
      "base.yaml",
      "a/team.yaml",
      "team.yaml",
    ),
    fc.oneof(
      configs,
      teamFiles,
      fc.constantFrom(
        "extends: [.ml-design-docs.yaml, base.yaml, a/../base.yaml]\n",
        "extends: ./a\nframework: team.yaml\n",
      ),
    ),
    { maxKeys: 5 },
  );
  property("are resolved, in circles or not, and a document is checked under them", 600, files, async (given) => {
    const texts = new Map(Object.entries(given).map(([path, text]) => [`file:///p/${path}`, text]));
    const uri = "file:///p/a/b/doc.md";
    const config = await resolveConfig(uri, { read: async (file) => texts.get(file) });
    for (const [file, mistakes] of config?.mistakes ?? []) expectPlaced(mistakes, config?.texts.get(file) ?? "");
    const checked = check(DOC, { config, uri });
    expect(checked.failures).toEqual([]);
    expectRangesIn(lineLengths(DOC), checked.findings, "findings");
  });
});

describe("a team's framework, whatever stands in it", () => {
  property("is read, each mistake at its place, and is used as far as it is right", 800, teamFiles, (text) => {
    const { mistakes, framework } = extendFramework(text, book, sayEnglish);
    expectPlaced(mistakes, text);
    if (!framework) return;
    const checked = check(DOC, { framework });
    expect(checked.failures).toEqual([]);
    expectRangesIn(lineLengths(DOC), checked.findings, "findings");
    expect(new Set(framework.sections.map((s) => s.id)).size).toBe(framework.sections.length);
  });

  const word = fc.constantFrom(
    "a",
    "the",
    "model",
    "<quantity>",
    "<tool>",
    "<x>",
    "*",
    "*3",
    "*12",
    "*13",
    "?",
    "a?",
    "(",
    ")",
    "|",
    "(a|b)",
    "(a?|b c)",
    "базовая",
    "数据",
    '\\"',
    "..",
    "~3",
    "",
  );
  const phrase = fc.array(word, { maxLength: 14 }).map((words) => words.join(" "));
  property(
    "its phrases are read or refused, and matched in time",
    800,
    fc.array(phrase, { minLength: 1, maxLength: 12 }),
    (phrases) => {
      const list = phrases.map((p) => `      - "${p}"\n`).join("");
      const text = `${HEAD}sections:\n  cost:\n    aliases: ["${phrases[0]}"]\n    evidence:\n${list}`;
      const { mistakes, framework } = extendFramework(text, book, sayEnglish);
      expectPlaced(mistakes, text);
      expect(framework).toBeDefined();
      const checked = check(`${DOC}${"a the model b c 数据 ".repeat(40)}\n`, { framework: framework ?? book });
      expect(checked.failures).toEqual([]);
    },
  );
});
