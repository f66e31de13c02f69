import { l10n, type QuickPickItem, QuickPickItemKind, type TextDocument, window } from "vscode";
import { ServerCommand } from "../../../server/src/lsp/protocol.ts";
import type { CoverageModel } from "../coverage/model.ts";
import { CommandId } from "../names.ts";
import { runOnServer } from "../serverCommand.ts";
import { documentOf } from "./activeDocument.ts";
import type { Command } from "./command.ts";

interface Choice<T> extends QuickPickItem {
  value?: T;
}

/** Asks which section a heading is, and where that holds. Named by the server's actions, with the heading's place. */
export const headingIs: Command = {
  id: CommandId.headingIs,
  failure: () => l10n.t("The heading was not assigned"),
  async run({ server, coverage }, uri, offset) {
    const document = await documentOf(uri);
    if (!document || typeof offset !== "number") return;
    const title = l10n.t('Which section is "{0}"?', headingText(document, offset));
    const section = await pickSection(document, coverage, title);
    if (section === undefined) return;
    const where = section === "none" ? "document" : await pickPlace(title);
    if (where === undefined) return;
    const args = [document.uri.toString(), offset, section, where];
    const said = await runOnServer<boolean>(server, ServerCommand.headingIs, ...args);
    if (!said) throw new Error(l10n.t("there is no place to say it"));
  },
};

function headingText(document: TextDocument, offset: number): string {
  const position = document.positionAt(offset);
  return document.lineAt(position).text.slice(position.character).trim();
}

async function pickSection(document: TextDocument, model: CoverageModel, title: string): Promise<string | undefined> {
  const items = model.of(document).then((coverage): Choice<string>[] => [
    { label: l10n.t("$(circle-slash) No section of the framework"), value: "none" },
    ...(coverage?.chapters ?? []).flatMap(({ chapter, title: name, sections }): Choice<string>[] => [
      { label: `${chapter}. ${name}`, kind: QuickPickItemKind.Separator },
      ...sections.map(({ id, title: label, questions }): Choice<string> => {
        const [first] = questions;
        return first ? { label, value: id, detail: first.question } : { label, value: id };
      }),
    ]),
  ]);
  return (await window.showQuickPick(items, { title, matchOnDetail: true }))?.value;
}

async function pickPlace(title: string): Promise<"document" | "project" | undefined> {
  const items: Choice<"document" | "project">[] = [
    { label: l10n.t("In this document"), detail: l10n.t("a mark under the heading says so"), value: "document" },
    {
      label: l10n.t("In the whole project"),
      detail: l10n.t("the heading becomes an alias in the project's configuration"),
      value: "project",
    },
  ];
  return (await window.showQuickPick(items, { title }))?.value;
}
