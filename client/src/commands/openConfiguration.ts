import { EndOfLine, l10n, Range, type TextDocument, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { CommandId } from "../names.ts";
import { activeMarkdownEditor } from "./activeDocument.ts";
import type { Command } from "./command.ts";

const NAME = ".ml-design-docs.yaml";
const BEGINNING = "version: 1\n";

/** Opens the configuration that is in force for the document; where there is none, an unsaved one in its place. */
export const openConfiguration: Command = {
  id: CommandId.openConfiguration,
  failure: () => l10n.t("The configuration was not opened"),
  async run({ coverage }) {
    const editor = activeMarkdownEditor();
    if (!editor) return;
    const { config } = (await coverage.of(editor.document)) ?? {};
    await window.showTextDocument(
      config ? await workspace.openTextDocument(Uri.parse(config)) : await begin(editor.document),
    );
  },
};

/** Nothing is written before the author saves it. */
async function begin({ uri }: TextDocument): Promise<TextDocument> {
  const folder = workspace.getWorkspaceFolder(uri)?.uri ?? workspace.workspaceFolders?.[0]?.uri;
  if (!folder && uri.scheme === "untitled") throw new Error(l10n.t("save the document or open a folder first"));
  const file = folder ? Uri.joinPath(folder, NAME) : Uri.joinPath(uri, "..", NAME);
  const document = await workspace.openTextDocument(file.with({ scheme: "untitled" }));
  if (document.getText() === "") {
    const edit = new WorkspaceEdit();
    const text = document.eol === EndOfLine.CRLF ? BEGINNING.replaceAll("\n", "\r\n") : BEGINNING;
    edit.replace(document.uri, new Range(0, 0, 0, 0), text);
    await workspace.applyEdit(edit);
  }
  return document;
}
