import assert from "node:assert/strict";
import * as vscode from "vscode";
import { acceptUntil, activeDocumentWhen, closeAll, eventually, findings, openCopy, writeFile } from "../support.ts";

const NEW = "mlDesignDocs.newDocument";

/** The editor of the test before may still be the active one for a moment: each test waits for its own document. */
const isNew = (text: RegExp) => (document: vscode.TextDocument) => document.isUntitled && text.test(document.getText());
const inFolder = (name: string) => (document: vscode.TextDocument) =>
  document.isUntitled && document.uri.path.includes(`/${name}/`);

describe("New ML design doc", () => {
  afterEach(closeAll);

  it("asks for length and problem types, and selects the title", async () => {
    const done = vscode.commands.executeCommand(NEW);
    const document = await acceptUntil("an unsaved document", () => {
      const active = vscode.window.activeTextEditor?.document;
      return active && isNew(/^type: ml-design-doc$/m)(active) ? active : undefined;
    });
    await done;
    assert.equal(document.languageId, "markdown");
    const text = document.getText();
    assert.match(text, /^---\ntype: ml-design-doc\nstatus: draft\ndate: \d{4}-\d\d-\d\d\n---\n/);
    assert.equal(text.match(/^## /gm)?.length, 9, "the first size is the one-pager");
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(editor.selection).trim(), "Design doc:");
  });

  it("brings the sections of the problem type, none of them missing", async () => {
    await vscode.commands.executeCommand(NEW, undefined, { size: "standard", problemTypes: ["ranking"] });
    const document = await activeDocumentWhen("the new document", isNew(/^problem-type: ranking$/m));
    assert.match(document.getText(), /^problem-type: ranking$/m);
    assert.match(document.getText(), /^## Degenerate feedback loops$/m);
    assert.match(document.getText(), /^## Data leakage risks$/m);
    const list = await eventually("findings", () => {
      const found = findings(document.uri);
      return found.length > 0 ? found : undefined;
    });
    for (const { severity, message } of list) assert.ok(severity >= vscode.DiagnosticSeverity.Information, message);
  });

  it("in a folder is to be saved there, under a name that is free", async () => {
    const taken = await writeFile("designs/design-doc.md", "# Taken\n");
    const folder = vscode.Uri.joinPath(taken, "..");
    await vscode.commands.executeCommand(NEW, folder, { size: "full", problemTypes: [] });
    const document = await activeDocumentWhen("the new document", isNew(/^## Cost$/m));
    assert.equal(document.uri.path, vscode.Uri.joinPath(folder, "design-doc-2.md").path);
    assert.match(document.getText(), /^## Cost$/m);
  });

  it("follows the project's own framework and the language of the settings", async () => {
    await writeFile("team/.ml-design-docs.yaml", "framework: ./ours.yaml\n");
    const framework = await writeFile("team/ours.yaml", "format: 1\nextends: designing-ml-systems\ndrop: [leakage]\n");
    const settings = vscode.workspace.getConfiguration("mlDesignDocs");
    await openCopy("half.md");
    await vscode.commands.executeCommand(NEW, vscode.Uri.joinPath(framework, ".."), { size: "one-pager" });
    const english = await activeDocumentWhen("the new document", inFolder("team"));
    assert.equal(english.getText().match(/^## /gm)?.length, 8);
    assert.doesNotMatch(english.getText(), /leakage/i);
    await settings.update("language", "ru", vscode.ConfigurationTarget.Workspace);
    try {
      await eventually("a document in Russian", async () => {
        await vscode.commands.executeCommand(NEW, undefined, { size: "one-pager" });
        const text = vscode.window.activeTextEditor?.document.getText() ?? "";
        return /^# Дизайн-документ: $/m.test(text) && /^## .*утечк/m.test(text);
      });
    } finally {
      await settings.update("language", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
