import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import { applyEdits, type Edit } from "../../server/src/edits/edit.ts";
import { insertSections, missingSections } from "../../server/src/edits/insertSections.ts";
import { asSnippet, documentMarkdown, sectionMarkdown } from "../../server/src/edits/template.ts";
import { bookFramework } from "../../server/src/framework/index.ts";
import type { Severity } from "../../server/src/rules/types.ts";
import { html, texts } from "./randomMarkdown.ts";

const framework = bookFramework();
const RANK: Record<Severity, number> = { error: 3, warning: 2, information: 1, hint: 0 };

function apply(text: string, edits: readonly Edit[], lineStarts: readonly number[]): string {
  const at = (e: Edit) => (lineStarts[e.range.start.line] as number) + e.range.start.character;
  return [...edits]
    .sort((a, b) => at(b) - at(a))
    .reduce((t, e) => t.slice(0, at(e)) + e.newText + t.slice(at(e)), text);
}

function insert(text: string, ids: readonly string[]): string {
  const { reading, doc } = check(text, { assumeDesignDoc: true });
  return apply(text, insertSections(ids, reading, framework), doc.lineStarts);
}

const headings = (text: string) =>
  check(text)
    .doc.headings.filter((h) => h.part.depth > 0)
    .map((h) => `${"#".repeat(h.part.depth)} ${h.part.text}`);

