import { l10n, type TextDocument, type TextEditor, Uri, window, workspace } from "vscode";
import { isMarkdown } from "../attended.ts";

/** The editor of a Markdown document, or an explanation to the user and nothing. */
export function activeMarkdownEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  if (editor && isMarkdown(editor.document)) return editor;
  void window.showInformationMessage(
    l10n.t("This command works on a Markdown document. Open your design doc and run it again."),
  );
  return undefined;
}

/** The open document that a command was called for by its URI, else the active one. */
export async function documentOf(uri: unknown): Promise<TextDocument | undefined> {
  if (typeof uri === "string") return workspace.openTextDocument(Uri.parse(uri));
  if (uri instanceof Uri) return workspace.openTextDocument(uri);
  return activeMarkdownEditor()?.document;
}
