import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, eventually, findingsWhen, isMissing, openCopy } from "../support.ts";

describe("commands", () => {
  afterEach(closeAll);

  it("are all there, as the manifest says", async () => {
    const manifest = vscode.extensions.getExtension("ml-design-docs.ml-design-docs")?.packageJSON;
    const contributed: string[] = manifest.contributes.commands.map((command: { command: string }) => command.command);
    await openCopy("half.md");
    const known = await eventually("the commands", async () => {
      const list = await vscode.commands.getCommands(true);
      return list.includes("mlDesignDocs.showLog") ? list : undefined;
    });
    for (const name of ["newDocument", "insertMissingSections", "insertChapterTemplate", "restartServer", "showLog"]) {
      assert.ok(contributed.includes(`mlDesignDocs.${name}`), `${name} is not in the manifest`);
      assert.ok(known.includes(`mlDesignDocs.${name}`), `${name} is not registered`);
    }
  });

  it("Insert missing sections leaves none missing", async () => {
    const { document } = await openCopy("half.md");
    await findingsWhen(document.uri, "missing sections", (list) => list.some(isMissing));
    await vscode.commands.executeCommand("mlDesignDocs.insertMissingSections");
    await findingsWhen(document.uri, "no section to be missing", (list) => !list.some(isMissing));
    assert.match(document.getText(), /^## Data leakage risks$/m);
  });

  it("Insert chapter template asks for the chapter and inserts it", async () => {
    const { document } = await openCopy("half.md");
    const before = document.getText();
    const done = vscode.commands.executeCommand("mlDesignDocs.insertChapterTemplate");
    // The list of chapters comes from the server; to accept does nothing until one stands in it.
    await eventually("the chapter to be inserted", async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return document.getText() !== before;
    });
    await done;
    assert.ok(document.getText().length > before.length);
    assert.match(document.getText(), /^#+ Why machine learning$/m);
  });

  it("Restart server brings the findings back", async () => {
    const editor = await openCopy("half.md");
    const { document } = editor;
    await findingsWhen(document.uri, "findings", (list) => list.some(isMissing));
    let cleared = false;
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      cleared ||= vscode.languages.getDiagnostics(document.uri).length === 0;
    });
    try {
      await vscode.commands.executeCommand("mlDesignDocs.restartServer");
      await findingsWhen(document.uri, "findings of the new server", (list) => list.some(isMissing));
      assert.ok(cleared, "the old server's findings stayed");
    } finally {
      listener.dispose();
    }
    // And the new server follows what is written.
    const mark = "type: ml-design-doc";
    const at = document.getText().indexOf(mark);
    const range = new vscode.Range(document.positionAt(at), document.positionAt(at + mark.length));
    await editor.edit((edit) => edit.replace(range, "ml-design-doc: false"));
    await findingsWhen(document.uri, "no finding in a document that says it is none", (list) => list.length === 0);
  });

  it("Show log opens the log", async () => {
    await openCopy("half.md");
    await vscode.commands.executeCommand("mlDesignDocs.showLog");
    await eventually("the log", () =>
      vscode.window.visibleTextEditors.some(({ document }) => document.uri.scheme === "output"),
    );
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });
});
