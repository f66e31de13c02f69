import { l10n, window, workspace } from "vscode";
import { coverageCsv, coverageMarkdown } from "../coveragePage/exports.ts";
import { CommandId } from "../names.ts";
import type { Command, CommandContext } from "./command.ts";

/** Both open an unsaved document: where it goes is the user's choice, and there may be no disk at all. */
export const exportCoverageMarkdown: Command = {
  id: CommandId.exportCoverageMarkdown,
  failure: () => l10n.t("The coverage was not exported"),
  async run(context) {
    const { matrix, onlyDesignDocs } = await shown(context);
    await open("markdown", coverageMarkdown(matrix, onlyDesignDocs, l10n));
  },
};

export const exportCoverageCsv: Command = {
  id: CommandId.exportCoverageCsv,
  failure: () => l10n.t("The coverage was not exported"),
  async run(context) {
    const { matrix, onlyDesignDocs } = await shown(context);
    await open("plaintext", coverageCsv(matrix, onlyDesignDocs));
  },
};

/** What the page shows; without a page, it is brought up first. */
async function shown({ coveragePage }: CommandContext) {
  if (!coveragePage.shown) await coveragePage.show();
  if (!coveragePage.shown) throw new Error(l10n.t("there is no coverage to export"));
  return coveragePage.shown;
}

async function open(language: string, content: string): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ language, content }));
}
