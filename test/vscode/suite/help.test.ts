import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  activeDocumentWhen,
  closeAll,
  eventually,
  findings,
  findingsWhen,
  isMissing,
  open,
  openCopy,
  ruleOf,
  writeFile,
} from "../support.ts";

/** The labels of the tabs that are open. */
const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
const isPreview = ({ input }: vscode.Tab) =>
  input instanceof vscode.TabInputWebview && input.viewType.includes("markdown.preview");

describe("help inside the editor", () => {
  afterEach(closeAll);

  it("explains a rule by its rendered page", async () => {
    await openCopy("half.md");
    await vscode.commands.executeCommand("mlDesignDocs.explainRule", "section/missing");
    const tab = await eventually("the rendered page", () => tabs().find(isPreview));
    assert.match(tab.label, /missing/);
  });

  it("explains the finding at the cursor", async () => {
    const editor = await openCopy("half.md");
    const [first] = await findingsWhen(editor.document.uri, "findings", (list) => list.some(isMissing));
    assert.ok(first);
    editor.selection = new vscode.Selection(first.range.start, first.range.start);
    const here = findings(editor.document.uri).filter(({ range }) => range.contains(first.range.start));
    assert.equal(new Set(here.map(ruleOf)).size, 1);
    await vscode.commands.executeCommand("mlDesignDocs.explainRule");
    await eventually("the rendered page", () => tabs().find(isPreview));
  });

  it("links a finding's rule to that page", async () => {
    const { document } = await openCopy("half.md");
    const [first] = await findingsWhen(document.uri, "findings", (list) => list.some(isMissing));
    const code = first?.code;
    assert.ok(typeof code === "object" && "target" in code, "the rule is no link");
    assert.equal(code.target.scheme, "command");
    assert.deepEqual(JSON.parse(code.target.query), [ruleOf(first as vscode.Diagnostic)]);
  });

  it("shows the page too when the server's own action asks for it", async () => {
    await openCopy("half.md");
    await eventually("the server's commands", async () =>
      (await vscode.commands.getCommands()).includes("mlDesignDocs.server.explainRule"),
    );
    await vscode.commands.executeCommand("mlDesignDocs.server.explainRule", "section/empty");
    await eventually("the rendered page", () => tabs().find(isPreview));
    assert.ok(!tabs().some(({ input }) => input instanceof vscode.TabInputText && input.uri.path.includes("/rules/")));
  });

  it("prepares a report with the versions, without an invented address", async () => {
    await vscode.commands.executeCommand("mlDesignDocs.reportIssue");
    const document = await activeDocumentWhen(
      "the report",
      (one) => one.isUntitled && one.getText().includes("Language server"),
    );
    const { version } = vscode.extensions.getExtension("ml-design-docs.ml-design-docs")?.packageJSON ?? {};
    assert.ok(document.getText().includes(`| Language server | ${version} |`), document.getText());
    assert.ok(document.getText().includes(`| ${vscode.version} |`));
    assert.doesNotMatch(document.getText(), /https?:/);
  });
});

