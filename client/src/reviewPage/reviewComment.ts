/** The checklist as a comment for a review: what was ticked, what stays open, what the reviewer says. */
import { stateWord, statusWord } from "../coveragePage/words.ts";
import { clip, inlineMarkdown } from "../page/markdown.ts";
import type { Texts } from "../page/texts.ts";
import type { Checklist, ChecklistQuestion, ChecklistSection, Marks } from "./checklist.ts";

const QUOTE_LENGTH = 160;

/** Sections without a tick and without a comment are named in one line: a comment of 32 lists is read by nobody. */
export function reviewComment(checklist: Checklist, marks: Marks, l10n: Texts): string {
  const ticked = new Set(marks.ticks);
  const commentOn = ({ id }: ChecklistSection) => (marks.comments[id] ?? "").trim();
  const touched = checklist.sections.filter((s) => commentOn(s) || s.questions.some((q) => ticked.has(q.key)));
  const rest = checklist.sections.filter((s) => !touched.includes(s));
  const status = statusWord(checklist.status, l10n);
  const lines = [
    `## ${l10n.t("Review of {0}", inlineMarkdown(checklist.name))}`,
    "",
    l10n.t("Status: {0}. Sections answered: {1} of {2}.", status, checklist.answered, checklist.asked),
    "",
  ];
  for (const section of touched) {
    lines.push(`### ${inlineMarkdown(section.title)} (${stateWord(section.status, l10n)})`, "");
    const comment = commentOn(section);
    if (comment) lines.push(comment, "");
    lines.push(...section.questions.map((question) => item(question, ticked.has(question.key), l10n)));
    if (section.questions.length > 0) lines.push("");
  }
  if (rest.length > 0) {
    const titles = rest.map(({ title }) => inlineMarkdown(title)).join(", ");
    lines.push(touched.length > 0 ? l10n.t("Without remarks: {0}.", titles) : l10n.t("Not reviewed: {0}.", titles), "");
  }
  return lines.join("\n");
}

function item({ question, answer }: ChecklistQuestion, ticked: boolean, l10n: Texts): string {
  const said = answer
    ? l10n.t('line {0}: "{1}"', answer.line, inlineMarkdown(clip(answer.text, QUOTE_LENGTH)))
    : l10n.t("the document does not say");
  return `- [${ticked ? "x" : " "}] ${inlineMarkdown(question)} (${said})`;
}
