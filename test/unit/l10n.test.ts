/** The interface's translations: complete, not stale, and with the same placeholders. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bookFramework, termIn } from "../../server/src/framework/index.ts";
import { termAt } from "../../server/src/framework/termTable.ts";
import { interfaceLanguage, sayIn } from "../../server/src/l10n.ts";
import { ruleTexts } from "../../server/src/language/ruleTexts.ts";
import { rules } from "../../server/src/rules/index.ts";

const SOURCES = join(import.meta.dirname, "../../server/src");
const LOCALES = join(import.meta.dirname, "../../server/locales");

/** Every literal that is given to `say(`, in any quotes. */
function literals(): Set<string> {
  const found = new Set<string>();
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const source = readFileSync(join(SOURCES, file), "utf8");
    for (const [, quoted] of source.matchAll(
      /\bsay(?:English)?\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\$]|\\.)*`)/g,
    ))
      found.add(evaluate(quoted as string));
    // Reasons that a document's part was not read are made where no language is known.
    if (file === join("document", "limits.ts"))
      for (const [, reason] of source.matchAll(/return "((?:[^"\\]|\\.)*)";/g)) found.add(reason as string);
  }
  // What else a document may be is named by the framework.
  for (const { name } of bookFramework().data.kinds) found.add(name);
  return found;
}

const evaluate = (quoted: string): string =>
  quoted.slice(1, -1).replace(/\\(.)/g, (_, c: string) => (c === "n" ? "\n" : c));
const placeholders = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();

describe.each(["ru"])("%s", (language) => {
  const table = JSON.parse(readFileSync(join(LOCALES, language, "messages.json"), "utf8")) as Record<string, string>;

  test("translates everything that is said, and nothing that is not", () => {
    const said = literals();
    expect(said.size).toBeGreaterThan(10);
    expect([...said].filter((text) => !Object.hasOwn(table, text))).toEqual([]);
    expect(Object.keys(table).filter((text) => !said.has(text))).toEqual([]);
  });

  test("says of each rule what it finds, how severe it is and why", () => {
    const texts = JSON.parse(readFileSync(join(LOCALES, language, "rules.json"), "utf8")) as object;
    expect(Object.keys(texts)).toEqual(rules.map((rule) => rule.id).sort());
    for (const rule of rules) {
      const { title, severity, why } = ruleTexts(rule, language);
      for (const text of [title, severity, why]) expect(text, rule.id).toMatch(/[а-я]/);
      expect(ruleTexts(rule, "en").title).toBe(rule.title);
      expect(existsSync(join(LOCALES, `../../docs/rules/${language}/${rule.id}.md`)), rule.id).toBe(true);
    }
  });

  test("explains each term, no other one, and at most as long", () => {
    const framework = bookFramework();
    const { terms, locales } = framework.data;
    const own = locales.find((l) => l.language === language)?.terms ?? {};
    expect(Object.keys(own)).toEqual(terms.map(({ term }) => term));
    for (const term of terms) {
      const { text } = termIn(term, language, framework);
      expect(text, term.term).toMatch(/[а-я]/);
      expect(text.length, term.term).toBeLessThanOrEqual(term.text.length);
      expect(termIn(term, "en", framework)).toBe(term);
    }
  });

  test("finds each term by all of its names, and by no other one's", () => {
    const framework = bookFramework();
    for (const term of framework.data.terms) {
      const { term: name, forms = [] } = termIn(term, language, framework);
      for (const form of [name, ...forms]) {
        const found = termAt(form, form.length, framework);
        expect([found?.term.term, found?.start, found?.end], form).toEqual([term.term, 0, form.length]);
      }
    }
  });

  test("keeps the placeholders, and its entries in order", () => {
    for (const [english, own] of Object.entries(table))
      expect(placeholders(own), english).toEqual(placeholders(english));
    expect(Object.keys(table)).toEqual(Object.keys(table).sort());
  });
});

test("a locale is reduced to a language that the interface speaks, else English", () => {
  expect(["ru-RU", "RU", "ru_RU", "en-US", "fr", "", undefined].map(interfaceLanguage)).toEqual([
    "ru",
    "ru",
    "ru",
    "en",
    "en",
    "en",
    "en",
  ]);
});

test("values are put where the template says, once", () => {
  const say = sayIn("en");
  expect(say("{1} before {0}, {2}", "{1}", 2)).toBe("2 before {1}, {2}");
});
