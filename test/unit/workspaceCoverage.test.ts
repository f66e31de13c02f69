/** The table of the workspace's coverage: its model, its page and its exports. */
import { describe, expect, test } from "vitest";
import { coverageCsv, coverageMarkdown } from "../../client/src/coveragePage/exports.ts";
import { isMatrix, type Matrix, matrixOf, shownRows } from "../../client/src/coveragePage/matrix.ts";
import { checkingBody, matrixBody, messageBody } from "../../client/src/coveragePage/pageBody.ts";
import { escapeHtml, newNonce, pageHtml } from "../../client/src/page/html.ts";
import { check } from "../../server/src/check/check.ts";
import { documentReport, reportOf } from "../../server/src/cli/report.ts";
import { bookFramework } from "../../server/src/framework/index.ts";
import { sectionColumns } from "../../server/src/lsp/sectionColumns.ts";
import { l10n } from "./texts.ts";

const FRAUD = `---
type: ml-design-doc
---
# Fraud

## Features

Tenure in months and the amounts of the last 30 days, from the CRM export of our warehouse.

## Baselines

TODO
`;
const README = "# Read me\n\nInstall it.\n";

function matrix(texts: Record<string, string>, facts: Partial<Matrix> = {}): Matrix {
  const documents = Object.entries(texts).map(([path, text]) => documentReport(path, check(text)));
  const uris = Object.keys(texts).map((path) => `file:///w/${encodeURIComponent(path)}`);
  const failed = [{ uri: "file:///w/gone.md", reason: "it cannot be read" }];
  const report = { ...reportOf(documents), uris, failed, chapters: sectionColumns([bookFramework()], "en") };
  const pathOf = (uri: string) => decodeURIComponent(uri.slice("file:///w/".length));
  return { ...matrixOf(report, { pathOf, cutOffAt: null, checkedAt: Date.UTC(2026, 0, 2, 3, 4) }), ...facts };
}

const options = { onlyDesignDocs: true, language: "en" };
const sections = (m: Matrix) => m.chapters.flatMap((c) => c.sections.map((s) => s.id));

describe("the model", () => {
  const m = matrix({ "b.md": README, "a.md": FRAUD });

  test("has a row a document by path, and a column for each section of the framework", () => {
    expect(m.rows.map((row) => [row.path, row.designDoc, row.cells.length])).toEqual([
      ["a.md", true, 32],
      ["b.md", false, 0],
    ]);
    expect(m.chapters).toHaveLength(11);
    expect(m.failed).toEqual([{ uri: "file:///w/gone.md", path: "gone.md", reason: "it cannot be read" }]);
  });

  test("tells apart what is missing and what is not asked for yet, and knows the places", () => {
    const cell = (id: string) => m.rows[0]?.cells[sections(m).indexOf(id)];
    expect(cell("features")).toEqual({ state: "covered", line: 6, heading: "Features" });
    expect(cell("baselines")).toEqual({ state: "empty", line: 10, heading: "Baselines" });
    expect(cell("leakage")).toEqual({ state: "missing" });
    expect(cell("cost")).toEqual({ state: "notAsked" });
  });

  test("survives being kept, and what else was kept is not taken for it", () => {
    expect(isMatrix(JSON.parse(JSON.stringify(m)))).toBe(true);
    for (const other of [
      null,
      1,
      "x",
      [],
      {},
      { ...m, rows: [{}] },
      { ...m, chapters: [null] },
      { ...m, checkedAt: "" },
    ])
      expect(isMatrix(other)).toBe(false);
  });

  test("shows all documents or only design docs", () => {
    expect(shownRows(m, true).map((row) => row.path)).toEqual(["a.md"]);
    expect(shownRows(m, false)).toHaveLength(2);
  });
});

describe("a section that only some frameworks have", () => {
  test("stands once, in its chapter", () => {
    const book = bookFramework();
    const columns = sectionColumns([book, book, { ...book, sections: book.sections.slice(0, 2) }], "en");
    expect(columns.flatMap((c) => c.sections.map((s) => s.id))).toEqual(book.sections.map((s) => s.id));
    expect(columns.map((c) => c.chapter)).toEqual(book.chapters.map((c) => c.chapter));
  });
});

describe("CSV", () => {
  test("has a header, a line a document and states by id", () => {
    const m = matrix({ "a.md": FRAUD, "b.md": README });
    const lines = coverageCsv(m, false).split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe(`document,kind,reason,status,asked,answered,${sections(m).join(",")}`);
    expect(lines[1]).toMatch(/^a\.md,ml-design-doc,/);
    expect(lines[1]?.split(",").at(-1)).toMatch(/^(?:missing|notAsked)$/);
    expect(lines[2]).toMatch(/^b\.md,other,/);
    expect(coverageCsv(m, true).split("\r\n")).toHaveLength(3);
  });

  test("quotes what needs it, and no sheet takes a path for a formula", () => {
    const csv = coverageCsv(matrix({ 'a "b", c.md': FRAUD, "=1+1.md": FRAUD }), true);
    expect(csv).toContain('"a ""b"", c.md",ml-design-doc');
    expect(csv).toContain("'=1+1.md,ml-design-doc");
  });
});

