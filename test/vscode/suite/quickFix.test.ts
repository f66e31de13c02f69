import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, findings, findingsWhen, isMissing, openCopy, ruleOf, sectionsOf } from "../support.ts";

const SECTION = "Data leakage risks";
const INSERT = `Insert section "${SECTION}"`;

describe("a half-finished design doc", () => {
  afterEach(closeAll);

  it("is told what is missing, and a quick fix inserts it without touching anything else", async () => {
    const { document } = await openCopy("half.md");
    const before = document.getText();
    const first = await findingsWhen(document.uri, `a finding about "${SECTION}"`, (list) => list.some(isAboutSection));
    for (const diagnostic of first) {
      assert.match(ruleOf(diagnostic), /^[a-z-]+\/[a-z-]+$/);
      assert.ok(diagnostic.range.end.isAfter(diagnostic.range.start), `an empty range: ${diagnostic.message}`);
      assert.notDeepEqual(sectionsOf(diagnostic), [], `of no section: ${diagnostic.message}`);
    }
    assert.ok(first.filter(isAboutSection).every(({ message }) => message.includes(SECTION)));
    const severities = severityOfSections(first);
    const worst = worstOf(first);

    const action = await insertAction(document.uri);
    assert.ok(action, `no quick fix "${INSERT}"`);
    assert.ok(action.kind?.value.startsWith("quickfix"), `its kind is ${action.kind?.value}`);
    await apply(action);

    await findingsWhen(document.uri, `the finding about "${SECTION}" to go`, (list) => !list.some(isAboutMissing));
    assert.equal(await insertAction(document.uri), undefined, "the quick fix is still offered");

    const after = document.getText();
    assert.ok(insertionBetween(before, after), "the fix did more than insert one contiguous text");
    const headings = after.split("\n").filter((line) => line.startsWith("#"));
    const at = headings.indexOf(`## ${SECTION}`);
    assert.deepEqual(headings.slice(at - 1, at + 2), ["## Features", `## ${SECTION}`, "## Baselines"]);
    // A template nobody has filled in is no worse than nothing at all.
    const last = findings(document.uri);
    assert.ok(worstOf(last) >= worst, `now more severe than before: ${messagesOf(last)}`);
    for (const [section, severity] of severityOfSections(last)) {
      const earlier = severities.get(section);
      assert.ok(
        earlier !== undefined && severity >= earlier,
        `${section} is now ${severity}, it was ${earlier}: ${messagesOf(last)}`,
      );
    }
  });

  it("gets all missing sections by one quick fix, and again its own text back by one undo", async () => {
    const { document } = await openCopy("half.md");
    const before = document.getText();
    await findingsWhen(document.uri, "findings", (list) => list.some(isMissing));
    const actions = await quickFixes(document.uri);
    const all = actions.find((action) => /^Insert all missing sections \(\d+\)$/.test(action.title));
    assert.ok(all, `no quick fix inserts all; there are: ${actions.map((action) => action.title).join(", ")}`);
    await apply(all);
    await findingsWhen(document.uri, "no section to be missing", (list) => !list.some(isMissing));
    assertKept(before, document.getText());

    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
    await findingsWhen(document.uri, "the findings to come back", (list) => list.some(isMissing));
  });

  it("keeps its line ends", async () => {
    const editor = await openCopy("half.md");
    const { document } = editor;
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    const before = document.getText();
    await findingsWhen(document.uri, "findings", (list) => list.some(isAboutMissing));
    const action = await insertAction(document.uri);
    assert.ok(action);
    await apply(action);
    await findingsWhen(document.uri, "the finding to go", (list) => !list.some(isAboutMissing));
    const inserted = insertionBetween(before, document.getText());
    assert.ok(inserted?.includes("\r\n"));
    assert.doesNotMatch(document.getText(), /[^\r]\n/);
  });
});

function isAboutSection(diagnostic: vscode.Diagnostic): boolean {
  return sectionsOf(diagnostic).includes("leakage");
}

function isAboutMissing(diagnostic: vscode.Diagnostic): boolean {
  return isMissing(diagnostic) && isAboutSection(diagnostic);
}

function severityOfSections(list: vscode.Diagnostic[]): Map<string, vscode.DiagnosticSeverity> {
  const severities = new Map<string, vscode.DiagnosticSeverity>();
  for (const diagnostic of list) {
    for (const section of sectionsOf(diagnostic)) {
      severities.set(section, Math.min(diagnostic.severity, severities.get(section) ?? diagnostic.severity));
    }
  }
  return severities;
}

/** The most severe of the findings; in VS Code the lower number is the more severe. */
function worstOf(list: vscode.Diagnostic[]): number {
  return Math.min(...list.map((diagnostic) => diagnostic.severity));
}

function messagesOf(list: vscode.Diagnostic[]): string {
  return list.map((diagnostic) => `${ruleOf(diagnostic)}: ${diagnostic.message}`).join("\n");
}

async function insertAction(uri: vscode.Uri): Promise<vscode.CodeAction | undefined> {
  return (await quickFixes(uri)).find((action) => action.title === INSERT);
}

/** The quick fixes at the places of all findings, with their edits. */
async function quickFixes(uri: vscode.Uri): Promise<vscode.CodeAction[]> {
  const actions: vscode.CodeAction[] = [];
  for (const diagnostic of findings(uri)) {
    actions.push(
      ...(await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        uri,
        diagnostic.range,
        vscode.CodeActionKind.QuickFix.value,
        100,
      )),
    );
  }
  return actions;
}

/** Does what the editor does with a chosen action: its edit, then its command. */
async function apply(action: vscode.CodeAction): Promise<void> {
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit), "the edit was refused");
  if (action.command) {
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  }
  assert.ok(action.edit ?? action.command, "the action does nothing");
}

/** The text whose insertion makes `after` of `before`, or undefined if they differ in more than that. */
function insertionBetween(before: string, after: string): string | undefined {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  const rest = before.length - start;
  if (after.length <= before.length || after.slice(after.length - rest) !== before.slice(start)) return undefined;
  return after.slice(start, after.length - rest);
}

/** Every line of the old text stands in the new one, in the old order. */
function assertKept(before: string, after: string): void {
  const lines = after.split("\n");
  let at = 0;
  for (const line of before.split("\n")) {
    const found = lines.indexOf(line, at);
    assert.ok(found >= 0, `this line was lost or changed: ${line}`);
    at = found + 1;
  }
}
