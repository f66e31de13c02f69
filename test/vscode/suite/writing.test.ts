import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, eventually, findingsWhen, openCopy, sectionsOf } from "../support.ts";

describe("while writing", () => {
  afterEach(closeAll);

  it("completes the headings of missing sections after #", async () => {
    const editor = await openCopy("half.md");
    const { document } = editor;
    await findingsWhen(document.uri, "findings", (list) => list.length > 0);
    const end = document.lineAt(document.lineCount - 1).range.end;
    await editor.edit((edit) => edit.insert(end, "\n## "));
    const position = document.lineAt(document.lineCount - 1).range.end;

    const labels = await eventually("completions", async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        position,
        "#",
      );
      const found = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      return found.some((label) => label.includes("Data leakage risks")) ? found : undefined;
    });
    assert.ok(labels.some((label) => label.includes("Monitoring plan")));
    assert.ok(!labels.some((label) => label.includes("Data sources")), "a section that is there is offered again");
  });

  it("tells on hover which section a heading is, and what it must answer", async () => {
    const { document } = await openCopy("half.md");
    await findingsWhen(document.uri, "findings", (list) => list.length > 0);
    const heading = document.positionAt(document.getText().indexOf("## Baselines") + 5);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      heading,
    );
    const text = hovers.flatMap((hover) => hover.contents.map(textOf)).join("\n");
    assert.match(text, /Baselines/);
    assert.match(text, /chapter 6/i);
    assert.match(text, /\?/, "no question");
  });

  it("notices what is written, and forgets a document that is closed", async () => {
    const editor = await openCopy("half.md");
    const { document } = editor;
    const aboutMonitoring = (list: vscode.Diagnostic[]) => list.flatMap(sectionsOf).includes("monitoring");
    await findingsWhen(document.uri, "a finding about monitoring", aboutMonitoring);
    const end = document.lineAt(document.lineCount - 1).range.end;
    const written =
      "We alert on-call when the hourly mean absolute error rises above 10 minutes, on a Grafana dashboard.";
    await editor.edit((edit) => edit.insert(end, `\n## Monitoring plan\n\n${written}\n`));
    await findingsWhen(document.uri, "the finding to go", (list) => !aboutMonitoring(list));
    await closeAll();
    await findingsWhen(document.uri, "no findings of a closed document", (list) => list.length === 0);
  });
});

function textOf(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === "string" ? content : content.value;
}
