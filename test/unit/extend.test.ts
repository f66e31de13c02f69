/** A team's own framework file: the book's sections with some added, changed, dropped; and every mistake at its place. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { check } from "../../server/src/check/check.ts";
import { extendFramework, readTeamFramework } from "../../server/src/framework/extend.ts";
import { bookFramework, type Framework, localised, type SectionData } from "../../server/src/framework/index.ts";
import { tokenize } from "../../server/src/framework/tokens.ts";
import { sayEnglish } from "../../server/src/l10n.ts";

const book = bookFramework();
const HEAD = "format: 1\nextends: designing-ml-systems\n";
const NEW = "{title: On-call rota, chapter: 8, questions: [Who is paged?]}";
const extend = (body: string) => extendFramework(HEAD + body, book, sayEnglish);
/** Mistakes as `what stands there → what is said of it`. */
const mistakes = (text: string) =>
  readTeamFramework(text, book, sayEnglish).mistakes.map((m) => `${text.slice(m.start, m.end)} → ${m.message}`);
const built = (body: string): Framework => {
  const { framework, mistakes } = extend(body);
  expect(mistakes).toEqual([]);
  return framework as Framework;
};
const section = (framework: Framework, id: string) => framework.section(id) as SectionData;
const ids = (framework: Framework) => framework.sections.map((s) => s.id);

describe("a section that is added", () => {
  test("stands at its chapter's end, or behind the one it names", () => {
    const last = book.sections.findLast((s) => s.chapter === 8)?.id as string;
    const behindOf = (framework: Framework, id: string) => ids(framework)[ids(framework).indexOf(id) + 1];
    expect(behindOf(built(`sections: {on-call: ${NEW}}`), last)).toBe("on-call");
    const behind = built("sections: {on-call: {title: On-call rota, after: labels, questions: [Who is paged?]}}");
    expect(behindOf(behind, "labels")).toBe("on-call");
    expect(section(behind, "on-call").chapter).toBe(4);
    expect(behind.chapters.find((c) => c.chapter === 4)?.sections).toContain("on-call");
  });

  test("several behind one, or behind one another, keep the order of the file", () => {
    const one = (id: string, after: string) =>
      `  ${id}: {title: Title of ${id}, after: ${after}, questions: [What?]}\n`;
    const framework = built(
      `sections:\n${one("b-b", "a-a")}${one("a-a", "cost")}${one("c-c", "cost")}${one("d-d", "b-b")}`,
    );
    const from = ids(framework).indexOf("cost");
    expect(ids(framework).slice(from, from + 5)).toEqual(["cost", "a-a", "b-b", "d-d", "c-c"]);
  });

  test("is asked for from the review on, and prompts with its questions, unless it says otherwise", () => {
    const own = section(built(`sections: {on-call: ${NEW}}`), "on-call");
    expect(own).toMatchObject({ "required-from": "review", template: "<!-- Who is paged? -->\n" });
    const said =
      "{title: A b, chapter: 1, questions: [What?], required-from: draft, condition: supervised, template: 'x', guidance: y}";
    expect(section(built(`sections: {a-b: ${said}}`), "a-b")).toMatchObject({
      "required-from": "draft",
      condition: "supervised",
      template: "x",
      guidance: "y",
    });
  });

  test("is recognised by its title and aliases, and by its evidence elsewhere", () => {
    const framework = built(`sections:
  on-call:
    title: On-call rota
    after: monitoring
    required-from: draft
    aliases: [who (carries|has) the pager]
    evidence: [sre *3 paged, {phrase: pager, unless: [no pager]}]
    questions: [Who is paged?]
`);
    const status = (body: string) => {
      const { reading } = check(`---\ntype: ml-design-doc\n---\n# Churn\n\n${body}\n`, { framework });
      return reading.sections.find((s) => s.id === "on-call")?.status;
    };
    const text = "The SRE team is paged at 5 % errors.";
    expect(status(`## On-call rota\n\n${text}`)).toBe("covered");
    expect(status(`## Who has the pager\n\n${text}`)).toBe("covered");
    expect(status("## On-call rota\n\nTBD")).toBe("empty");
    expect(status(`## Running it\n\n${text}`)).toBe("elsewhere");
    expect(status("## Running it\n\nThere is no pager.")).toBe("missing");
  });
});

