import { l10n, type QuickPickItem, window } from "vscode";
import {
  type ChapterInfo,
  ChaptersRequest,
  type DocumentCoverage,
  type TemplateParams,
  TemplateRequest,
  type TemplateResult,
} from "../../../server/src/lsp/protocol.ts";
import { answeredOf, isAnswered } from "../coverage/words.ts";
import { insertBlock } from "../insertBlock.ts";
import { CommandId } from "../names.ts";
import { activeMarkdownEditor } from "./activeDocument.ts";
import type { Command } from "./command.ts";

interface ChapterItem extends QuickPickItem {
  chapter: number;
}

/** Lets the user pick a chapter, with what the document has of it already, and inserts its sections at the cursor. */
export const insertChapterTemplate: Command = {
  id: CommandId.insertChapterTemplate,
  failure: () => l10n.t("No chapter was inserted"),
  async run({ server, coverage }) {
    const editor = activeMarkdownEditor();
    if (!editor) return;
    const client = await server.start();
    const items = coverage
      .of(editor.document)
      .then(async (known) => (known ? covered(known) : plain(await client.sendRequest(ChaptersRequest))));
    const picked = await window.showQuickPick(items, {
      title: l10n.t("Insert chapter template"),
      placeHolder: l10n.t("Chapter to insert at the cursor"),
      matchOnDetail: true,
    });
    if (!picked) return;
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    const params: TemplateParams = { chapter: picked.chapter, uri };
    const { snippet } = await client.sendRequest<TemplateResult>(TemplateRequest, params);
    if (!(await insertBlock(editor, snippet))) throw new Error(l10n.t("the editor did not take the change"));
  },
};

function covered({ chapters }: DocumentCoverage): ChapterItem[] {
  return chapters.map(({ chapter, title, sections }) => ({
    chapter,
    label: `${chapter}. ${title}`,
    description: answeredOf(sections),
    detail: sections.map((one) => `$(${isAnswered(one) ? "pass" : "circle-large-outline"}) ${one.title}`).join("   "),
  }));
}

function plain(chapters: ChapterInfo[]): ChapterItem[] {
  return chapters.map(({ chapter, title, sections }) => ({
    chapter,
    label: `${chapter}. ${title}`,
    detail: sections.join(" · "),
  }));
}
