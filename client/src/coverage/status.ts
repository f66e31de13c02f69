/** What the language status of a Markdown document says: how much is answered, why it counts, and what is configured. */

import { Disposable, type LanguageStatusItem, l10n, languages, Uri, workspace } from "vscode";
import { LANGUAGE_IDS } from "../../../server/src/lsp/protocol.ts";
import { CommandId } from "../names.ts";
import type { CoverageModel } from "./model.ts";
import { summaryOf } from "./words.ts";

const SELECTOR = LANGUAGE_IDS.map((language) => ({ language }));

export function showStatus(model: CoverageModel): Disposable {
  const coverage = languages.createLanguageStatusItem("mlDesignDocs.coverage", SELECTOR);
  coverage.name = l10n.t("Design doc coverage");
  coverage.command = { title: l10n.t("Actions…"), command: CommandId.documentActions };
  const configuration = languages.createLanguageStatusItem("mlDesignDocs.configuration", SELECTOR);
  configuration.name = l10n.t("Design doc configuration");
  const update = () => {
    showCoverage(coverage, model);
    showConfiguration(configuration, model);
  };
  const following = model.onDidChange(update);
  update();
  return Disposable.from(coverage, configuration, following);
}

function showCoverage(item: LanguageStatusItem, { current, busy }: CoverageModel): void {
  item.busy = busy;
  if (busy) say(item, l10n.t("ML Design Docs"), "");
  else if (!current) say(item, l10n.t("Not checked"), l10n.t("ML Design Docs"));
  else if (current.coverage.kind === "ml-design-doc") say(item, summaryOf(current.coverage), current.coverage.reason);
  else say(item, l10n.t("Not an ML design doc"), current.coverage.reason);
}

function showConfiguration(item: LanguageStatusItem, { current }: CoverageModel): void {
  const config = current?.coverage.config;
  const name = config ? workspace.asRelativePath(Uri.parse(config)) : l10n.t("No project configuration");
  say(item, name, config ? l10n.t("configuration in force") : "");
  const title = config ? l10n.t("Open") : l10n.t("Create…");
  item.command = { title, command: CommandId.openConfiguration };
}

function say(item: LanguageStatusItem, text: string, detail: string): void {
  item.text = text;
  item.detail = detail;
  item.accessibilityInformation = { label: detail ? `${item.name}: ${text}, ${detail}` : `${item.name}: ${text}` };
}
