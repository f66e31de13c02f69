import { commands, l10n, window } from "vscode";
import { CommandId, VIEW_ID } from "../names.ts";
import { documentOf } from "./activeDocument.ts";
import type { Command } from "./command.ts";

/** Opens the coverage tree on a document: the one that is named, else the active one. */
export const showCoverage: Command = {
  id: CommandId.showCoverage,
  failure: () => l10n.t("The coverage could not be shown"),
  async run(_, uri) {
    const document = await documentOf(uri);
    if (!document) return;
    if (window.activeTextEditor?.document !== document) await window.showTextDocument(document);
    await commands.executeCommand(`${VIEW_ID}.focus`);
  },
};
