/** Hover: what stands under the pointer, marked in the text by `$$`. */
import { describe, expect, test } from "vitest";
import type { MarkupContent } from "vscode-languageserver-types";
import { type CheckOptions, check } from "../../server/src/check/check.ts";
import { offsetAt } from "../../server/src/document/text.ts";
import { bookFramework } from "../../server/src/framework/index.ts";
import { sayIn } from "../../server/src/l10n.ts";
import { hover } from "../../server/src/language/hover.ts";
import { type ClientFacts, DEFAULT_SETTINGS } from "../../server/src/language/subject.ts";

interface Given extends CheckOptions {
  client?: Partial<ClientFacts>;
}

/** The hover where `$$` stands, and the text that it is about. */
function hoverIn(marked: string, { client, ...options }: Given = {}) {
  const offset = marked.indexOf("$$");
  if (offset < 0) throw new Error("no $$ in the text");
  const text = marked.replace("$$", "");
  const checked = check(text, options);
  const locale = options.locale ?? "en";
  const facts = { snippets: true, resolvesEdits: true, createsFiles: true, ownCommands: false };
  const found = hover(
    {
      uri: "file:///docs/churn.md",
      version: 1,
      checked,
      framework: bookFramework(),
      locale,
      say: sayIn(locale),
      client: { ...facts, definitionLinks: true, nestedSymbols: true, ...client },
      settings: DEFAULT_SETTINGS,
      rulePages: "file:///rules/",
    },
    offset,
  );
  if (!found?.range) return undefined;
  const { lineStarts } = checked.doc;
  const { start, end } = found.range;
  const { value, kind } = found.contents as MarkupContent;
  return { value, kind, on: text.slice(offsetAt(text, lineStarts, start), offsetAt(text, lineStarts, end)) };
}

const FRONT = "---\ntype: ml-design-doc\n---\n# Churn model\n\n";
const doc = (body: string) => `${FRONT}${body}\n`;
const inDoc = (body: string, given?: Given) => hoverIn(doc(body), given);

test("a rule is named in the interface's language", () => {
  const text = "<!-- ml-design-docs-disable-next section/em$$pty: later -->\n\n## Labels\n\nTBD";
  expect(inDoc(text)?.value).toContain("A section has its heading, but nothing is answered under it.");
  expect(inDoc(text, { locale: "ru" })?.value).toContain("У раздела есть заголовок, но под ним нет ответа.");
});