describe("Markdown", () => {
  test("has tables of equal width, a legend, and escapes paths", () => {
    const text = coverageMarkdown(matrix({ "a|b*.md": FRAUD, "c.md": README }, { cutOffAt: 7 }), false, l10n);
    expect(text).toContain("| a\\|b\\*.md | Draft |");
    expect(text).toContain("| 6. Baselines | ○ |");
    expect(text).toContain("- ✗ Missing: ");
    expect(text).toContain("- c.md: ");
    expect(text).toContain("- gone.md: it cannot be read");
    expect(text).toContain("Only the first 7 files");
    expect(text).toContain("2026-01-02 03:04");
    const cells = (line: string) => line.replaceAll("\\|", "").split("|").length;
    const tables = text.split("\n\n").filter((block) => block.startsWith("|"));
    expect(tables).toHaveLength(2);
    for (const table of tables) expect(new Set(table.split("\n").map(cells)).size).toBe(1);
  });

  test("says so when there is no design doc", () => {
    expect(coverageMarkdown(matrix({ "c.md": README }), true, l10n)).toContain("No ML design doc was found.");
  });
});

describe("the page", () => {
  test("is a table with scopes, a caption and sort buttons; each state is in words too", () => {
    const html = matrixBody(matrix({ "a.md": FRAUD, "b.md": README }), options, l10n);
    expect(html).toContain("<caption");
    expect(html.match(/<th scope="colgroup"/g)).toHaveLength(11);
    expect(html.match(/<th scope="col"/g)).toHaveLength(35);
    expect(html.match(/<th scope="row"/g)).toHaveLength(2);
    expect(html.match(/aria-sort="ascending"/g)).toHaveLength(1);
    expect(html.match(/data-column="/g)).toHaveLength(35);
    expect(html.match(/<span class="word">/g)).toHaveLength(32);
    expect(html).toContain('data-line="6" title="Features: Answered – line 6, Features"');
    expect(html).toContain('<tr class="other" hidden>');
    expect(
      matrixBody(matrix({ "b.md": README, "a.md": FRAUD }), { ...options, onlyDesignDocs: false }, l10n),
    ).toContain('<tr class="other">');
  });

  test("has a way out when there is nothing to show", () => {
    const none = matrixBody(matrix({ "b.md": README }), options, l10n);
    expect(none).toContain("None of the 1 Markdown files");
    expect(none).toContain('data-command="mlDesignDocs.newDocument"');
    expect(none).toContain('id="onlyDesignDocs"');
    expect(matrixBody(matrix({}), options, l10n)).toContain("no Markdown file");
    expect(messageBody("No folder is open.", [], l10n)).toContain('role="status"');
  });

  test("can be cancelled while it is computed", () => {
    expect(checkingBody(12, l10n)).toContain("Checking 12 Markdown files");
    expect(checkingBody(undefined, l10n)).toContain('data-message="cancel"');
  });

  test("says what was left out", () => {
    const html = matrixBody(matrix({ "a.md": FRAUD }, { cutOffAt: 1000 }), options, l10n);
    expect(html).toContain("Only the first 1000 Markdown files");
    expect(html).toContain("gone.md: it cannot be read");
  });

  test("takes no text of the workspace for markup, and runs nothing but its own script", () => {
    const evil = `"><img src=x onerror=alert(1)></script>.md`;
    const m = matrix({ [evil]: FRAUD });
    const html = pageHtml({
      language: "en",
      title: "t",
      cspSource: "https://host",
      nonce: "abc",
      styleUris: ["https://host/a.css"],
      scriptUri: "https://host/a.js",
      body: matrixBody(m, options, l10n),
      data: { matrix: m },
    });
    expect(html).not.toContain("<img");
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]+\s(?:on\w+|style)=/);
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
    expect(policy).toContain("default-src &#39;none&#39;");
    expect(policy).toContain("script-src &#39;nonce-abc&#39;");
    expect(policy).not.toMatch(/unsafe|connect-src|img-src/);
    const kept = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? "";
    expect(JSON.parse(kept).matrix.rows[0].path).toBe(evil);
  });

  test("has a nonce of its own each time", () => {
    expect(newNonce()).toMatch(/^[\w]{24}$/);
    expect(newNonce()).not.toBe(newNonce());
    expect(escapeHtml(`<&>"'`)).toBe("&lt;&amp;&gt;&quot;&#39;");
  });
});
