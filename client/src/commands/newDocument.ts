import {
  l10n,
  type QuickPickItem,
  Range,
  Selection,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type TemplateChoices,
  TemplateChoicesRequest,
  type TemplateParams,
  TemplateRequest,
  type TemplateResult,
} from "../../../server/src/lsp/protocol.ts";
import { gitUserName } from "../gitUser.ts";
import { CommandId } from "../names.ts";
import type { Command } from "./command.ts";

type Wanted = Pick<TemplateParams, "size" | "problemTypes">;

/**
 * Asks how long the document shall be and what kind of problem it is about, and opens it unsaved with its title selected.
 * Plain text rather than a snippet: in a document one works on for days, the Tab key must not go on jumping to place-holders.
 * Arguments, all optional: the folder it shall be saved in, and what else would be asked, `{size, problemTypes}`.
 */
export const newDocument: Command = {
  id: CommandId.newDocument,
  failure: () => l10n.t("No design doc was created"),
  async run({ server }, target, given) {
    const client = await server.start();
    const folder = target instanceof Uri ? target : undefined;
    const file = folder && (await freeName(folder));
    const near = file ?? workspaceFolder();
    const wanted = isWanted(given) ? given : await ask(client, near);
    if (!wanted) return;
    const owner = await gitUserName(near);
    const params: TemplateParams = { ...wanted, date: today(), ...(owner && { owner }) };
    if (near) params.uri = client.code2ProtocolConverter.asUri(file ?? Uri.joinPath(near, NAME));
    const { text } = await client.sendRequest<TemplateResult>(TemplateRequest, params);
    const document = await (file
      ? openAt(file, text)
      : workspace.openTextDocument({ language: "markdown", content: text }));
    const editor = await window.showTextDocument(document);
    const title = titleRange(document);
    if (title) editor.selection = new Selection(title.start, title.end);
  },
};

const NAME = "design-doc.md";

/** The folder that is worked in. */
function workspaceFolder(): Uri | undefined {
  const active = window.activeTextEditor?.document.uri;
  return ((active && workspace.getWorkspaceFolder(active)) ?? workspace.workspaceFolders?.[0])?.uri;
}

function isWanted(value: unknown): value is Wanted {
  return typeof value === "object" && value !== null && "size" in value;
}

interface SizeItem extends QuickPickItem {
  id: TemplateChoices["sizes"][number]["id"];
}
interface TypeItem extends QuickPickItem {
  id: string;
}

async function ask(client: BaseLanguageClient, near: Uri | undefined): Promise<Wanted | undefined> {
  const params = near ? { uri: client.code2ProtocolConverter.asUri(Uri.joinPath(near, NAME)) } : {};
  const choices = client.sendRequest<TemplateChoices>(TemplateChoicesRequest, params);
  const size = await window.showQuickPick<SizeItem>(
    choices.then(({ sizes }) =>
      sizes.map(({ id, title, description, sections }) => ({
        id,
        label: title,
        description: l10n.t("{0} sections", sections),
        detail: description,
      })),
    ),
    { title: l10n.t("New ML design doc (1/2)"), placeHolder: l10n.t("How long shall it be?") },
  );
  if (!size) return undefined;
  const types = await window.showQuickPick<TypeItem>(
    choices.then(({ problemTypes }) =>
      problemTypes.map(({ id, title, brings }) => ({
        id,
        label: title,
        description: brings.length > 0 ? l10n.t("also asks for {0}", brings.join(", ")) : "",
      })),
    ),
    {
      title: l10n.t("New ML design doc (2/2)"),
      placeHolder: l10n.t("Kinds of problem, or none if not known yet"),
      canPickMany: true,
    },
  );
  return types && { size: size.id, problemTypes: types.map(({ id }) => id) };
}

/** The day where the author is, not in Greenwich. */
function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A file of the folder that is not there yet. */
async function freeName(folder: Uri): Promise<Uri> {
  const taken = new Set((await workspace.fs.readDirectory(folder)).map(([name]) => name));
  const open = new Set(workspace.textDocuments.map(({ uri }) => uri.path));
  for (let n = 1; ; n++) {
    const file = Uri.joinPath(folder, n === 1 ? NAME : NAME.replace(".", `-${n}.`));
    if (!taken.has(file.path.slice(file.path.lastIndexOf("/") + 1)) && !open.has(file.path)) return file;
  }
}

/** An unsaved document that will be saved there. */
async function openAt(file: Uri, text: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(file.with({ scheme: "untitled" }));
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  await workspace.applyEdit(edit);
  return document;
}

/** The text of the first level-one heading after the front matter, where "#" starts a comment. */
function titleRange(document: TextDocument): Range | undefined {
  let line = 0;
  if (document.lineAt(0).text === "---") {
    line = 1;
    while (line < document.lineCount && document.lineAt(line).text !== "---") line++;
  }
  for (; line < document.lineCount; line++) {
    const { text } = document.lineAt(line);
    if (text.startsWith("# ")) return new Range(line, 2, line, text.length);
  }
  return undefined;
}