describe("a section of the book", () => {
  test("that is dropped is neither asked for nor recognised", () => {
    const framework = built("drop: [leakage, cost]");
    expect(framework.sections).toHaveLength(30);
    expect(framework.data.terms.some((t) => t.section === "leakage")).toBe(false);
    const { reading, findings } = check("---\ntype: ml-design-doc\n---\n# Churn\n\n## Data leakage\n\nCut by date.\n", {
      framework,
    });
    expect(reading.sections.some((s) => s.id === "leakage")).toBe(false);
    expect([...reading.other.values()]).not.toContain("leakage");
    expect(findings.some((f) => f.section === "leakage")).toBe(false);
  });

  test("that is changed keeps what the file does not say; phrases add up", () => {
    const framework = built(
      "sections: {baselines: {required-from: approved, aliases: [champion model], topics: [champion]}}",
    );
    const old = section(book, "baselines");
    expect(section(framework, "baselines")).toMatchObject({
      title: old.title,
      questions: old.questions,
      "required-from": "approved",
    });
    const roles = (table: "headings" | "statements", text: string) =>
      framework[table].find(tokenize(text)).flatMap(({ meaning: { id, role } }) => (id === "baselines" ? [role] : []));
    expect(roles("headings", "The champion model")).toEqual(["alias"]);
    expect(roles("headings", "Baselines")).toContain("alias");
    expect(roles("statements", "The champion runs on.")).toEqual(["topic"]);
    expect(ids(framework)).toEqual(ids(book));
    // Translations still hold where no text was changed.
    expect(localised(section(framework, "baselines"), "ru", framework).title).not.toBe(old.title);
  });

  test("under another title is still recognised by the old one, in every language", () => {
    const framework = built("sections: {baselines: {title: What must it beat}}");
    expect(localised(section(framework, "baselines"), "ru", framework).title).toBe("What must it beat");
    const russian = localised(section(book, "baselines"), "ru", book).title;
    for (const title of ["What must it beat", "Baselines", russian]) {
      const text = `---\ntype: ml-design-doc\n---\n# Churn\n\n## ${title}\n\nThe rule engine finds 41 % of the churners.\n`;
      const { reading } = check(text, { framework });
      expect(reading.sections.find((s) => s.id === "baselines")?.status, title).toBe("covered");
    }
  });

  test("that is moved stands where the file says", () => {
    const framework = built("sections: {cost: {after: overview}, leakage: {chapter: 8}}");
    expect(ids(framework).slice(0, 2)).toEqual(["overview", "cost"]);
    const chapters = framework.sections.map((s) => s.chapter);
    expect(section(framework, "leakage").chapter).toBe(8);
    expect(chapters.filter((c) => c === 5)).toHaveLength(1);
    expect(ids(framework)).toHaveLength(32);
  });
});

describe("mistakes", () => {
  test.each([
    ["", ' → The key "format" is missing.'],
    ["format: 2\nextends: designing-ml-systems", '2 → "format" must be 1.'],
    ["format: 1\nextends: another-book", 'another-book → "extends" must be designing-ml-systems.'],
    [`${HEAD}drop: [cots]`, 'cots → Unknown section "cots": did you mean "cost"?'],
    [
      `${HEAD}sections: {On Call: ${NEW}}`,
      'On Call → "On Call" is no id: ids are small letters with hyphens between words.',
    ],
    [
      `${HEAD}sections: {baselnes: {required-from: draft}}`,
      'baselnes → Unknown section "baselnes": did you mean "baselines"? A new one needs a title and questions.',
    ],
    [`${HEAD}sections: {on-call: {title: X y, chapter: 8}}`, 'on-call → The new section "on-call" needs "questions".'],
    [
      `${HEAD}sections: {on-call: {title: X y, questions: [What?]}}`,
      'on-call → The new section "on-call" needs "chapter".',
    ],
    [
      `${HEAD}sections: {on-call: {title: '...', chapter: 8, questions: [What?]}}`,
      "'...' → \"title\" must be one line with a word in it.",
    ],
    [
      `${HEAD}sections: {on-call: {title: X y, chapter: 12, questions: [What?]}}`,
      '12 → "chapter" must be from 1 to 11.',
    ],
    [
      `${HEAD}sections: {on-call: {title: X y, after: monitorng, questions: [What?]}}`,
      'monitorng → There is no section "monitorng" to stand behind: did you mean "monitoring"?',
    ],
    [
      `${HEAD}sections: {on-call: {title: X y, after: on-call, questions: [What?]}}`,
      'on-call → "on-call" stands behind a section that stands behind it.',
    ],
    [
      `${HEAD}sections: {references: ${NEW}}`,
      'references → "references" is taken: such headings are recognised, but never asked for.',
    ],
    [`${HEAD}drop: [cost]\nsections: {cost: {title: X}}`, 'cost → Section "cost" is dropped above.'],
    [`${HEAD}sections: {cost: {aliases: ["(a"]}}`, '"(a" → The phrase cannot be read: missing ) in phrase "(a".'],
    [
      `${HEAD}sections: {cost: {aliases: ["a *13 b"]}}`,
      '"a *13 b" → The phrase cannot be read: a gap of more than 12 words in phrase "a *13 b".',
    ],
    [
      `${HEAD}sections: {cost: {evidence: ["<quantty> a"]}}`,
      '"<quantty> a" → Unknown word class <quantty>: did you mean <quantity>?',
    ],
    [
      `${HEAD}sections: {cost: {aliases: ["a?"]}}`,
      '"a?" → The phrase cannot be read: no word that must be there in phrase "a?".',
    ],
    [
      `${HEAD}sections: {cost: {evidence: [{phrase: a, unless: ["|"]}]}}`,
      '"|" → The phrase cannot be read: an empty alternative in phrase "|".',
    ],
    [`${HEAD}sections: {cost: {guidence: x}}`, 'guidence → Unknown key "guidence": did you mean "guidance"?'],
  ])("%s: %s", (text, expected) => expect(mistakes(text)).toContain(expected));

  test("cost their own part, not the file", () => {
    const { framework } = extend(`sections: {on-call: ${NEW}, cost: {aliases: ["(a", price tag]}}`);
    expect(framework?.section("on-call")).toBeTruthy();
    const found = framework?.headings.find(tokenize("Price tag")).map(({ meaning: { id, role } }) => [id, role]);
    expect(found).toContainEqual(["cost", "alias"]);
    const moved = extend("sections: {cost: {after: nothing-like-it}}");
    expect(moved.framework?.sections).toHaveLength(32);
    expect(extendFramework("sections: {cost: {required-from: draft}}", book, sayEnglish).framework).toBeUndefined();
  });
});

