import { l10n, type TextEditor, window } from "vscode";
import { LANGUAGE_IDS } from "../../../server/src/lsp/protocol.ts";

/** The editor of a Markdown document, or an explanation to the user and nothing. */
export function activeMarkdownEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  const languages: readonly string[] = LANGUAGE_IDS;
  if (editor && languages.includes(editor.document.languageId)) return editor;
  void window.showInformationMessage(
    l10n.t("This command works on a Markdown document. Open your design doc and run it again."),
  );
  return undefined;
}
