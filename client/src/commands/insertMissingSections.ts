import { l10n, window } from "vscode";
import { ExecuteCommandRequest } from "vscode-languageclient";
import { ServerCommand } from "../../../server/src/lsp/protocol.ts";
import { CommandId } from "../names.ts";
import { activeMarkdownEditor } from "./activeDocument.ts";
import type { Command } from "./command.ts";

const NOTE_MS = 5000;

/** Lets the server insert every section that is missing, each in its place. */
export const insertMissingSections: Command = {
  id: CommandId.insertMissingSections,
  failure: () => l10n.t("The missing sections were not inserted"),
  async run({ server }) {
    const editor = activeMarkdownEditor();
    if (!editor) return;
    const client = await server.start();
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    const inserted: unknown = await client.sendRequest(ExecuteCommandRequest.type, {
      command: ServerCommand.insertMissing,
      arguments: [uri],
    });
    if (inserted === 0) {
      void window.showInformationMessage(l10n.t("No section is missing in this document."));
    } else if (typeof inserted === "number") {
      window.setStatusBarMessage(l10n.t("Sections inserted: {0}", inserted), NOTE_MS);
    }
  },
};
