/** One project configuration file: what it says and what is wrong in it; its schema; globs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { CONFIG_SCHEMA, parseConfig } from "../../server/src/check/config.ts";
import { Globs } from "../../server/src/check/globs.ts";
import { readTeamFramework } from "../../server/src/framework/extend.ts";
import { bookFramework } from "../../server/src/framework/index.ts";
import { STATUSES } from "../../server/src/framework/types.ts";
import { sayIn } from "../../server/src/l10n.ts";
import { rules } from "../../server/src/rules/index.ts";

const framework = bookFramework();

/** A file's mistakes as `what stands there: what is said of it`. */
const mistakes = (text: string) =>
  parseConfig(text).mistakes.map((m) => `${text.slice(m.start, m.end)} → ${m.message}`);

describe("a file", () => {
  test("says all that it can, in YAML and in JSON", () => {
    const yaml = `version: 1
root: true
extends: [../base.yaml]
framework: ./team.yaml
include: docs/design/**
exclude:
  - docs/old
status: review
problem-type: [ranking, llm]
language: ru
sections: {augmentation: off, cost: review}
rules:
  section/elsewhere: off
  section/missing: error
aliases:
  baselines: [What we must beat, 2024]
`;
    const expected = {
      root: true,
      extends: ["../base.yaml"],
      framework: "./team.yaml",
      include: ["docs/design/**"],
      exclude: ["docs/old"],
      status: "review",
      problemTypes: ["ranking", "llm"],
      language: "ru",
      sections: { augmentation: "off", cost: "review" },
      rules: { "section/elsewhere": "off", "section/missing": "error" },
      aliases: { baselines: ["What we must beat", "2024"] },
    };
    for (const text of [yaml, JSON.stringify(parse(yaml), null, "\t").replace("2024", '"2024"')])
      expect(parseConfig(text)).toMatchObject({ config: expected, mistakes: [] });
  });

  test.each(["", "# nothing yet\n", "version: 1\n", "sections:\nrules:\n", "\ufeffversion: 1\r\nroot: false\r\n"])(
    "%j says nothing, and that is fine",
    (text) => {
      expect(parseConfig(text).mistakes).toEqual([]);
      expect(parseConfig(text).config).toEqual({ root: false, extends: [], sections: {}, rules: {}, aliases: {} });
    },
  );

  test.each([
    ["statsu: review", 'statsu → Unknown key "statsu": did you mean "status"?'],
    ["problem_type: llm", 'problem_type → Unknown key "problem_type": did you mean "problem-type"?'],
    ["sections: {leakge: off}", 'leakge → Unknown section "leakge": did you mean "leakage"?'],
    [
      "sections: {Data leakage risks: off}",
      'Data leakage risks → Unknown section "Data leakage risks": did you mean "leakage"?',
    ],
    ["sections: {cost: reveiw}", 'reveiw → Unknown value "reveiw": did you mean "review"?'],
    ["rules: {missing: off}", 'missing → Unknown rule "missing": did you mean "section/missing"?'],
    [
      "rules: {section/missing: warn}",
      'warn → Unknown value "warn". Known are error, warning, information, hint, off.',
    ],
    [
      "rules: {section/missing: false}",
      'false → Unknown value "false". Known are error, warning, information, hint, off.',
    ],
    ["rules: {section/missing: [off]}", '[off] → "section/missing" must be a text.'],
    ["status: done", 'done → Unknown value "done". Known are draft, review, approved, live.'],
    ["language: klingon", 'klingon → Unknown value "klingon". Known are en, de, es, fr, ja, pt, ru, zh.'],
    ["version: 2", '2 → "version" must be 1.'],
    ["root: yes please", 'yes please → "root" must be true or false.'],
    ["include: {a: b}", '{a: b} → "include" must be a text or a list.'],
    ["include: [[a]]", '[a] → "include" must be a text.'],
    ["problem-type: [ranking, rankng]", 'rankng → Unknown value "rankng": did you mean "ranking"?'],
    ["aliases: {scope: ['']}", "'' → \"scope\" is empty."],
    ["status: draft\nstatus: live", 'status → The key "status" stands here twice.'],
    ["[1]: 2", "[1] → A key must be a plain name."],
    ["- a", "- a → This file must be a mapping."],
  ])("%s: %s", (text, expected) => expect(mistakes(text)).toEqual([expected]));

  test("keeps what is right beside what is wrong, at its place", () => {
    const text = "status: review\nrules:\n  section/missing: of\n  section/empty: hint\n";
    const {
      config,
      mistakes: [first, ...others],
    } = parseConfig(text);
    expect(config).toMatchObject({ status: "review", rules: { "section/empty": "hint" } });
    expect(first).toMatchObject({ start: text.indexOf("of\n"), end: text.indexOf("of\n") + 2, likely: "off" });
    expect(others).toEqual([]);
  });

  test.each([
    ["broken", "rules: {section/missing: off\n"],
    ["two documents", "status: draft\n---\nstatus: live\n"],
    ["deep brackets", "[".repeat(100_000)],
    ["deep dashes", "- ".repeat(100_000)],
    ["deep indentation", Array.from({ length: 1000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
    ["too long", `# ${"x".repeat(600_000)}`],
    [
      "aliases upon aliases",
      `a: &a [x]\n${"bcdefghij"
        .split("")
        .map((c, i) => `${c}: &${c} [${`*${"abcdefghi"[i]},`.repeat(9)}]`)
        .join("\n")}\n`,
    ],
    ["an alias of itself", "include: &a [*a]\n"],
    ["control characters", "\u0000\u0001: \u0002"],
  ])("%s: a mistake, no exception, no hang", (_, text) => {
    expect(parseConfig(text).mistakes.length).toBeGreaterThan(0);
  });

  test("is told of in the interface's language", () => {
    const [mistake] = parseConfig("statsu: review", { say: sayIn("ru") }).mistakes;
    expect(mistake?.message).toBe("Неизвестный ключ «statsu»: имелся в виду «status»?");
  });
});

describe("the schema", () => {
  const enumeration = (name: string) => CONFIG_SCHEMA.$defs?.[name];

  test("knows the sections, rules, problem types, languages and statuses that there are", () => {
    expect(enumeration("sectionId")?.enum).toEqual(framework.sections.map((s) => s.id));
    expect(enumeration("ruleId")?.enum).toEqual(rules.map((r) => r.id).sort());
    expect(enumeration("problemType")?.enum).toEqual(framework.data.problemTypes.types.map((t) => t.id));
    expect(enumeration("language")?.enum).toEqual(["en", ...framework.data.locales.map((l) => l.language)]);
    expect(enumeration("status")?.oneOf?.map((o) => o.const)).toEqual(STATUSES);
  });

  test("describes every key and value", () => {
    for (const [key, schema] of Object.entries(CONFIG_SCHEMA.properties ?? {}))
      expect(schema.description, key).toBeTruthy();
    for (const name of ["status", "requiredFrom", "severity"])
      for (const option of enumeration(name)?.oneOf ?? []) expect(option.description, name).toBeTruthy();
  });

  test("and the reader agree about what is right", () => {
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(CONFIG_SCHEMA);
    const texts = [
      "version: 1\nstatus: review",
      "include: a\nexclude: [b, c]",
      "sections: {cost: off}\nrules: {section/missing: hint}\naliases: {scope: [In and out]}",
      "version: 2",
      "nothing: 1",
      "sections: {nothing: off}",
      "rules: {section/missing: 1}",
      "problem-type: [llm, x]",
      "root: 1",
    ];
    for (const text of texts) expect(parseConfig(text).mistakes.length === 0, text).toBe(validate(parse(text)));
  });

  test("has its descriptions in Russian, and nothing else there", () => {
    const said = new Set<string>();
    const collect = (value: unknown): void => {
      if (!value || typeof value !== "object") return;
      for (const [key, inner] of Object.entries(value))
        if (key === "description" && typeof inner === "string") said.add(inner);
        else collect(inner);
    };
    const read = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, "../..", path), "utf8"));
    collect(read("schemas/config.schema.json"));
    const { $defs } = read("schemas/framework.schema.json");
    for (const name of ["team", "teamSection", "bookId", "format"]) collect($defs[name]);
    expect(Object.keys(read("server/locales/ru/schemas.json")).sort()).toEqual([...said].sort());
  });
});

