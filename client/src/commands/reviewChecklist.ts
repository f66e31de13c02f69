import { l10n } from "vscode";
import { CommandId } from "../names.ts";
import { documentOf } from "./activeDocument.ts";
import type { Command } from "./command.ts";

export const reviewChecklist: Command = {
  id: CommandId.reviewChecklist,
  failure: () => l10n.t("The checklist could not be shown"),
  async run({ reviewPages }, uri) {
    const document = await documentOf(uri);
    if (document) await reviewPages.show(document.uri);
  },
};
