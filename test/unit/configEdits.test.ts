/** Edits of a project's configuration change what they say, and no comment or layout beside it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { lineStartsOf } from "../../server/src/document/text.ts";
import { addAlias, addExclude, type ConfigEdit, setSeverity } from "../../server/src/edits/configEdits.ts";
import { applyEdits } from "../../server/src/edits/edit.ts";

function text(before: string | undefined, edit: ConfigEdit | undefined): string | undefined {
  if (!edit) return undefined;
  const own = before ?? "";
  expect(applyEdits({ text: own, lineStarts: lineStartsOf(own) }, edit.edits)).toBe(edit.text);
  return edit.text;
}
const severity = (before: string | undefined, rule = "section/missing", to = "hint") =>
  text(before, setSeverity(before, rule, to));
const alias = (before: string | undefined, heading = "What we beat") =>
  text(before, addAlias(before, "baselines", heading));
const exclude = (before: string | undefined, pattern = "docs/old/**") => text(before, addExclude(before, pattern));

describe("a configuration that is not there yet", () => {
  test("begins with its version", () => {
    expect(severity(undefined)).toBe("version: 1\nrules:\n  section/missing: hint\n");
    expect(alias("")).toBe("version: 1\naliases:\n  baselines:\n    - What we beat\n");
    expect(exclude("\n")).toBe('version: 1\nexclude:\n  - "docs/old/**"\n');
    expect(addExclude(undefined, "a", "json")?.text).toBe('{\n  "version": 1,\n  "exclude": [\n    "a"\n  ]\n}\n');
  });

  test("keeps a comment that stands there alone", () => {
    expect(setSeverity("# ours\n", "a/b", "off")).toBeDefined();
    expect(severity("# ours")).toBe("# ours\nrules:\n  section/missing: hint\n");
  });
});

describe("setting a severity", () => {
  test.each([
    ["version: 1\n", "version: 1\nrules:\n  section/missing: hint\n"],
    ["version: 1", "version: 1\nrules:\n  section/missing: hint"],
    ["version: 1\r\nroot: true\r\n", "version: 1\r\nroot: true\r\nrules:\r\n  section/missing: hint\r\n"],
    ["rules:\n  section/missing: off # why\n", "rules:\n  section/missing: hint # why\n"],
    [
      "rules: # ours\n    a/b: off # c\n\n# end\n",
      "rules: # ours\n    a/b: off # c\n    section/missing: hint\n\n# end\n",
    ],
    ["rules:\nroot: true\n", "rules:\n  section/missing: hint\nroot: true\n"],
    ["rules:\n  # none yet\nroot: true\n", "rules:\n  section/missing: hint\n  # none yet\nroot: true\n"],
    ["rules: {}\nroot: true\n", "rules: {section/missing: hint}\nroot: true\n"],
    ["rules: {a/b: off}\n", "rules: {a/b: off, section/missing: hint}\n"],
    ["rules: {\n  a/b: off\n}\n", "rules: {\n  a/b: off,\n  section/missing: hint\n}\n"],
    ["rules: null\n", "rules: {section/missing: hint}\n"],
    ["rules:\n  section/missing:\n", "rules:\n  section/missing: hint\n"],
    ['{"version": 1}', '{"version": 1, "rules": {"section/missing": "hint"}}'],
    ['{\n    "version": 1\n}\n', '{\n    "version": 1,\n    "rules": {\n        "section/missing": "hint"\n    }\n}\n'],
    [
      '{\n\t"rules": {\n\t\t"a/b": "off"\n\t}\n}\n',
      '{\n\t"rules": {\n\t\t"a/b": "off",\n\t\t"section/missing": "hint"\n\t}\n}\n',
    ],
    ['{"rules": {"section/missing": "off"}}', '{"rules": {"section/missing": "hint"}}'],
    ["\ufeffversion: 1\n", "\ufeffversion: 1\nrules:\n  section/missing: hint\n"],
  ])("%j", (before, after) => {
    expect(severity(before)).toBe(after);
    expect(setSeverity(after, "section/missing", "hint")).toEqual({ text: after, edits: [] });
  }); // prettier-ignore

  test.each([
    "rules: off\n",
    "rules: [a]\n",
    "- a\n",
    "rules: {a: b\n",
    "rules:\n  section/missing: {a: b}\n",
    "base: &b\n  a/b: off\nrules: *b\n",
    "just words\n",
  ])("what is no such configuration is left alone: %j", (before) => expect(severity(before)).toBeUndefined());
});

describe("adding an alias", () => {
  test.each([
    ["version: 1\n", "version: 1\naliases:\n  baselines:\n    - What we beat\n"],
    ["aliases:\n  model: [Trees]\n", "aliases:\n  model: [Trees]\n  baselines:\n    - What we beat\n"],
    ["aliases:\n  baselines: [Zero]\n", "aliases:\n  baselines: [Zero, What we beat]\n"],
    [
      "aliases:\n  baselines:\n  - Zero # old\nroot: true\n",
      "aliases:\n  baselines:\n  - Zero # old\n  - What we beat\nroot: true\n",
    ],
    ["aliases:\n  baselines: Zero, or so\n", 'aliases:\n  baselines: ["Zero, or so", What we beat]\n'],
    ["aliases:\n  baselines:\n", "aliases:\n  baselines:\n    - What we beat\n"],
    ['{"aliases": {"baselines": ["Zero"]}}', '{"aliases": {"baselines": ["Zero", "What we beat"]}}'],
  ])("%j", (before, after) => {
    expect(alias(before)).toBe(after);
    expect(addAlias(after, "baselines", "What we beat")?.edits).toEqual([]);
  }); // prettier-ignore

  test.each(["Risk: late data", "# 1", "true", "3", "- a", "a #b", 'say "x"', "{a}", "мера", "off", " "])(
    "the heading %j stays that text",
    (heading) => {
      const after = alias("version: 1\n", heading);
      expect(parse(after ?? "").aliases.baselines).toEqual([heading]);
    },
  );
});

test("excluding adds to what is excluded", () => {
  expect(exclude("exclude:\n  - a\n\ninclude: [b]\n")).toBe('exclude:\n  - a\n  - "docs/old/**"\n\ninclude: [b]\n');
  expect(exclude("exclude: a.md\n")).toBe('exclude: [a.md, "docs/old/**"]\n');
  expect(exclude('exclude: ["docs/old/**"]\n')).toBe('exclude: ["docs/old/**"]\n');
});

const word = fc.constantFrom("a", "section/missing", "baselines", "off", "hint", "a b", "**/*.md", "#x", "k: v");
const config = fc.record(
  {
    version: fc.constant(1),
    root: fc.boolean(),
    exclude: fc.oneof(word, fc.uniqueArray(word, { maxLength: 3 })),
    rules: fc.oneof(fc.constant(null), fc.dictionary(word, fc.constantFrom("off", "hint"), { maxKeys: 3 })),
    aliases: fc.oneof(fc.constant(null), fc.dictionary(word, fc.uniqueArray(word, { maxLength: 3 }), { maxKeys: 3 })),
    language: fc.constantFrom("en", "ru"),
  },
  { requiredKeys: [] },
);

