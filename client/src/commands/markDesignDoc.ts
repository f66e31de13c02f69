import { l10n, window } from "vscode";
import { ServerCommand } from "../../../server/src/lsp/protocol.ts";
import { CommandId } from "../names.ts";
import { runOnServer } from "../serverCommand.ts";
import { documentOf } from "./activeDocument.ts";
import type { Command } from "./command.ts";

/** Has the document say of itself that it is an ML design doc. */
export const markDesignDoc: Command = marking(CommandId.markDesignDoc, "on");

/** Has the document say of itself that it is none, so that nothing is checked in it any more. */
export const markNotDesignDoc: Command = marking(CommandId.markNotDesignDoc, "off");

function marking(id: string, to: "on" | "off"): Command {
  return {
    id,
    failure: () => l10n.t("The document was not marked"),
    async run({ server }, uri) {
      const document = await documentOf(uri);
      if (!document) return;
      const marked = await runOnServer<boolean>(server, ServerCommand.markKind, document.uri.toString(), to);
      if (!marked) void window.showInformationMessage(l10n.t("The document says so already."));
    },
  };
}
