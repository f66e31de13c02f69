/** The tree "Design doc coverage": chapters, their sections, and the questions of each section. */

import {
  type Command,
  l10n,
  MarkdownString,
  Range,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
} from "vscode";
import type { DocumentCoverage, SectionCoverage } from "../../../server/src/lsp/protocol.ts";
import { CommandId } from "../names.ts";
import type { CoverageModel } from "./model.ts";
import { answeredOf, isAnswered, isAsked, sectionState, shortState } from "./words.ts";

type Chapter = DocumentCoverage["chapters"][number];
type Question = SectionCoverage["questions"][number];
type ProtocolRange = NonNullable<SectionCoverage["range"]>;

export type CoverageNode =
  | { kind: "chapter"; uri: string; chapter: Chapter }
  | { kind: "section"; uri: string; chapter: Chapter; section: SectionCoverage }
  | { kind: "question"; uri: string; chapter: Chapter; section: SectionCoverage; question: Question; index: number };

/** The section that a command was called for from the tree. */
export function sectionOfNode(value: unknown): { uri: string; id: string } | undefined {
  const node = value as Partial<Extract<CoverageNode, { kind: "section" }>> | undefined;
  if (node?.kind !== "section" || typeof node.uri !== "string" || !node.section) return undefined;
  return { uri: node.uri, id: node.section.id };
}

export class CoverageTree implements TreeDataProvider<CoverageNode> {
  readonly #model: CoverageModel;
  readonly onDidChangeTreeData;

  constructor(model: CoverageModel) {
    this.#model = model;
    this.onDidChangeTreeData = model.onDidChange;
  }

  getChildren(node?: CoverageNode): CoverageNode[] {
    if (!node) {
      const coverage = this.#model.current?.coverage;
      if (coverage?.kind !== "ml-design-doc") return [];
      return coverage.chapters.map((chapter) => ({ kind: "chapter", uri: coverage.uri, chapter }));
    }
    const { uri, chapter } = node;
    if (node.kind === "chapter") return chapter.sections.map((section) => ({ kind: "section", uri, chapter, section }));
    if (node.kind === "question") return [];
    const { section } = node;
    return section.questions.map((question, index) => ({ kind: "question", uri, chapter, section, question, index }));
  }

  getParent(node: CoverageNode): CoverageNode | undefined {
    const { uri, chapter } = node;
    if (node.kind === "chapter") return undefined;
    if (node.kind === "section") return { kind: "chapter", uri, chapter };
    return { kind: "section", uri, chapter, section: node.section };
  }

  getTreeItem(node: CoverageNode): TreeItem {
    switch (node.kind) {
      case "chapter":
        return chapterItem(node.chapter);
      case "section":
        return sectionItem(node, node.section);
      case "question":
        return questionItem(node.uri, node.section, node.question, node.index);
    }
  }
}

/** An item whose whole meaning is also said to those who see no icon. Ids are stable, so that it stays as it was unfolded. */
function item(
  id: string,
  label: string,
  description: string,
  state: TreeItemCollapsibleState,
  spoken = description,
): TreeItem {
  const made = new TreeItem(label, state);
  made.id = id;
  made.description = description;
  made.accessibilityInformation = { label: `${label}, ${spoken}` };
  return made;
}

function chapterItem({ chapter, title, sections }: Chapter): TreeItem {
  const asked = sections.filter(isAsked);
  const open = asked.filter((section) => !isAnswered(section)).length;
  const state = open > 0 ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  // The label takes most of the side bar.
  const short = asked.length > 0 ? l10n.t("{0} of {1}", asked.length - open, asked.length) : answeredOf(sections);
  const made = item(`chapter-${chapter}`, `${chapter}. ${title}`, short, state, answeredOf(sections));
  made.iconPath = asked.length === 0 ? OPTIONAL : open === 0 ? ANSWERED : OPEN;
  made.contextValue = "chapter";
  return made;
}

function sectionItem(node: CoverageNode, section: SectionCoverage): TreeItem {
  const { id, title, status, range, evidence, waiver, questions } = section;
  const state = questions.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None;
  const made = item(`section-${id}`, title, shortState(section), state, sectionState(section));
  made.iconPath = iconOf(section);
  made.contextValue = status;
  const detail = waiver ?? evidence;
  made.tooltip = new MarkdownString().appendText(detail ? `${title}: ${detail}` : `${title}: ${sectionState(section)}`);
  if (range) made.command = goTo(node.uri, range);
  else if (status === "missing" && isAsked(section))
    made.command = { title: l10n.t("Insert section"), command: CommandId.insertSection, arguments: [node] };
  return made;
}

function questionItem(uri: string, section: SectionCoverage, { question, answeredBy }: Question, n: number): TreeItem {
  const word = answeredBy ? l10n.t("answered") : l10n.t("open");
  const made = item(`question-${section.id}-${n}`, question, word, TreeItemCollapsibleState.None);
  made.iconPath = answeredBy ? new ThemeIcon("check", GREEN) : new ThemeIcon("question");
  made.tooltip = new MarkdownString().appendText(`${question} (${word})`);
  made.contextValue = "question";
  const at = answeredBy ?? section.range;
  if (at) made.command = goTo(uri, at);
  return made;
}

const GREEN = new ThemeColor("testing.iconPassed");
const YELLOW = new ThemeColor("list.warningForeground");
// The same signs as on the page about the workspace.
const ANSWERED = new ThemeIcon("pass-filled", GREEN);
const ELSEWHERE = new ThemeIcon("pass", new ThemeColor("charts.blue"));
const OPEN = new ThemeIcon("circle-large-outline", YELLOW);
const OPTIONAL = new ThemeIcon("circle-outline");

function iconOf(section: SectionCoverage): ThemeIcon {
  switch (section.status) {
    case "covered":
      return ANSWERED;
    case "elsewhere":
      return ELSEWHERE;
    case "waived":
      return new ThemeIcon("circle-slash");
    case "empty":
      return new ThemeIcon("warning", isAsked(section) ? YELLOW : undefined);
    case "missing":
      return isAsked(section) ? OPEN : OPTIONAL;
  }
}

function goTo(uri: string, { start, end }: ProtocolRange): Command {
  const selection = new Range(start.line, start.character, end.line, end.character);
  return { title: l10n.t("Go to the section"), command: "vscode.open", arguments: [Uri.parse(uri), { selection }] };
}