test("whatever stands in a configuration: only what is asked for changes", () => {
  const written = fc.tuple(
    config,
    fc.constantFrom(2, 4),
    fc.constantFrom("any", "flow", "json") as fc.Arbitrary<"any" | "flow" | "json">,
    fc.constantFrom("\n", "\r\n"),
  );
  fc.assert(
    fc.property(written, word, word, ([data, indent, layout, eol], key, value) => {
      const before = (
        layout === "json"
          ? JSON.stringify(data, null, indent)
          : layout === "flow"
            ? stringify(data, { collectionStyle: "flow", indent })
            : `# head\n${stringify(data, { indent }).replace(/^(\w+:.*)$/gm, "$1 # side")}`
      ).replaceAll("\n", eol);
      if (JSON.stringify(parse(before) ?? {}) !== JSON.stringify(data)) return;
      const edits = [setSeverity(before, key, "warning"), addAlias(before, key, value), addExclude(before, value)];
      const goals = [
        { ...data, rules: { ...data.rules, [key]: "warning" } },
        {
          ...data,
          aliases: { ...data.aliases, [key]: [...new Set([...(data.aliases?.[key] ?? []), value])] },
        },
        { ...data, exclude: [...new Set([data.exclude ?? []].flat().concat(value))] },
      ];
      edits.forEach((edit, n) => {
        if (!edit) throw new Error(`No edit for ${before}`);
        const after = text(before, edit) ?? "";
        const goal = edit.edits.length ? goals[n] : data;
        if (edit.edits.length) expect(parse(after)).toEqual(before.trim() ? goal : { version: 1, ...goal });
        if (layout === "json" && before.trim()) JSON.parse(after);
        for (const comment of before.match(/# (?:head|side)/g) ?? []) expect(after).toContain(comment);
        expect(after.match(/# (?:head|side)/g)).toEqual(before.match(/# (?:head|side)/g));
        if (/[\r\n]/.test(before)) expect(after.replaceAll(eol, "")).not.toMatch(/[\r\n]/);
      });
    }),
    { numRuns: 500 },
  );
});
