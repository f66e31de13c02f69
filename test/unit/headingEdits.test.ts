/** Edits of what stands under a heading, and of a heading's words. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import { addQuestions } from "../../server/src/edits/addQuestions.ts";
import { applyEdits, type Edit, placeholderOffsets } from "../../server/src/edits/edit.ts";
import { renameHeading } from "../../server/src/edits/renameHeading.ts";
import { waiveSection } from "../../server/src/edits/waiveSection.ts";
import { bookFramework } from "../../server/src/framework/index.ts";
import type { Severity } from "../../server/src/rules/types.ts";
import { html, texts } from "./randomMarkdown.ts";

const framework = bookFramework();
const RANK: Record<Severity, number> = { error: 3, warning: 2, information: 1, hint: 0 };

describe("waiving a section", () => {
  const waive = (text: string, id: string) => {
    const { reading, doc } = check(text, { assumeDesignDoc: true });
    const filled = waiveSection(id, reading, framework);
    const after = applyEdits(doc, filled.edits);
    const [start, end] = placeholderOffsets(doc, filled) ?? [0, 0];
    const status = (t: string) => check(t, { assumeDesignDoc: true }).reading.sections.find((s) => s.id === id)?.status;
    const done = `${after.slice(0, start)}every feature is known a year ahead${after.slice(end)}`;
    return { after, words: after.slice(start, end), untouched: status(after), filled: status(done) };
  };

  test("inserts its heading with a reason to be given", () => {
    const { after, ...rest } = waive("# T\n\n## Features\n\nTenure from the CRM export.\n", "leakage");
    expect(after).toBe("# T\n\n## Features\n\nTenure from the CRM export.\n\n## Data leakage risks\n\nN/A: [reason]\n");
    expect(rest).toEqual({ words: "[reason]", untouched: "empty", filled: "waived" });
  });

  test("writes under a heading that stands over nothing", () => {
    const { after, ...rest } = waive("# T\n\n## Data leakage risks\n\nTBD\n", "leakage");
    expect(after).toBe("# T\n\n## Data leakage risks\n\nN/A: [reason]\n");
    expect(rest).toEqual({ words: "[reason]", untouched: "empty", filled: "waived" });
    const tight = waive("## Data leakage risks\r\nTBD", "leakage");
    expect(tight.after).toBe("## Data leakage risks\r\nN/A: [reason]");
  });

  test.each([
    ["a template's text", (body: string) => `## Data leakage risks\n\n${body}\n`],
    ["one between others", (body: string) => `## A\n\nx\n\n## Data leakage risks\n\n${body}\n\n## B\n\ny\n`],
  ])("instead of %s", (_, text) => {
    const template = framework.section("leakage")?.template.trim() ?? "";
    expect(waive(text(template), "leakage").after).toBe(text("N/A: [reason]"));
    expect(waive(text("**TBD**"), "leakage").after).toBe(text("N/A: [reason]"));
    const mark = "<!-- ml-design-docs-section: leakage -->";
    expect(waive(text(`${mark}\n\n- TODO`), "leakage").after).toBe(text(`${mark}\n\nN/A: [reason]`));
  });

  test.each(["TBD: ask Ann about the cut-off", "TBD\n\n<!-- ask Ann -->", "See the labelling guide.", "{: .note}"])(
    "above what its author wrote: %j",
    (body) => {
      const { after } = waive(`## Data leakage risks\n\n${body}\n`, "leakage");
      expect(after).toBe(`## Data leakage risks\n\nN/A: [reason]\n\n${body}\n`);
    },
  );

  test("behind the heading's attributes, and once", () => {
    const { after } = waive("## Data leakage risks\n{: .risks}\n", "leakage");
    expect(after).toBe("## Data leakage risks\n{: .risks}\n\nN/A: [reason]\n");
    expect(waive(after, "leakage").after).toBe(after);
  });

  test("in the document's language", () => {
    const text = "# Отток клиентов\n\n## Признаки\n\nСрок жизни клиента в месяцах из выгрузки CRM.\n";
    const { after, ...rest } = waive(text, "leakage");
    expect(after).toContain("N/A: [причина]");
    expect(rest).toEqual({ words: "[причина]", untouched: "empty", filled: "waived" });
  });

  test("not where something is answered", () => {
    const text = "# T\n\n## Features\n\nTenure from the CRM export.\n";
    expect(waive(text, "features").after).toBe(text);
  });
});

describe("asking a section's questions", () => {
  const questions = framework.section("leakage")?.questions ?? [];
  const ask = (text: string, words: string, answered?: Set<number>) => {
    const { reading, doc } = check(text, { assumeDesignDoc: true });
    const own = doc.headings.find((h) => h.part.text.includes(words));
    if (!own) throw new Error(words);
    return applyEdits(doc, addQuestions(own, "leakage", reading, framework, answered));
  };
  const list = (bullet = "-", from = 0) =>
    questions
      .slice(from)
      .map((q) => `${bullet} [ ] ${q}`)
      .join("\n");

  test.each([
    ["at the end of its text", "## Leakage\n\nNone known.\n", `## Leakage\n\nNone known.\n\n${list()}\n`],
    [
      "before its sub-headings",
      "## Leakage\n\nNone.\n\n### Time\n\nx\n",
      `## Leakage\n\nNone.\n\n${list()}\n\n### Time\n\nx\n`,
    ],
    ["before its bold lines", "## Leakage\n\n**Time**\n\nx\n", `## Leakage\n\n${list()}\n\n**Time**\n\nx\n`],
    ["under nothing", "## Leakage", `## Leakage\n\n${list()}`],
    ["before the next section", "## Leakage\n\n\n## B\n", `## Leakage\n\n${list()}\n\n\n## B\n`],
    ["in a list of their own", "## Leakage\n\n- a\n- b\n\n## B\n", `## Leakage\n\n- a\n- b\n\n${list("*")}\n\n## B\n`],
    [
      "before a fence that is never closed",
      "## Leakage\n\nNone.\n\n```\nx\n",
      `## Leakage\n\nNone.\n\n${list()}\n\n\`\`\`\nx\n`,
    ],
    [
      "before what belongs to the next heading",
      '## Leakage\n\nNone.\n\n<!-- ml-design-docs-disable-next labels: later -->\n<a id="b"></a>\n\n## B\n',
      `## Leakage\n\nNone.\n\n${list()}\n\n<!-- ml-design-docs-disable-next labels: later -->\n<a id="b"></a>\n\n## B\n`,
    ],
    ["before a rule", "## Leakage\n\nNone.\n\n---\n\n### B\n", `## Leakage\n\nNone.\n\n${list()}\n\n---\n\n### B\n`],
    ["under a bold line", "**Leakage**\n\nNone.\n\n**B**\n", `**Leakage**\n\nNone.\n\n${list()}\n\n**B**\n`],
    [
      "under a setext heading",
      "Leakage\n---\nNone.\n***\nB\n---\n",
      `Leakage\n---\nNone.\n\n${list()}\n\n***\nB\n---\n`,
    ],
  ])("%s", (_, text, expected) => {
    expect(ask(text, "Leakage")).toBe(expected);
    expect(ask(expected, "Leakage")).toBe(expected);
  }); // prettier-ignore

  test("only those that are open", () => {
    expect(ask("## Leakage\n", "Leakage", new Set([0]))).toBe(`## Leakage\n\n${list("-", 1)}\n`);
    const ticked = `## Leakage\n\n- [x] **${questions[0]}** Yes.\n`;
    expect(ask(ticked, "Leakage")).toBe(`${ticked}\n${list("*", 1)}\n`);
    expect(ask("- **Leakage:** none\n", "Leakage")).toBe("- **Leakage:** none\n");
  });
});

describe("renaming a heading", () => {
  const rename = (text: string, n = 0, title = "Data sources") => {
    const { doc } = check(text);
    const own = doc.headings[n];
    if (!own) throw new Error(text);
    return applyEdits(doc, renameHeading(own, title, doc));
  };
  test.each([
    ["## Inputs\n", "## Data sources\n"],
    ["##   Inputs ##  \n", "##   Data sources ##  \n"],
    ["## 1. Our inputs\n", "## 1. Data sources\n"],
    ["## 2.3 Inputs: {#in}\n", "## 2.3 Data sources: {#in}\n"],
    ["## 📊 Inputs 🚀\n", "## 📊 Data sources 🚀\n"],
    ["## :rocket: Inputs :tada:\n", "## :rocket: Data sources :tada:\n"],
    ["## 2️⃣ Inputs\n", "## 2️⃣ Data sources\n"],
    ["## **Inputs**\n", "## **Data sources**\n"],
    ["## **The** inputs\n", "## Data sources\n"],
    ["## 1. **Inputs** {.x}\n", "## 1. **Data sources** {.x}\n"],
    ["## [Inputs](x.md)\n", "## [Data sources](x.md)\n"],
    ["## `inputs`\n", "## `Data sources`\n"],
    ['## <a name="in"></a>Inputs\n', '## <a name="in"></a>Data sources\n'],
    ["## Inputs<!-- keep -->\n", "## Data sources<!-- keep -->\n"],
    ["## Step 2: inputs\n", "## Step 2: Data sources\n"],
    ["## A. Inputs\n", "## A. Data sources\n"],
    ["## IV. Inputs\n", "## IV. Data sources\n"],
    ["## 30 day inputs\n", "## Data sources\n"],
    ["## 1 Inputs\n\n## 2 Labels\n", "## 1 Data sources\n\n## 2 Labels\n"],
    ["## C# inputs\n", "## Data sources\n"],
    ["Inputs\nand more\n---\n", "Inputs\nand more\n---\n"],
    ["**1. Inputs:**\n", "**1. Data sources:**\n"],
    ["**Inputs**:\n", "**Data sources**:\n"],
    ["- **Inputs:** the CRM\n", "- **Data sources:** the CRM\n"],
    ["Inputs: the CRM export\n", "Data sources: the CRM export\n"],
    ["Inputs:\n\n- a\n", "Data sources:\n\n- a\n"],
    ["1. Inputs\n   - a\n", "1. Data sources\n   - a\n"],
    ["| a | b |\n|---|---|\n| Inputs | x |\n", "| a | b |\n|---|---|\n| Data sources | x |\n"],
    ['<h2 id="in">1. Inputs</h2>\n', '<h2 id="in">1. Data sources</h2>\n'],
    ["<h2><b>Our</b> <i>inputs</i> 📊</h2>\n", "<h2>Data sources 📊</h2>\n"],
    ['<h2 align="center"><b>Inputs</b></h2>\n', '<h2 align="center"><b>Data sources</b></h2>\n'],
    ["## Data sources\n", "## Data sources\n"],
    ["##\n", "## Data sources\n"],
    ["## 1.\n", "## 1. Data sources\n"],
    ["## Inputs[^1] we use\n\n[^1]: x\n", "## Inputs[^1] we use\n\n[^1]: x\n"],
    ["## In![x](a.png)puts\n", "## In![x](a.png)puts\n"],
    ["## Inputs[^1]\n\n[^1]: x\n", "## Data sources[^1]\n\n[^1]: x\n"],
    ["## Inputs (owner: Ann)\n", "## Inputs (owner: Ann)\n"],
    ["## Inputs & labels[^1]\n\ntext\n\n## B\n\n[^1]: x\n", "## Inputs & labels[^1]\n\ntext\n\n## B\n\n[^1]: x\n"],
    ["## [The](x.md) inputs\n", "## [The](x.md) inputs\n"],
    ["## 输入数据\r\n", "## Data sources\r\n"],
  ])("%j", (text, expected) => {
    expect(rename(text)).toBe(expected);
    expect(rename(expected)).toBe(expected);
  }); // prettier-ignore

  test("a title's own signs are no markup", () => {
    expect(check(rename("## A\n", 0, "*Loss* [x] <b> C#")).doc.headings[0]?.part.text).toBe("*Loss* [x] <b> C#");
    expect(check(rename("<h2>A</h2>\n", 0, "a < b & c")).doc.text).toBe("<h2>a &lt; b &amp; c</h2>\n");
  });
});

describe("whatever the Markdown", () => {
  const onlyInserts = (edits: readonly Edit[]) => {
    for (const e of edits) expect(e.range.start).toEqual(e.range.end);
  };

  test("a waiver makes no finding more severe, and waives once its reason is given", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...framework.sections.map((s) => s.id)), (text, id) => {
        const before = check(text, { assumeDesignDoc: true });
        const filled = waiveSection(id, before.reading, framework);
        onlyInserts(filled.edits);
        if (filled.edits.length === 0) return;
        const after = applyEdits(before.doc, filled.edits);
        const worst = new Map(before.findings.map((f) => [f.section, RANK[f.severity]]));
        const own = (t: string) => check(t, { assumeDesignDoc: true });
        for (const f of own(after).findings.filter((f) => f.section === id))
          expect(RANK[f.severity]).toBeLessThanOrEqual(worst.get(f.section) ?? RANK.hint);
        const [start, end] = placeholderOffsets(before.doc, filled) ?? [0, 0];
        const given = `${after.slice(0, start)}every value is known a year ahead${after.slice(end)}`;
        expect(own(after).reading.sections.find((s) => s.id === id)?.status).not.toBe("waived");
        expect(own(given).reading.sections.find((s) => s.id === id)?.status).toBe("waived");
      }),
      { numRuns: 60 },
    );
  });

  test("questions are asked once, and change nothing beside them", () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.constantFrom(...framework.sections.map((s) => s.id)), (text, n, id) => {
        const { reading, doc } = check(text, { assumeDesignDoc: true });
        const own = doc.headings[n % Math.max(1, doc.headings.length)];
        if (!own) return;
        const edits = addQuestions(own, id, reading, framework);
        onlyInserts(edits);
        const [edit] = edits;
        if (!edit) return;
        const after = applyEdits(doc, edits);
        const list = html(edit.newText);
        const [before, whole] = [html(text.replace("\ufeff", "")), html(after.replace("\ufeff", ""))];
        const at = whole.indexOf(list);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(whole.slice(0, at) + whole.slice(at + list.length)).toBe(before);
        const again = check(after, { assumeDesignDoc: true });
        const real = (d: typeof doc) => d.headings.filter((h) => h.part.depth > 0).map((h) => h.part.text);
        expect(real(again.doc)).toEqual(real(doc));
        const target = again.doc.headings.find((h) => h.start === own.start);
        if (target) expect(addQuestions(target, id, again.reading, framework)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("a renamed heading bears its title, and no other heading changes", () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.constantFrom("Data sources", "A/B test", "C# *x*"), (text, n, title) => {
        const { doc } = check(text);
        const own = doc.headings[n % Math.max(1, doc.headings.length)];
        if (!own) return;
        const edits = renameHeading(own, title, doc);
        if (edits.length === 0) return;
        const after = check(applyEdits(doc, edits)).doc;
        expect(after.headings[own.index]?.part.text).toContain(title);
        const others = (d: typeof doc) => d.headings.filter((h) => h.index !== own.index).map((h) => h.part.text);
        expect(others(after)).toEqual(others(doc));
        expect(renameHeading(after.headings[own.index] ?? own, title, after)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
