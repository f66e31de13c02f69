import { l10n } from "vscode";
import { CommandId } from "../names.ts";
import { activeMarkdownEditor } from "./activeDocument.ts";
import type { Command } from "./command.ts";

export const reviewChecklist: Command = {
  id: CommandId.reviewChecklist,
  failure: () => l10n.t("The checklist could not be shown"),
  async run({ reviewPages }) {
    const editor = activeMarkdownEditor();
    if (editor) await reviewPages.show(editor.document.uri);
  },
};
