import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, eventually, openCopy } from "../support.ts";

const NOTE = "ml-design-docs-note";

describe("the Markdown preview", () => {
  const enable = (value: boolean | undefined) =>
    vscode.workspace
      .getConfiguration("mlDesignDocs")
      .update("preview.enabled", value, vscode.ConfigurationTarget.Global);
  afterEach(async () => {
    await enable(undefined);
    await closeAll();
  });

  it("is left as it is by default", async () => {
    const { document } = await openCopy("half.md");
    const html = await render(document);
    assert.match(html, /<h2[^>]*>Baselines<\/h2>/);
    assert.ok(!html.includes(NOTE), html);
  });

  it("marks empty and missing sections once the user wants it, and keeps headings and their ids", async () => {
    const editor = await openCopy("half.md");
    const { document } = editor;
    const plain = await render(document);
    await enable(true);
    const html = await eventually("notes in the preview", async () => {
      const rendered = await render(document);
      return rendered.includes(NOTE) ? rendered : undefined;
    });
    assert.match(html, /Missing: .*Data leakage risks/);
    assert.equal(html.replace(/<p class="ml-design-docs-note"[^>]*>[^<]*<\/p>\n/g, ""), plain);

    const end = document.lineAt(document.lineCount - 1).range.end;
    await editor.edit((edit) => edit.insert(end, "\n## Monitoring plan\n\nTODO\n"));
    const marked = await eventually("a note below the empty section", async () => {
      const rendered = await render(document);
      return rendered.includes("Empty section: Monitoring plan") ? rendered : undefined;
    });
    assert.match(marked, /Monitoring plan<\/h2>\s*<p class="ml-design-docs-note"/);
  });

  it("says nothing about a text that is no document", async () => {
    await enable(true);
    assert.ok(!(await render("# Fraud\n")).includes(NOTE));
  });
});

/** What the editor's own preview makes of a document. */
async function render(what: vscode.TextDocument | string): Promise<string> {
  return vscode.commands.executeCommand<string>("markdown.api.render", what);
}