test("docs/configuration.md shows every key, in examples that hold", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/configuration.md"), "utf8");
  const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml as string);
  const shown = new Set<string>();
  for (const example of examples) {
    if (example.startsWith("format:")) {
      expect(readTeamFramework(example, framework, sayIn("en")).mistakes, example).toEqual([]);
      continue;
    }
    expect(parseConfig(example).mistakes, example).toEqual([]);
    for (const key of Object.keys(parse(example))) shown.add(key);
  }
  const keys = Object.keys(CONFIG_SCHEMA.properties ?? {}).filter((key) => !key.startsWith("$"));
  expect([...shown].sort()).toEqual(keys.sort());
});

describe("globs", () => {
  test.each([
    ["docs/**", "docs/a/b.md", true],
    ["docs/**", "other/docs/a.md", false],
    ["**/design/*.md", "x/y/design/a.md", true],
    ["**/design/*.md", "design/a.md", true],
    ["**/design/*.md", "design/a/b.md", false],
    ["*.md", "a.md", true],
    ["*.md", "a/b.md", false],
    ["docs", "docs/a/b.md", true],
    ["docs/", "docs/a/b.md", true],
    ["./docs/a.md", "docs/a.md", true],
    ["doc?/[a-c].md", "docs/b.md", true],
    ["doc?/[!a-c].md", "docs/b.md", false],
    ["{rfc,design}/**/*.{md,markdown}", "design/x/y.markdown", true],
    ["{a,b{c,d}}.md", "bd.md", true],
    ["a{.md", "a{.md", true],
    ["**", "any/thing.md", true],
    [".", "any/thing.md", true],
    ["d*cs/**/x*y*.md", "docs/p/q/xaby.md", true],
    ["Архив/*", "Архив/план 📈.md", true],
    ["?.md", "📈.md", true],
  ])("%s and %s: %s", (pattern, path, expected) => expect(new Globs([pattern]).matches(path)).toBe(expected));

  test("the last that names a path decides", () => {
    const globs = new Globs(["**", "!docs/design/**", "docs/design/old"]);
    expect(["a.md", "docs/design/a.md", "docs/design/old/a.md"].map((p) => globs.matches(p))).toEqual([
      true,
      false,
      true,
    ]);
  });

  test("no pattern takes long", () => {
    expect(new Globs([`${"*a".repeat(200)}b`]).matches("a".repeat(5000))).toBe(false);
    expect(new Globs([`${"**/".repeat(100)}b`]).matches("a/".repeat(2000))).toBe(false);
    expect(new Globs(["{a,b}".repeat(80)]).matches("a".repeat(80))).toBe(true);
  });
});
