import { l10n } from "vscode";
import { goTo, isRange, toRange } from "../goTo.ts";
import { CommandId } from "../names.ts";
import { documentOf } from "./activeDocument.ts";
import type { Command } from "./command.ts";

/** Selects what an action has left for the author to replace. Named by the server's actions. */
export const select: Command = {
  id: CommandId.select,
  failure: () => l10n.t("The place was not selected"),
  async run(_, uri, range) {
    const document = await documentOf(uri);
    if (document && isRange(range)) await goTo(document, toRange(range));
  },
};