describe("on a recognised heading", () => {
  const MONITORING = "## Moni$$toring\n\nPage the on-call engineer if weekly recall falls below 0.3.";

  test("stand section, chapter, status, why, and its questions with the line that answers them", () => {
    expect(inDoc(MONITORING)).toMatchInlineSnapshot(`
      {
        "kind": "markdown",
        "on": "Monitoring",
        "value": "**Monitoring plan** · chapter 8: Failures, shift and monitoring · answered here

      *Taken for this section because of "Monitoring" in the heading.*

      - [x] Which ML signals are watched: accuracy or its proxy, predictions, features, raw inputs? · line 8
      - [ ] Which operational metrics are watched, and what counts as up?
      - [x] What threshold, window, severity and channel does each alert have, and who answers it? · line 8
      - [ ] Where is the business metric of the goals watched?
      - [ ] When do true labels arrive, and what stands in for them until then?
      - [ ] What is logged for each prediction, and for how long?
      - [ ] Who reads the dashboard, and how is alert fatigue avoided?",
      }
    `);
  });

  test("in the interface's language", () => {
    const found = inDoc(MONITORING, { locale: "ru" });
    expect(found?.value).toMatch(/^\*\*План мониторинга\*\* · глава 8: Сбои, сдвиги и мониторинг · ответ здесь/);
    expect(found?.value).toMatch(/- \[x\] За какими ML-сигналами .* · строка 8\n/);
  });

  test("as plain text for a client that takes no Markdown", () => {
    const found = inDoc(MONITORING, { client: { plainHovers: true } });
    expect(found?.kind).toBe("plaintext");
    expect(found?.value).toMatch(/^Monitoring plan · chapter 8/);
    expect(found?.value).toContain("[x] Which ML signals are watched");
    expect(found?.value).not.toMatch(/[\\*`]/);
  });

  test("an empty one says what belongs there, a waived one why it is not needed", () => {
    expect(inDoc("## Base$$lines\n\nTBD")?.value).toMatch(
      /nothing is answered here yet[\s\S]*Name what the model has to beat/,
    );
    const waived = inDoc("## Labels$$\n\nN/A: forecasts are compared with *sales*.")?.value;
    expect(waived).toContain("waived: forecasts are compared with");
    expect(waived).not.toContain("- [ ]");
  });

  test("that stands for several sections, each of them", () => {
    const found = inDoc("## Data$$\n<!-- ml-design-docs-section: baselines, model -->\n\nA fixed rule finds 41 %.");
    expect(found?.value.split("\n\n---\n\n")).toHaveLength(2);
    expect(found?.value).toContain("a comment under the heading says so");
  });

  test("document text stays text", () => {
    const project = { aliases: { baselines: ["Base [x](http://evil.example) `<b>` *lines*"] } };
    const mark = "## Baselines `$$<img src=x>` | [a](http://evil.example)\n\nThe rule finds 38 % of churners.";
    const value = inDoc(mark, project)?.value ?? "";
    expect(value).not.toMatch(/(?<!\\)<img|(?<!\\)\]\(/);
  });

  test("for whose words others are used too it says that what stands below it counted", () => {
    const found = inDoc("## Archi$$tecture\n\nGradient-boosted trees with 400 leaves, trained on two years of events.");
    expect(found?.value).toContain('because of "Architecture" in the heading and what stands below it');
  });

  test("none on other headings, nor in other documents", () => {
    expect(inDoc("## Meeting $$notes\n\nWe met.")).toBeUndefined();
    expect(hoverIn("# Shopping list\n\n## Moni$$toring\n\n- milk\n")).toBeUndefined();
  });
});

describe("on the framework's terms in prose", () => {
  const title = (body: string) => {
    const found = inDoc(body);
    return found && [found.on, /^\*\*(.*?)\*\*/.exec(found.value)?.[1]];
  };

  test("stand meaning, chapter and section", () => {
    expect(inDoc("## Notes\n\nWe expect concept $$drift in spring.")).toMatchInlineSnapshot(`
      {
        "kind": "markdown",
        "on": "concept drift",
        "value": "**Concept drift** · chapter 8 · Distribution shift

      The same input coming to have another answer.",
      }
    `);
    expect(inDoc("## Notes\n\nEach root $$cause is listed.")?.value).not.toContain("chapter");
    expect(inDoc("## Notes\n\nWe expect concept $$drift.", { locale: "ru" })?.value).toContain("глава 8");
  });

  test.each([
    ["the longest wins", "A degenerate feedback lo$$op.", ["degenerate feedback loop", "Degenerate feedback loop"]],
    ["plural", "Heuri$$stics win.", ["Heuristics", "Heuristic"]],
    ["hyphen", "Low tail-late$$ncy.", ["tail-latency", "Tail latency"]],
    ["across a line end", "We see concept$$\ndrift.", ["concept\ndrift", "Concept drift"]],
    ["acronym", "The S$$LO holds.", ["SLO", "SLO"]],
    ["acronyms", "The SLO$$s hold.", ["SLOs", "SLO"]],
    ["at the end of a word", "An A/B test$$ runs.", ["A/B test", "A/B test"]],
    ["in emphasis", "We see **concept $$drift** here.", ["concept drift", "Concept drift"]],
    ["in a list", "- concept $$drift", ["concept drift", "Concept drift"]],
    ["in a table", "| a | b |\n|---|---|\n| x | some concept $$drift |", ["concept drift", "Concept drift"]],
    ["in a quote", "> We see concept $$drift.", ["concept drift", "Concept drift"]],
    ["in another language", "Мы ждём concept $$drift весной.", ["concept drift", "Concept drift"]],
  ])("%s", (_, body, expected) => expect(title(`## Notes\n\n${body}`)).toEqual(expected));

  test.each([
    ["code", "See `concept $$drift`."],
    ["a code block", "```\nconcept $$drift\n```"],
    ["a link", "See [concept $$drift](a.md)."],
    ["a link reference", "See [concept $$drift][a].\n\n[a]: b.md"],
    ["an address", "See https://a.example/latenc$$y now."],
    ["a definition", "[latenc$$y]: b.md"],
    ["a heading", "### Of mice and heuri$$stics"],
    ["a comment", "<!-- concept $$drift -->"],
    ["HTML", "<kbd>concept $$drift</kbd>"],
    ["another verb", "We boo$$st sales."],
    ["another word", "The stac$$k is ours."],
    ["small letters that spell an acronym", "A s$$lo dog."],
    ["two sentences", "That is a concept$$. Drift is another."],
    ["no word", "Some — $$ — text."],
  ])("none in %s", (_, body) => expect(inDoc(`## Notes\n\n${body}`)).toBeUndefined());

  test.each([
    ["its cases", "Следим за дрейфом концеп$$ции весной.", ["дрейфом концепции", "Concept drift"]],
    ["one word in its cases", "Падает от эвристи$$ками найденных правил.", ["эвристиками", "Heuristic"]],
    ["one word with another ending", "Рост латен$$тности на 20 мс.", ["латентности", "Latency"]],
    ["ё or е", "Порог приемк$$и равен 0.8.", ["Порог приемки", "Acceptance threshold"]],
    ["with Latin letters", "Ведём A/B-те$$стом.", ["A/B-тестом", "A/B test"]],
    ["an acronym", "Храним только обезличенные ПД$$н.", ["ПДн", "PII"]],
    ["across a line end", "Мы ждём дрейф$$\nконцепции.", ["дрейф\nконцепции", "Concept drift"]],
    ["in an English text", "We call it дрейф конц$$епции here.", ["дрейф концепции", "Concept drift"]],
  ])("by their Russian names: %s", (_, body, expected) => expect(title(`## Notes\n\n${body}`)).toEqual(expected));

  test.each([
    ["an adjective", "Это лате$$нтный признак."],
    ["a verb", "Мы выброс$$или три колонки."],
    ["an everyday word", "Возник конте$$йнер на складе."],
    ["code", "См. `дрейф конце$$пции`."],
    ["a link", "См. [дрейф конце$$пции](a.md)."],
    ["a heading", "### О мышах и эврис$$тиках"],
    ["two sentences", "Это дрейф$$. Концепции меняются."],
    ["small letters that spell an acronym", "Не пд$$н."],
  ])("by no Russian name: %s", (_, body) => expect(inDoc(`## Заметки\n\n${body}`)).toBeUndefined());

  test("in Russian they are explained in Russian, whatever the document's language", () => {
    const russian = (body: string) => inDoc(`## Notes\n\n${body}`, { locale: "ru" });
    const found = russian("Мы ждём дрейф$$ концепции весной.");
    expect(found).toMatchInlineSnapshot(`
      {
        "kind": "markdown",
        "on": "дрейф концепции",
        "value": "**Дрейф концепции** (Concept drift) · глава 8 · Сдвиг распределения

      У того же входа становится другой ответ.",
      }
    `);
    expect(russian("We expect concept $$drift in spring.")?.value).toBe(found?.value);
    expect(russian("The SLO$$ holds.")?.value).toMatch(/^\*\*SLO\*\* · глава 8 · .*\n\nОбещанный уровень/);
    expect(inDoc("## Заметки\n\nМы ждём дрейф$$ концепции весной.")?.value).toMatch(
      /^\*\*Concept drift\*\* · chapter 8/,
    );
    const plain = inDoc("## Notes\n\nConcept $$drift.", { locale: "ru", client: { plainHovers: true } });
    expect(plain?.value).toMatch(/^Дрейф концепции \(Concept drift\) · глава 8/);
  });

  test("none in front matter, nor in other documents", () => {
    expect(hoverIn("---\ntype: ml-design-doc\nsummary: concept $$drift\n---\n# Churn model\n")).toBeUndefined();
    expect(hoverIn("# Shopping list\n\nWe expect concept $$drift.\n")).toBeUndefined();
  });
});

describe("in front matter", () => {
  const front = (lines: string, given?: Given) =>
    hoverIn(`---\ntype: ml-design-doc\n${lines}\n---\n# Churn model\n`, given);

  test("keys say what they mean", () => {
    expect(hoverIn("---\nty$$pe: ml-design-doc\n---\n# Churn model\n")?.value).toMatch(/^`type` · ml-design-doc makes/);
    for (const key of ["owner", "reviewers", "review-by", "not-applicable", "problem-type", "status"])
      expect(front(`$$${key}: x`)?.value, key).toMatch(new RegExp(`^\`${key}\` · \\w`));
    expect(front("$$colour: red")).toBeUndefined();
    expect(front("# a comm$$ent")).toBeUndefined();
  });

  test("a status says what it asks for, and what the next one will", () => {
    const draft = front("status: dra$$ft");
    expect(draft?.on).toBe("draft");
    expect(draft?.value).toMatch(
      /^\*\*draft\*\* · It is being written\. Asks for \d+ sections\.\n\nThe next status, review, asks also for: .*Labels/,
    );
    expect(front("status: ship$$ped")?.value).toMatch(/^\*\*live\*\*/);
    expect(front("status: simme$$ring")?.value).toBe("No known status; the document counts as draft.");
    expect(front("stat$$us: draft")?.value.match(/^- `(draft|review|approved|live)`: /gm)).toHaveLength(4);
    expect(front("status: dra$$ft", { locale: "ru" })?.value).toContain("Документ пишется.");
  });

  test("problem types and waived sections, alone and in lists", () => {
    expect(front("problem-type: rank$$ing")?.value).toContain("Degenerate feedback loops");
    expect(front("problem-type: [nlp, ano$$maly]")?.value).toMatch(/^`anomaly`/);
    expect(front("problem-type:\n  - nlp\n  - no$$ne")).toBeUndefined();
    const waiver = front("not-applicable:\n  lab$$els: forecasts are compared with sales");
    expect(waiver?.on).toBe("labels");
    expect(waiver?.value).toMatch(/^\*\*Labels\*\* · chapter 4/);
    expect(front("not-applicable:\n  labels: forecasts $$are compared with sales")).toBeUndefined();
  });

  test("what makes a document ours is told in every document", () => {
    expect(hoverIn("---\nml-design-doc: fal$$se\n---\n# Notes\n")?.value).toContain("no ML design doc");
    expect(hoverIn("---\nml-design-doc: false\nsta$$tus: draft\n---\n# Notes\n")).toBeUndefined();
    expect(hoverIn("---\nty$$pe: post\n---\n# Notes\n")?.value).toContain("any other type says nothing");
    expect(hoverIn("---\ntype: po$$st\n---\n# Notes\n")).toBeUndefined();
  });
});

describe("on marks", () => {
  const mark = (text: string) => inDoc(`## Notes\n\n${text}\n\nWe met.`);

  test("names say what they do", () => {
    expect(mark("<!-- ml-design-docs-sec$$tion: baselines -->")?.value).toContain("which sections the heading above");
    expect(mark("<!-- ml-design-docs-disable-n$$ext model: known -->")?.value).toContain("the next paragraph");
    expect(mark("<!-- ml-design-docs-disable-fi$$le model: known -->")?.value).toContain("the whole document");
    expect(mark("<!-- ml-design-docs-disabel-n$$ext model: known -->")?.value).toContain(
      'mean "ml-design-docs-disable-next"',
    );
    expect(hoverIn("# Notes\n\n<!-- ml-design$$-docs: off -->\n")?.value).toContain("on or off");
    expect(hoverIn("# Notes\n\n<!-- ml-design-docs: of$$f -->\n")?.value).toContain("nothing is checked");
  });

  test("ids say which section or rule they are", () => {
    const section = mark("<!-- ml-design-docs-section: baselines, mo$$del -->");
    expect(section?.on).toBe("model");
    expect(section?.value).toMatch(/^\*\*Model selection and training\*\* · chapter 6/);
    expect(mark("<!-- ml-design-docs-section: no$$ne -->")?.value).toContain("no section");
    expect(mark("<!-- ml-design-docs-section: milesto$$nes -->")?.value).toContain("never asked for");
    expect(mark("<!-- ml-design-docs-disable-file mo$$del: known -->")?.value).toContain("All rules of this section");
    const rule = mark("<!-- ml-design-docs-disable-next section/mis$$sing: known -->");
    expect(rule?.value).toMatch(/^`section\/missing` · A section that the document's status/);
    expect(rule?.value).toContain("[The rule's page](<file:///rules/section/missing.md>)");
    expect(mark("<!-- ml-design-docs-disable-next section/mis$$ing: known -->")).toBeUndefined();
    expect(mark("<!-- ml-design-docs-disable-next model: kno$$wn -->")).toBeUndefined();
  });
});

describe("on the evidence of a section that is said elsewhere", () => {
  const BODY = "## Evaluation\n\nThe baseline is the retention team's ru$$le, which reaches 21 % precision.";

  test("it says for what it counts, only where a finding says so too", () => {
    const found = inDoc(BODY);
    expect(found?.value).toMatch(/^Counts as the answer[\s\S]*- \*\*Baselines\*\* · chapter 6/);
    expect(found?.on).toMatch(/^The baseline .* precision\.$/);
    expect(
      hoverIn(`${doc(BODY)}\n<!-- ml-design-docs-disable-file section/elsewhere: known to us all -->\n`),
    ).toBeUndefined();
  });

  test("and so do evidence and rules, without the link that cannot be followed there", () => {
    const plain = { client: { plainHovers: true } };
    expect(inDoc(BODY, plain)?.value).toMatch(/^Counts as the answer[\s\S]*\n- Baselines · chapter 6/);
    const rule = inDoc("<!-- ml-design-docs-disable-next section/em$$pty: later -->\n\n## Labels\n\nTBD", plain);
    expect(rule?.value).toMatch(/^section\/empty · A section has its heading/);
    expect(rule?.value).not.toMatch(/[`*]|file:/);
  });

  test("a term in it goes first", () => {
    const found = inDoc(
      "## Evaluation\n\nThe baseline is the retention team's heur$$istic, which reaches 21 % precision.",
    );
    expect(found?.on).toBe("heuristic");
    expect(found?.value).toMatch(/^\*\*Heuristic\*\*[\s\S]*\n\n---\n\nCounts as the answer/);
  });
});
