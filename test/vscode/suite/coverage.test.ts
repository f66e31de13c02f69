import assert from "node:assert/strict";
import * as vscode from "vscode";
import { acceptUntil, closeAll, eventually, openCopy } from "../support.ts";

interface Node {
  kind: string;
  section?: { id: string };
}

/** What the tree shows, by the provider that feeds it. */
function tree(): vscode.TreeDataProvider<Node> | undefined {
  const extension = vscode.extensions.getExtension("ml-design-docs.ml-design-docs");
  return extension?.isActive ? extension.exports.coverageTree : undefined;
}

const children = async (node?: Node): Promise<Node[]> => (await tree()?.getChildren(node)) ?? [];
const itemOf = (node: Node) => tree()?.getTreeItem(node) as vscode.TreeItem;

async function sections(): Promise<Map<string, { node: Node; item: vscode.TreeItem }>> {
  const found = new Map<string, { node: Node; item: vscode.TreeItem }>();
  for (const chapter of await children())
    for (const node of await children(chapter)) found.set(node.section?.id ?? "", { node, item: itemOf(node) });
  return found;
}

async function sectionWhen(id: string, description: string) {
  return eventually(`${id} to be "${description}"`, async () => {
    const found = (await sections()).get(id);
    return found?.item.description === description ? found : undefined;
  });
}

async function run(command: vscode.Command | undefined): Promise<void> {
  assert.ok(command, "the item does nothing when it is clicked");
  await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

describe("the coverage tree", () => {
  afterEach(closeAll);

  it("shows the chapters, their sections and the questions, in words as well as by icons", async () => {
    await openCopy("half.md");
    await sectionWhen("baselines", "answered");
    const chapters = await children();
    assert.equal(chapters.length, 11);
    for (const chapter of chapters) {
      const item = itemOf(chapter);
      assert.match(String(item.label), /^\d+\. \p{L}/u);
      assert.match(String(item.description), /^\d+ of \d+$|^nothing asked for yet$/);
      const spoken = String(item.description).replace(/\d$/, "$& answered");
      assert.equal(item.accessibilityInformation?.label, `${item.label}, ${spoken}`);
    }
    const all = await sections();
    assert.equal(all.size, 32);
    for (const { item } of all.values()) {
      assert.ok(item.iconPath instanceof vscode.ThemeIcon, `${item.label} has no icon`);
      assert.ok(item.accessibilityInformation?.label.startsWith(`${item.label}, `));
    }
    assert.equal(all.get("leakage")?.item.description, "missing");
    assert.equal(all.get("leakage")?.item.accessibilityInformation?.label, "Data leakage risks, missing, needed now");
    assert.equal(all.get("cost")?.item.description, "not asked for");
    const baselines = all.get("baselines");
    assert.ok(baselines);
    const questions = (await children(baselines.node)).map(itemOf);
    assert.ok(questions.length >= 3);
    for (const { label, description } of questions) {
      assert.match(String(label), /\?$/);
      assert.match(String(description), /^(?:answered|open)$/);
    }
  });

  it("leads to a section on a click, and inserts one that is missing", async () => {
    const { document } = await openCopy("half.md");
    await run((await sectionWhen("baselines", "answered")).item.command);
    const editor = vscode.window.activeTextEditor;
    assert.match(document.lineAt(editor?.selection.active.line ?? 0).text, /^## Baselines/);

    await run((await sectionWhen("leakage", "missing")).item.command);
    assert.match(document.getText(), /^## Data leakage risks$/m);
    await sectionWhen("leakage", "empty");
    const at = vscode.window.activeTextEditor?.selection.active.line ?? 0;
    assert.match(document.lineAt(at).text, /^## Data leakage risks$/);
  });

  it("follows what is written and which document is active", async () => {
    const editor = await openCopy("half.md");
    const { document } = editor;
    await sectionWhen("monitoring", "missing");
    const end = document.lineAt(document.lineCount - 1).range.end;
    const text = "We page on-call when the hourly mean absolute error rises above 10 pieces, on a Grafana dashboard.";
    await editor.edit((edit) => edit.insert(end, `\n## Monitoring plan\n\n${text}\n`));
    await sectionWhen("monitoring", "answered");
    await openCopy("note.md");
    await eventually("an empty tree", async () => (await children()).length === 0);
  });

  it("stays as it was while something else than a text is active", async () => {
    await openCopy("half.md");
    await sectionWhen("baselines", "answered");
    await vscode.commands.executeCommand("mlDesignDocs.showCoverage");
    assert.equal((await children()).length, 11);
    await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
  });
});

describe("the commands of the coverage", () => {
  afterEach(closeAll);

  it("make a design doc of a document, and none again", async () => {
    const { document } = await openCopy("note.md");
    await eventually("an empty tree", async () => (await children()).length === 0);
    await vscode.commands.executeCommand("mlDesignDocs.markDesignDoc");
    await eventually("the chapters", async () => (await children()).length === 11);
    assert.match(document.getText(), /<!-- ml-design-docs: on -->/);
    await vscode.commands.executeCommand("mlDesignDocs.markNotDesignDoc");
    await eventually("an empty tree", async () => (await children()).length === 0);
    assert.match(document.getText(), /<!-- ml-design-docs: off -->/);
  });

  it("insert a section that is picked, the most wanted first", async () => {
    const { document } = await openCopy("half.md");
    await sectionWhen("leakage", "missing");
    const done = vscode.commands.executeCommand("mlDesignDocs.insertSection");
    await acceptUntil("the section", () => /^## Data leakage risks$/m.test(document.getText()));
    await done;
  });

  it("list what blocks and go there", async () => {
    const { document } = await openCopy("half.md");
    await sectionWhen("leakage", "missing");
    const done = vscode.commands.executeCommand("mlDesignDocs.showBlocking", document.uri.toString());
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    await acceptUntil("the place of a finding", () => editor.selection.active.line > 0);
    await done;
  });

  it("are found behind the language status, for any document", async () => {
    const { document } = await openCopy("note.md");
    await eventually("an empty tree", async () => (await children()).length === 0);
    const done = vscode.commands.executeCommand("mlDesignDocs.documentActions");
    await acceptUntil("the mark", () => /ml-design-docs: on/.test(document.getText()));
    await done;
  });

  it("select a place and say which section a heading is", async () => {
    const { document } = await openCopy("half.md");
    await sectionWhen("baselines", "answered");
    const uri = document.uri.toString();
    const range = { start: { line: 6, character: 3 }, end: { line: 6, character: 11 } };
    await vscode.commands.executeCommand("mlDesignDocs.select", uri, range);
    const editor = vscode.window.activeTextEditor;
    assert.equal(document.getText(editor?.selection), document.getText(new vscode.Range(6, 3, 6, 11)));

    const offset = document.getText().indexOf("Baselines");
    const done = vscode.commands.executeCommand("mlDesignDocs.headingIs", uri, offset);
    // The first choice is that it is none.
    await acceptUntil("the mark", () =>
      /## Baselines\n\n?<!-- ml-design-docs-section: none -->/.test(document.getText()),
    );
    await done;
    await eventually("the heading to be no baseline any more", async () => {
      const description = (await sections()).get("baselines")?.item.description;
      return description !== undefined && description !== "answered";
    });
  });
});