describe("a project's own files", () => {
  afterEach(closeAll);

  it("are checked as they are written: a configuration", async () => {
    const uri = await writeFile("checked/.ml-design-docs.yaml", "version: 1\nstatus: reviw\n");
    await open(uri);
    const [mistake] = await findingsWhen(uri, "the mistake", (list) => list.length > 0);
    assert.match(mistake?.message ?? "", /reviw/);
    assert.equal(mistake?.range.start.line, 1);
  });

  it("are checked as they are written: a framework file of any name, and no other YAML", async () => {
    const ours = await writeFile("checked/team.yaml", "format: 1\nextends: designing-ml-systems\ndrop: [leakge]\n");
    const other = await writeFile("checked/other.yaml", "format: 1\ndrop: [leakge]\n");
    await open(ours);
    await findingsWhen(ours, "the mistake", (list) => list.some(({ message }) => message.includes("leakge")));
    await open(other);
    assert.deepEqual(findings(other), []);
  });

  it("are checked once they say what they are: a framework file begun empty", async () => {
    const uri = await writeFile("begun/team.yaml", "");
    const editor = await open(uri);
    const write = (text: string) =>
      editor.edit((edit) => edit.insert(editor.document.lineAt(editor.document.lineCount - 1).range.end, text));
    await write("format: 1\ndrop: [leakge]\n");
    assert.deepEqual(findings(uri), []);
    await write("extends: designing-ml-system");
    await write("s");
    await write("\n");
    await findingsWhen(uri, "the mistake", (list) => list.some(({ message }) => message.includes("leakge")));
  });

  it("hold at once, saved or not", async () => {
    await writeFile("hold/.ml-design-docs.yaml", "rules:\n  section/missing: off\n");
    const half = await vscode.workspace.fs.readFile((await openCopy("half.md")).document.uri);
    const uri = await writeFile("hold/half.md", new TextDecoder().decode(half));
    await open(uri);
    await eventually("no missing section", async () => !findings(uri).some(isMissing));
    const config = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(uri, "../.ml-design-docs.yaml"));
    await vscode.window.showTextDocument(config, { preview: false });
    const edit = new vscode.WorkspaceEdit();
    edit.replace(config.uri, new vscode.Range(1, 2, 1, 22), "section/missing: error");
    assert.ok(await vscode.workspace.applyEdit(edit));
    await findingsWhen(uri, "missing sections as errors", (list) =>
      list.some((one) => isMissing(one) && one.severity === vscode.DiagnosticSeverity.Error),
    );
  });

  it("are opened, or begun unsaved where there is none", async () => {
    const config = await writeFile("there/.ml-design-docs.yaml", "version: 1\n");
    const doc = await writeFile("there/doc.md", "---\ntype: ml-design-doc\n---\n# Doc\n");
    await open(doc);
    await vscode.commands.executeCommand("mlDesignDocs.openConfiguration");
    await activeDocumentWhen("the configuration", ({ uri }) => uri.toString() === config.toString());

    await openCopy("half.md");
    await vscode.commands.executeCommand("mlDesignDocs.openConfiguration");
    const begun = await activeDocumentWhen("a new configuration", ({ uri }) =>
      uri.path.endsWith(".ml-design-docs.yaml"),
    );
    assert.ok(begun.isUntitled, `it is ${begun.uri}`);
    assert.equal(begun.getText(), "version: 1\n");
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.path;
    assert.equal(begun.uri.path, `${folder}/.ml-design-docs.yaml`);
  });

  it("are validated as JSON by the schemas that come along", async () => {
    const uri = await writeFile("json/.ml-design-docs.json", '{ "version": 1, "statos": "review" }\n');
    await open(uri);
    await eventually(
      "a finding of the editor's JSON support",
      () =>
        vscode.languages
          .getDiagnostics(uri)
          .some(({ source, message }) => source !== "ml-design-docs" && /statos/.test(message)),
      10_000,
      () => vscode.languages.getDiagnostics(uri).map(({ source, message }) => `${source}: ${message}`),
    );
    const team = await writeFile("json/our.ml-design-docs.framework.json", '{ "format": 1, "extends": "x" }\n');
    await open(team);
    await eventually("a finding of the editor's JSON support", () =>
      vscode.languages.getDiagnostics(team).some(({ message }) => /designing-ml-systems/.test(message)),
    );
  });
});

describe("settings", () => {
  afterEach(closeAll);

  it("hold at once", async () => {
    const { document } = await openCopy("half.md");
    await findingsWhen(document.uri, "findings", (list) => list.some(isMissing));
    const lenses = () =>
      vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 10);
    const own = (list: vscode.CodeLens[]) =>
      list.filter(({ command }) => command?.command === "mlDesignDocs.showCoverage");
    assert.equal(own(await lenses()).length, 1);
    const settings = vscode.workspace.getConfiguration("mlDesignDocs");
    await settings.update("codeLens.enabled", false, vscode.ConfigurationTarget.Workspace);
    try {
      await eventually("no lens", async () => own(await lenses()).length === 0);
    } finally {
      await settings.update("codeLens.enabled", undefined, vscode.ConfigurationTarget.Workspace);
    }
    await eventually("the lens again", async () => own(await lenses()).length === 1);
  });
});
