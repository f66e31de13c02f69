import { commands, l10n, type QuickPickItem, window } from "vscode";
import { summaryOf } from "../coverage/words.ts";
import { CommandId } from "../names.ts";
import { activeMarkdownEditor } from "./activeDocument.ts";
import type { Command } from "./command.ts";

interface ActionItem extends QuickPickItem {
  command: string;
}

/** What can be done with the document, behind its language status. */
export const documentActions: Command = {
  id: CommandId.documentActions,
  failure: () => l10n.t("The actions could not be shown"),
  async run({ coverage }) {
    const editor = activeMarkdownEditor();
    if (!editor) return;
    const known = await coverage.of(editor.document);
    const isDesignDoc = known?.kind === "ml-design-doc";
    const action = (icon: string, label: string, command: string, detail = ""): ActionItem => ({
      label: `$(${icon}) ${label}`,
      command,
      detail,
    });
    const counts = known ? l10n.t("Why it counts as one: {0}", known.reason) : "";
    const countsNot = known ? l10n.t("Why it does not count as one: {0}", known.reason) : "";
    const config = known?.config
      ? action("gear", l10n.t("Open the configuration in force"), CommandId.openConfiguration, known.config)
      : action("gear", l10n.t("Create a project configuration"), CommandId.openConfiguration);
    const items = isDesignDoc
      ? [
          action("checklist", l10n.t("Show coverage"), CommandId.showCoverage, summaryOf(known)),
          action("add", l10n.t("Insert missing sections"), CommandId.insertMissingSections),
          action("list-selection", l10n.t("Insert section…"), CommandId.insertSection),
          action("eye", l10n.t("What will block me at review?"), CommandId.showBlocking),
          action("circle-slash", l10n.t("This is not an ML design doc"), CommandId.markNotDesignDoc),
          config,
        ]
      : [action("check", l10n.t("This is an ML design doc"), CommandId.markDesignDoc), config];
    const title = isDesignDoc ? l10n.t("ML design doc") : l10n.t("Not an ML design doc");
    const picked = await window.showQuickPick(items, {
      title,
      placeHolder: isDesignDoc ? counts : countsNot,
      matchOnDetail: true,
    });
    if (picked) await commands.executeCommand(picked.command);
  },
};
