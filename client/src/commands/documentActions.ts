import { commands, l10n, type QuickPickItem, window } from "vscode";
import { summaryOf } from "../coverage/words.ts";
import { CommandId } from "../names.ts";
import { activeMarkdownEditor } from "./activeDocument.ts";
import type { Command } from "./command.ts";

interface ActionItem extends QuickPickItem {
  command: string;
}

function action(icon: string, label: string, command: string, detail = ""): ActionItem {
  return { label: `$(${icon}) ${label}`, command, detail };
}

/** For a document that the server knows nothing of: it cannot be changed, or the server does not run. */
async function offerHelp(): Promise<void> {
  const items = [
    action("output", l10n.t("Show log"), CommandId.showLog),
    action("debug-restart", l10n.t("Restart server"), CommandId.restartServer),
  ];
  const picked = await window.showQuickPick(items, {
    title: l10n.t("Not checked"),
    placeHolder: l10n.t("The document cannot be changed, or the server does not run"),
  });
  if (picked) await commands.executeCommand(picked.command);
}

/** What can be done with the document, behind its language status. */
export const documentActions: Command = {
  id: CommandId.documentActions,
  failure: () => l10n.t("The actions could not be shown"),
  async run({ coverage }) {
    const editor = activeMarkdownEditor();
    if (!editor) return;
    const known = await coverage.of(editor.document);
    if (!known) return offerHelp();
    const isDesignDoc = known.kind === "ml-design-doc";
    const config = known.config
      ? action("gear", l10n.t("Open the configuration in force"), CommandId.openConfiguration, known.config)
      : action("gear", l10n.t("Create a project configuration"), CommandId.openConfiguration);
    const items = isDesignDoc
      ? [
          action("list-tree", l10n.t("Show coverage"), CommandId.showCoverage, summaryOf(known)),
          action("add", l10n.t("Insert missing sections"), CommandId.insertMissingSections),
          action("list-selection", l10n.t("Insert section…"), CommandId.insertSection),
          action("eye", l10n.t("What will block me at review?"), CommandId.showBlocking),
          action("tasklist", l10n.t("Reviewer's checklist"), CommandId.reviewChecklist),
          action("table", l10n.t("Show coverage of the workspace"), CommandId.showWorkspaceCoverage),
          action("circle-slash", l10n.t("This is not an ML design doc"), CommandId.markNotDesignDoc),
          config,
        ]
      : [
          action("check", l10n.t("This is an ML design doc"), CommandId.markDesignDoc),
          action("new-file", l10n.t("New ML design doc"), CommandId.newDocument),
          config,
        ];
    const title = isDesignDoc ? l10n.t("ML design doc") : l10n.t("Not an ML design doc");
    const picked = await window.showQuickPick(items, {
      title,
      placeHolder: isDesignDoc
        ? l10n.t("Why it counts as one: {0}", known.reason)
        : l10n.t("Why it does not count as one: {0}", known.reason),
      matchOnDetail: true,
    });
    if (picked) await commands.executeCommand(picked.command);
  },
};
