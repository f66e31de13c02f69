import { l10n, Range, Selection, type TextDocument, window, workspace } from "vscode";
import { type TemplateParams, TemplateRequest, type TemplateResult } from "../../../server/src/lsp/protocol.ts";
import { CommandId } from "../names.ts";
import type { Command } from "./command.ts";

/**
 * Opens an unsaved Markdown document with all chapters and its title selected. Plain text rather than a snippet: in a
 * document one works on for days, the Tab key must not go on jumping to place-holders.
 */
export const newDocument: Command = {
  id: CommandId.newDocument,
  failure: () => l10n.t("No design doc was created"),
  async run({ server }) {
    const client = await server.start();
    const params: TemplateParams = {};
    const { text } = await client.sendRequest<TemplateResult>(TemplateRequest, params);
    const document = await workspace.openTextDocument({ language: "markdown", content: text });
    const editor = await window.showTextDocument(document);
    const title = titleRange(document);
    if (title) editor.selection = new Selection(title.start, title.end);
  },
};

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