describe("a missing section is inserted in its place", () => {
  test("after the whole section before it, at its level", () => {
    const text =
      "# Churn\n\n## Features\n\nTenure from the CRM export.\n\n### Freshness\n\nDaily.\n\n## Monitoring\n\nPage if recall < 0.3.\n";
    expect(headings(insert(text, ["leakage"]))).toEqual([
      "# Churn",
      "## Features",
      "### Freshness",
      "## Data leakage risks",
      "## Monitoring",
    ]);
  });

  test("before the section after it, if none is before", () => {
    expect(headings(insert("# Churn\n\n## Monitoring\n\nPage if recall < 0.3.\n", ["baselines"]))).toEqual([
      "# Churn",
      "## Baselines",
      "## Monitoring",
    ]);
  });

  test("at the end, before references and appendix, if there is neither", () => {
    expect(headings(insert("# Churn\n\n## References\n\n- a paper\n", ["baselines"]))).toEqual([
      "# Churn",
      "## Baselines",
      "## References",
    ]);
  });

  test("never inside a list, table or bold line", () => {
    const text =
      "# Churn\n\n## Notes\n\n**Features**\n\nTenure and plan, one-hot encoded; missing values become 0.\n\n**Monitoring**\n\nPage if recall < 0.3.\n\n## End\n\nBye.\n";
    expect(headings(insert(text, ["leakage"]))).toEqual(["# Churn", "## Notes", "## Data leakage risks", "## End"]);
  });

  test("with a number only at the end of a numbered run", () => {
    const end =
      "# T\n\n## 1. Data sources\n\n40 M rows from dwh.tx.\n\n## 2. Features\n\nTenure from the CRM export.\n";
    expect(headings(insert(end, ["leakage", "baselines"]))).toEqual([
      "# T",
      "## 1. Data sources",
      "## 2. Features",
      "## 3. Data leakage risks",
      "## 4. Baselines",
    ]); // prettier-ignore
    const middle = `${end}\n## 3. Monitoring\n\nPage if recall < 0.3.\n`;
    expect(headings(insert(middle, ["leakage"]))).toContain("## Data leakage risks");
  });

  test("with the file's line ends and its habit at the end", () => {
    const crlf = insert("# T\r\n\r\n## Features\r\n\r\nTenure from the CRM export.", ["leakage"]);
    expect(crlf.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(crlf).not.toMatch(/[\r\n]$/);
    expect(insert("# T\n\n## Features\n\nTenure.\n", ["leakage"])).toMatch(/[^\n]\n$/);
    expect(insert("", ["leakage"])).toMatch(/^## Data leakage risks\n/);
  });
});

describe("what stands around the place stays as it is", () => {
  test("nothing is put behind a fence or comment that is never closed", () => {
    for (const open of ["```python\nprint()", "<!-- later\n\nmore"]) {
      const text = `# T\n\n## Features\n\nTenure from the CRM export.\n\n${open}\n`;
      const after = insert(text, ["leakage"]);
      expect(headings(after)).toEqual(["# T", "## Features", "## Data leakage risks"]);
      expect(after.endsWith(`${open}\n`)).toBe(true);
    }
  });

  test("an indented heading keeps its indentation", () => {
    const text = "# T\n\n   ## Monitoring\n\nPage if recall < 0.3.\n";
    expect(insert(text, ["baselines"]).endsWith("\n\n   ## Monitoring\n\nPage if recall < 0.3.\n")).toBe(true);
  });

  test("a number that belongs to no run is not continued", () => {
    expect(
      headings(insert("# T\n\n## 30 day monitoring plan\n\nPage if recall < 0.3.\n", ["continual-learning"])),
    ).toContain("## Continual learning and retraining");
  });

  test("a design doc stays one, however much is inserted", () => {
    const text =
      "# Churn model: design\n\nWe propose a classifier that tells which customers will leave within 60 days.\n\n## Goals\n\nCut churn from 4.1 % to 3.6 % by June.\n\n## Data\n\nOrders from `dwh.orders`, 40 M rows.\n\n## Model\n\nLightGBM because the data is tabular.\n\n## Evaluation\n\nPR-AUC on the last two months, ship at 0.42.\n\n## Monitoring\n\nPage if weekly recall falls below 0.3.\n";
    const before = check(text);
    expect(before.reading.kind).toBe("ml-design-doc");
    const edits = insertSections(missingSections(before.reading, framework), before.reading, framework);
    expect(check(apply(text, edits, before.doc.lineStarts)).reading.kind).toBe("ml-design-doc");
  });
});

describe("what belongs to the next heading stays with it", () => {
  const FEATURES = "# T\n\n## Features\n\nTenure from the CRM export.\n\n";
  const TEXT = "Page if recall < 0.3.\n";

  test.each([
    ["an anchor", '<a name="mon"></a>\n## Monitoring'],
    ["an anchor in a paragraph of its own", '<a id="mon"></a>\n\n## Monitoring'],
    ["a comment right above it", "<!-- owner: sre -->\n## Monitoring"],
    ["a banner", "<!-- ===== Monitoring ===== -->\n\n## Monitoring"],
    ["a mark", "<!-- ml-design-docs-disable-next monitoring: told by sre -->\n\n## Monitoring"],
    ["another tool's mark", "<!-- prettier-ignore -->\n\n## Monitoring"],
    ["a line", "---\n\n## Monitoring"],
    ["a line and an anchor", '---\n\n<a name="mon"></a>\n\n## Monitoring'],
    ["what it is wrapped in", "<details>\n<summary>More</summary>\n\n## Monitoring"],
    ["an HTML heading's block", '<div align="center">\n<h2>Monitoring</h2>\n</div>'],
  ])("%s", (_, next) => {
    const after = insert(`${FEATURES}${next}\n\n${TEXT}`, ["leakage"]);
    expect(after.endsWith(`\n\n${next}\n\n${TEXT}`)).toBe(true);
    expect(after.startsWith(`${FEATURES}## Data leakage risks\n\n`)).toBe(true);
    const before = insert(`# T\n\nAbout churn.\n\n${next}\n\n${TEXT}`, ["baselines"]);
    if (!next.startsWith("---")) expect(before.endsWith(`\n\n${next}\n\n${TEXT}`)).toBe(true);
  });

  test.each([
    ["a comment under the heading above", "<!-- owner: sre -->"],
    ["a mark of the heading above", "<!-- ml-design-docs-section: features -->"],
    ["a note at the end of the text", "Tenure from the CRM export.\n\n<!-- ask the CRM team -->"],
  ])("but not %s", (_, own) => {
    const start = `# T\n\n## Features\n\n${own}\n\n`;
    expect(insert(`${start}## Monitoring\n\n${TEXT}`, ["leakage"]).startsWith(`${start}## Data leakage`)).toBe(true);
  });

  test("the line under the head of a document stays above its first section", () => {
    const head = "# T\n\nOwner: sre\n\n---\n\n";
    expect(insert(`${head}## Monitoring\n\n${TEXT}`, ["baselines"]).startsWith(`${head}## Baselines\n`)).toBe(true);
  });
});

describe("what is read only before the second heading stays before it", () => {
  test.each(["Status: in review", "<!-- ml-design-docs: on -->"])("%s under the first heading", (line) => {
    const text = `## Monitoring\n\n${line}\n\nPage if recall < 0.3.\n\n## Team\n\nAnna owns it.\n`;
    const before = check(text, { assumeDesignDoc: true }).reading;
    const after = insert(text, ["baselines", "objectives"]);
    expect(after.startsWith(`## Monitoring\n\n${line}\n\nPage`)).toBe(true);
    const { status, reason } = check(after).reading;
    expect(status).toBe(before.status);
    if (line.startsWith("<")) expect(reason).toContain("ml-design-docs: on");
  });

  test.each(["Status: in review", "<!-- ml-design-docs: on -->"])("%s above the first heading", (line) => {
    const text = `${line}\n\n## Monitoring\n\nPage if recall < 0.3.\n`;
    const two = insert(`${text}\n## Team\n\nAnna owns it.\n`, ["baselines", "objectives"]);
    expect(two.startsWith(`${line}\n\n## Objectives`)).toBe(true);
  });
});

describe("HTML headings", () => {
  const text =
    "# T\n\n<h2>Features</h2>\n\nTenure from the CRM export.\n\n<h2>Monitoring</h2>\n\nPage if recall < 0.3.\n";
  test("are anchors where their block begins", () => {
    expect(headings(insert(text, ["leakage"]))).toEqual([
      "# T",
      "## Features",
      "## Data leakage risks",
      "## Monitoring",
    ]);
    expect(insert(text, ["leakage"])).toContain("\n\n<h2>Monitoring</h2>\n\n");
  });
  test("are none in the midst of a block: that is not cut", () => {
    const block = "<div>\n<p>Intro</p>\n<h2>Monitoring</h2>\n<p>Page if recall &lt; 0.3.</p>\n</div>\n";
    const one = `# T\n\n## Features\n\nTenure from the CRM export.\n\n${block}`;
    expect(insert(one, ["leakage"])).toContain(block);
  });
});

describe("numbers", () => {
  const numbers = (text: string, ids: string[]) => headings(insert(text, ids)).filter((h) => /leak|Baselines/.test(h));
  const DATA = "40 M rows from dwh.tx.";
  test.each([
    [
      "under a numbered parent",
      `# T\n\n## 1. Goals\n\n### 1.1 Aims\n\nCut churn.\n\n## 2. Data\n\n### 2.1 Data sources\n\n${DATA}\n\n### 2.2 Features\n\nTenure from the CRM export.\n`,
      "### 2.3 Data leakage risks",
    ],
    [
      "with an unnumbered heading before the rest of the run",
      `# T\n\n## 1. Features\n\nTenure from the CRM export.\n\n## Notes\n\nNone.\n\n## 2. Team\n\nAnna owns it.\n`,
      "## Data leakage risks",
    ],
    [
      "before unnumbered references",
      `# T\n\n## 1. Data sources\n\n${DATA}\n\n## 2. Features\n\nTenure from the CRM export.\n\n## References\n\n- a paper\n`,
      "## 3. Data leakage risks",
    ],
    [
      "with brackets",
      `# T\n\n## 1) Data sources\n\n${DATA}\n\n## 2) Features\n\nTenure from the CRM export.\n`,
      "## 3) Data leakage risks",
    ],
    [
      "with a gap in the run",
      `# T\n\n## 1. Data sources\n\n${DATA}\n\n## 5. Features\n\nTenure from the CRM export.\n`,
      "## Data leakage risks",
    ],
  ])("%s", (_, text, expected) => expect(numbers(text, ["leakage"])).toEqual([expected])); // prettier-ignore
});

describe("files of other habits", () => {
  test("a byte order mark stays first", () => {
    const after = insert("\ufeff## Monitoring\n\nPage if recall < 0.3.\n\n## Team\n\nAnna owns it.\n", ["baselines"]);
    expect(after.startsWith("\ufeff## Baselines\n")).toBe(true);
  });
  test("CRLF lines without a blank one between them", () => {
    const text = "# T\r\n## Features\r\nTenure from the CRM export.\r\n## Monitoring\r\nPage if recall < 0.3.\r\n";
    expect(insert(text, ["leakage"])).toContain("export.\r\n\r\n## Data leakage risks\r\n\r\n");
  });
  test("an indented fence that is never closed", () => {
    const open = "  ```python\n  print()\n";
    const after = insert(`# T\n\n## Features\n\nTenure from the CRM export.\n\n${open}`, ["leakage"]);
    expect(after.endsWith(`\n\n${open}`)).toBe(true);
    expect(headings(after)).toContain("## Data leakage risks");
  });
});

describe.each(["en", "ru"])("titles and templates in %s", (language) => {
  test.each(framework.sections.map((s) => [s.id, s] as const))("%s is read as itself", (id, section) => {
    const text = `# T\n\n${sectionMarkdown(section, 2, language, framework)}\n`;
    const own = check(text, { assumeDesignDoc: true }).reading.sections.find((s) => s.id === id);
    expect(own?.status).toBe("empty");
  });

  test("a new document has every section that a draft and its review ask for", () => {
    const { reading } = check(documentMarkdown(language, framework));
    expect(missingSections(reading, framework)).toEqual([]);
  });
});

describe("templates", () => {
  test.each(framework.sections.map((s) => [s.id]))(
    "%s: its own template is read as that section, empty, and as no other's answer",
    (id) => {
      const section = framework.section(id);
      if (!section) throw new Error(id);
      const { reading } = check(`# T\n\n${sectionMarkdown(section, 2, "en", framework)}\n`, { assumeDesignDoc: true });
      const own = reading.sections.find((s) => s.id === id);
      expect(own?.status).toBe("empty");
      expect(reading.sections.filter((s) => s.id !== id && s.status !== "missing" && s.status !== "empty")).toEqual([]);
    },
  );

  test("a new document is a design doc with nothing above information", () => {
    const { reading, findings } = check(documentMarkdown("en", framework));
    expect(reading.kind).toBe("ml-design-doc");
    expect(findings.filter((f) => f.severity === "warning" || f.severity === "error")).toEqual([]);
  });

  test("snippets escape what is theirs and number their tab stops", () => {
    expect(asSnippet("## Cost $5 }\n\n| A | B |\n|---|---|\n| x |  |\n\n- \nOwner:")).toBe(
      ["## Cost \\$5 \\}", "", "| A | B |", "|---|---|", `| x | $\{1} |`, "", `- $\{2}`, `Owner: $\{3}$0`].join("\n"),
    );
  });
});

const paragraph = fc.constantFrom(
  "Tenure in months, from the CRM export.",
  "TBD",
  "- one\n- two",
  "| a | b |\n|---|---|\n| Baseline | recall 0.4 |",
  "```\n# x\n```",
  "> quote",
  "<!-- note -->",
  "**Labels**",
  "**Serving:** nightly batch.",
  "Page if recall < 0.3 for 1 h.",
  "1. Risks\n   - late data",
  "",
); // prettier-ignore
const heading = fc.constantFrom(
  "Features",
  "1. Data sources",
  "2. Model",
  "Monitoring plan",
  "Goals",
  "Evaluation",
  "References",
  "Notes",
  "Baselines 📈",
  "Rollout",
  "Team",
);
const block = fc
  .tuple(fc.integer({ min: 1, max: 4 }), heading, paragraph)
  .map(([n, h, p]) => `${"#".repeat(n)} ${h}\n\n${p}`);
const documents = fc
  .tuple(
    fc.array(block, { maxLength: 8 }),
    fc.constantFrom("\n", "\r\n"),
    fc.constantFrom("", "\n", "\n\n"),
    fc.boolean(),
  )
  .map(([blocks, end, tail, front]) =>
    `${front ? "---\nstatus: review\n---\n" : ""}${blocks.join("\n\n")}${tail}`.replaceAll("\n", end),
  );

describe("whatever the document, inserting what is missing", () => {
  test("removes nothing, leaves nothing missing, and makes no finding more severe", () => {
    fc.assert(
      fc.property(documents, (text) => {
        const before = check(text, { assumeDesignDoc: true });
        const ids = missingSections(before.reading, framework);
        const edits = insertSections(ids, before.reading, framework);
        for (const e of edits) expect(e.range.start).toEqual(e.range.end);
        const after = check(apply(text, edits, before.doc.lineStarts), { assumeDesignDoc: true });
        expect(missingSections(after.reading, framework)).toEqual([]);
        const worst = new Map(before.findings.map((f) => [f.section, RANK[f.severity]]));
        for (const f of after.findings)
          expect(RANK[f.severity], `${f.section}: ${f.message}`).toBeLessThanOrEqual(worst.get(f.section) ?? RANK.hint);
      }),
      { numRuns: 100 },
    );
  });

  test("one at a time ends where all at once does", () => {
    fc.assert(
      fc.property(documents, (text) => {
        let current = text;
        for (let n = 0; n < 40; n++) {
          const [id] = missingSections(check(current, { assumeDesignDoc: true }).reading, framework);
          if (!id) break;
          current = insert(current, [id]);
        }
        expect(missingSections(check(current, { assumeDesignDoc: true }).reading, framework)).toEqual([]);
      }),
      { numRuns: 5 },
    );
  });
});

describe("whatever the Markdown", () => {
  const onlyInserts = (edits: readonly Edit[]) => {
    for (const e of edits) expect(e.range.start).toEqual(e.range.end);
  };

  test("a section is inserted between two blocks and shows beside them alone", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...framework.sections.map((s) => s.id)), (text, id) => {
        const { reading, doc } = check(text, { assumeDesignDoc: true });
        const edits = insertSections([id], reading, framework);
        onlyInserts(edits);
        expect(edits).toHaveLength(1);
        const after = applyEdits(doc, edits);
        const own = html((edits[0] as Edit).newText);
        const [before, whole] = [html(text.replace("\ufeff", "")), html(after.replace("\ufeff", ""))];
        const at = whole.indexOf(own);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(whole.slice(0, at) + whole.slice(at + own.length)).toBe(before);
        expect(check(after, { assumeDesignDoc: true }).reading.status).toBe(reading.status);
        expect(after.startsWith("\ufeff")).toBe(text.startsWith("\ufeff"));
        if (text.includes(doc.lineEnd)) expect(after.replaceAll(doc.lineEnd, "")).not.toMatch(/[\r\n]/);
        expect(/[\r\n]$/.test(after)).toBe(/[\r\n]$/.test(text) || text.replace("\ufeff", "") === "");
      }),
      { numRuns: 100 },
    );
  });
});
