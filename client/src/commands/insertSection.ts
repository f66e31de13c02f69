import { l10n, type QuickPickItem, QuickPickItemKind, type TextDocument, window } from "vscode";
import { type DocumentCoverage, type SectionCoverage, ServerCommand } from "../../../server/src/lsp/protocol.ts";
import type { CoverageModel } from "../coverage/model.ts";
import { sectionOfNode } from "../coverage/tree.ts";
import { allSections, requiredWord } from "../coverage/words.ts";
import { goTo, toRange } from "../goTo.ts";
import { CommandId } from "../names.ts";
import { runOnServer } from "../serverCommand.ts";
import { documentOf } from "./activeDocument.ts";
import type { Command } from "./command.ts";

interface SectionItem extends QuickPickItem {
  id?: string;
}

/** Inserts one section in its place and goes there: the tree's own, else one that the user picks. */
export const insertSection: Command = {
  id: CommandId.insertSection,
  failure: () => l10n.t("No section was inserted"),
  async run({ server, coverage }, node) {
    const given = sectionOfNode(node);
    const document = await documentOf(given?.uri);
    if (!document) return;
    const id = given?.id ?? (await pickSection(document, coverage));
    if (id === undefined) return;
    const inserted = await runOnServer<number>(server, ServerCommand.insertSections, document.uri.toString(), [id]);
    if (inserted === 0) throw new Error(l10n.t("there is no place for it in this document"));
    const range = section(await coverage.of(document), id)?.range;
    if (range) await goTo(document, toRange(range));
  },
};

function section(coverage: DocumentCoverage | undefined, id: string): SectionCoverage | undefined {
  return coverage && allSections(coverage).find((one) => one.id === id);
}

async function pickSection(document: TextDocument, model: CoverageModel): Promise<string | undefined> {
  const items = model.of(document).then((coverage) => (coverage ? itemsOf(coverage) : []));
  const picked = await window.showQuickPick<SectionItem>(items, {
    title: l10n.t("Insert section"),
    placeHolder: l10n.t("Section to insert in its place"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.id;
}

/** Missing ones first, the most wanted of them before the others; what has a heading already is not offered. */
function itemsOf(coverage: DocumentCoverage): SectionItem[] {
  const sections = allSections(coverage);
  const missing = sections.filter(({ status }) => status === "missing");
  const wanted = (["now", "next"] as const).flatMap((when) => missing.filter(({ required }) => required === when));
  const groups: [string, SectionCoverage[]][] = [
    [l10n.t("missing"), wanted],
    [l10n.t("answered elsewhere"), sections.filter(({ status }) => status === "elsewhere")],
    [l10n.t("not asked for yet"), missing.filter((one) => !wanted.includes(one))],
  ];
  return groups.flatMap(([label, group]) =>
    group.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...group.map(toItem)],
  );
}

function toItem({ id, title, required, status, questions }: SectionCoverage): SectionItem {
  const badge = status === "missing" && required === "now" ? "$(warning) " : "";
  const item: SectionItem = { id, label: title, description: `${badge}${requiredWord(required)}` };
  const [first] = questions;
  return first ? { ...item, detail: first.question } : item;
}
