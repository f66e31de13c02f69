import { type Diagnostic, l10n, languages, Uri, window } from "vscode";
import { CommandId } from "../names.ts";
import { ruleOf, rulePagesFolder, showRulePage } from "../rulePages.ts";
import { activeMarkdownEditor } from "./activeDocument.ts";
import type { Command } from "./command.ts";

/** As ids of rules are: nothing that leads out of their folder. */
const RULE_ID = /^[a-z-]+(?:\/[a-z-]+)+$/;

/** Shows the page of a rule: the one that is named, else that of the finding at the cursor, else one that is picked. */
export const explainRule: Command = {
  id: CommandId.explainRule,
  failure: () => l10n.t("The rule was not explained"),
  async run({ extension }, rule) {
    const id = typeof rule === "string" ? rule : await ruleAtCursor();
    if (id === undefined) return;
    if (!RULE_ID.test(id)) throw new Error(l10n.t('there is no rule "{0}"', id));
    await showRulePage(Uri.joinPath(rulePagesFolder(extension.extensionUri), `${id}.md`));
  },
};

async function ruleAtCursor(): Promise<string | undefined> {
  const editor = activeMarkdownEditor();
  if (!editor) return undefined;
  const all = languages.getDiagnostics(editor.document.uri).filter((one) => ruleOf(one) !== undefined);
  if (all.length === 0) {
    void window.showInformationMessage(l10n.t("There is no finding of ML Design Docs in this document."));
    return undefined;
  }
  const here = all.filter(({ range }) => range.intersection(editor.selection) !== undefined);
  const [only, ...more] = rules(here);
  if (only !== undefined && more.length === 0) return only;
  return pick(here.length > 0 ? here : all);
}

async function pick(list: readonly Diagnostic[]): Promise<string | undefined> {
  const items = rules(list).map((rule) => {
    const own = list.filter((one) => ruleOf(one) === rule);
    return {
      label: rule,
      description: l10n.t("line {0}", (own[0]?.range.start.line ?? 0) + 1),
      detail: own[0]?.message ?? "",
    };
  });
  const picked = await window.showQuickPick(items, {
    title: l10n.t("Explain a finding"),
    placeHolder: l10n.t("Rule to read about"),
    matchOnDetail: true,
  });
  return picked?.label;
}

function rules(list: readonly Diagnostic[]): string[] {
  return [...new Set(list.flatMap((one) => ruleOf(one) ?? []))];
}
