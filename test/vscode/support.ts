// What the suites share: waiting for a state, and documents of their own.
import * as vscode from "vscode";

/** Where the extension runs: in Node, or in the worker of a browser, which has neither programs nor files of a machine. */
export const host: "node" | "worker" = "WorkerGlobalScope" in globalThis ? "worker" : "node";

const DEADLINE_MS = 20_000;
const INTERVAL_MS = 25;

/** Polls until `probe` gives something truthy; the error says what was waited for, and what there was instead. */
export async function eventually<T>(
  what: string,
  probe: () => T | Promise<T>,
  timeout = DEADLINE_MS,
  instead?: () => unknown,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > deadline) {
      const seen = instead ? `; there is: ${JSON.stringify(instead(), undefined, 1)}` : "";
      throw new Error(`waited ${timeout / 1000} s in vain for ${what}${seen}`);
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}

let copies = 0;

/** Opens a fresh copy of a document of the workspace, so that no test sees what another has done to it. */
export async function openCopy(name: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) throw new Error("no workspace folder is open");
  copies++;
  const uri = vscode.Uri.joinPath(folder, name.replace(/(\.\w+)$/, `-${copies}$1`));
  await vscode.workspace.fs.copy(vscode.Uri.joinPath(folder, name), uri, { overwrite: true });
  // Not by openTextDocument, which would keep the document open for minutes after its editor is closed.
  await vscode.commands.executeCommand("vscode.open", uri);
  return eventually(`an editor of ${name}`, () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.toString() === uri.toString() ? editor : undefined;
  });
}

/** Our own diagnostics of a document. */
export function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === "ml-design-docs");
}

/** The rule of a diagnostic, whether or not its code also links to the rule's page. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === "object" ? code.value : code);
}

export function isMissing(diagnostic: vscode.Diagnostic): boolean {
  return ruleOf(diagnostic) === "section/missing";
}

/** The ids of the sections that a diagnostic speaks of, by the data that the server sends along; several may share one. */
export function sectionsOf(diagnostic: vscode.Diagnostic): string[] {
  const { data } = diagnostic as { data?: { section?: string; sections?: string[] } };
  return data?.sections ?? (data?.section ? [data.section] : []);
}

/** Waits until a document's findings satisfy a condition. */
export async function findingsWhen(
  uri: vscode.Uri,
  what: string,
  condition: (list: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  const messages = () => findings(uri).map((diagnostic) => `${ruleOf(diagnostic)}: ${diagnostic.message}`);
  await eventually(what, () => condition(findings(uri)), DEADLINE_MS, messages);
  return findings(uri);
}

/** Closes all editors, dropping what was changed. */
export async function closeAll(): Promise<void> {
  while (vscode.window.tabGroups.all.some((group) => group.tabs.length > 0)) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
}

/** The active editor's document once it satisfies a condition. */
export function activeDocumentWhen(
  what: string,
  condition: (document: vscode.TextDocument) => boolean,
): Promise<vscode.TextDocument> {
  return eventually(what, () => {
    const document = vscode.window.activeTextEditor?.document;
    return document && condition(document) ? document : undefined;
  });
}

/** Accepts what a pick list offers first until `done`: to accept does nothing before the list stands there. */
export async function acceptUntil<T>(what: string, done: () => T | Promise<T>): Promise<NonNullable<T>> {
  return eventually(what, async () => {
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    return done();
  });
}

/** A file of the workspace, made for one test. */
export async function writeFile(path: string, text: string): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) throw new Error("no workspace folder is open");
  const uri = vscode.Uri.joinPath(folder, path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** The document in an editor that really shows it. */
export async function open(uri: vscode.Uri): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand("vscode.open", uri);
  return eventually(`an editor of ${uri.path}`, () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.toString() === uri.toString() ? editor : undefined;
  });
}