describe("limits", () => {
  const file = (list: readonly string[]) =>
    `${HEAD}sections:\n  cost:\n    evidence:\n${list.map((p) => `      - "${p}"\n`).join("")}`;
  const told = (list: readonly string[]) =>
    readTeamFramework(file(list), book, sayEnglish).mistakes.map((m) => m.message);

  test("5,000 phrases, and no more", () => {
    const many = Array.from({ length: 5000 }, (_, i) => `phrase number ${i}`);
    expect(told(many)).toEqual([]);
    expect(told([...many, "one more", "and another"])).toEqual([
      "A framework file may hold 5000 phrases; this one and the rest are left out.",
    ]);
  });

  test.each([
    ["200 words", Array.from({ length: 200 }, (_, i) => `w${i}`).join(" "), undefined],
    ["201 words", Array.from({ length: 201 }, (_, i) => `w${i}`).join(" "), "more than 200 words"],
    ["ways that multiply", "(a?|b?|c?) ".repeat(40).concat("d"), "too many ways to match"],
    ["options upon options", "a? ".repeat(120).concat("b"), undefined],
    ["nested parentheses", `${"(".repeat(2000)}a${")".repeat(2000)}`, "more than 10 nested parentheses"],
    ["a long word", "x".repeat(10_000), "more than 200 words"],
  ])("%s", (_, phrase, message) => {
    const [first] = told([phrase]);
    if (message === undefined) expect(first).toBeUndefined();
    else expect(first).toContain(message);
  });

  test("phrases that together match in too many ways", () => {
    expect(told(Array.from({ length: 40 }, (_, i) => `${"a? ".repeat(120)}b${i}`))).toEqual([
      "The phrases of this file match in too many ways; this one and the rest are left out.",
    ]);
  });

  test("what passes them is matched quickly", () => {
    const hard = Array.from({ length: 130 }, (_, i) => `a *12 ${"b? ".repeat(50)}c${i}`);
    const { framework } = extendFramework(file(hard), book, sayEnglish);
    const { reading } = check(`---\ntype: ml-design-doc\n---\n# T\n\n${"a b ".repeat(2000)}\n`, {
      framework: framework as Framework,
    });
    expect(reading.kind).toBe("ml-design-doc");
  });
});

test("the schema and the reader agree about what is right", () => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../schemas/framework.schema.json"), "utf8"));
  const validate = new Ajv({ strict: true, allowUnionTypes: true })
    .addSchema(schema, "framework")
    .getSchema("framework#/$defs/team");
  for (const text of [
    HEAD,
    `${HEAD}drop: [cost]\nsections: {on-call: ${NEW}}`,
    `${HEAD}sections: {cost: {evidence: [a b, {phrase: c, unless: [d]}]}}`,
    `${HEAD}nothing: 1`,
    `${HEAD}sections: {cost: {chapter: 12}}`,
    `${HEAD}sections: {cost: {condition: never}}`,
    `${HEAD}sections: {Cost: {title: Cost}}`,
    "format: 1",
  ])
    expect(mistakes(text).length === 0, text).toBe(validate?.(parse(text)));
});
