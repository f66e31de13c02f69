import { l10n, type QuickPickItem, type Range, window } from "vscode";
import { type BlockingResult, ServerCommand } from "../../../server/src/lsp/protocol.ts";
import { allSections } from "../coverage/words.ts";
import { goTo, toRange } from "../goTo.ts";
import { CommandId } from "../names.ts";
import { runOnServer } from "../serverCommand.ts";
import { documentOf } from "./activeDocument.ts";
import type { Command } from "./command.ts";

interface FindingItem extends QuickPickItem {
  range: Range;
}

/** Lists what stands in the way of the document's next status; a finding that is picked is gone to. */
export const showBlocking: Command = {
  id: CommandId.showBlocking,
  failure: () => l10n.t("It could not be told what blocks"),
  async run({ server, coverage }, uri) {
    const document = await documentOf(uri);
    if (!document) return;
    const result = await runOnServer<BlockingResult>(server, ServerCommand.blocking, document.uri.toString());
    if (result.next === null) {
      void window.showInformationMessage(l10n.t("No later status asks for more than this document's."));
      return;
    }
    if (result.findings.length === 0) {
      void window.showInformationMessage(l10n.t('Nothing stands in the way of the status "{0}".', result.next));
      return;
    }
    const known = await coverage.of(document);
    const titles = new Map(known ? allSections(known).map(({ id, title }) => [id, title]) : []);
    const picked = await window.showQuickPick(
      result.findings.map((finding) => toItem(finding, titles)),
      {
        title: l10n.t('{0} findings stand in the way of the status "{1}"', result.findings.length, result.next),
        placeHolder: l10n.t("Finding to go to"),
        matchOnDescription: true,
        matchOnDetail: true,
      },
    );
    if (picked) await goTo(document, picked.range);
  },
};

function toItem(
  { rule, section, severity, message, range }: BlockingResult["findings"][number],
  titles: Map<string, string>,
): FindingItem {
  const title = section === undefined ? undefined : titles.get(section);
  const icon = severity === "information" ? "info" : severity;
  return {
    label: `$(${icon}) ${title ?? rule}`,
    description: l10n.t("line {0} · {1}", range.start.line + 1, rule),
    detail: message,
    range: toRange(range),
  };
}
