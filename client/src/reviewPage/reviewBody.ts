/** The reviewer's page, as HTML. */
import { icon, iconSheet } from "../coveragePage/icons.ts";
import { stateWord, statusWord } from "../coveragePage/words.ts";
import { escapeHtml as text } from "../page/html.ts";
import { clip } from "../page/markdown.ts";
import type { Texts } from "../page/texts.ts";
import type { Checklist, ChecklistQuestion, ChecklistSection } from "./checklist.ts";

const QUOTE_LENGTH = 240;

/** Ticks and comments are put in by the page's script, which keeps them. */
export function reviewBody(checklist: Checklist, l10n: Texts): string {
  const { name, status, asked, answered, sections } = checklist;
  const summary = l10n.t("Status: {0}. Sections answered: {1} of {2}.", statusWord(status, l10n), answered, asked);
  const button = (message: string, label: string, kind: string) =>
    `<button type="button" class="${kind}" data-message="${message}">${text(label)}</button>`;
  return `${iconSheet()}
<main>
<h1 id="title">${text(l10n.t("Review of {0}", name))}</h1>
<p class="summary">${text(summary)}</p>
<div id="stale" class="notice" role="status" hidden><span>${text(l10n.t("The document has changed since."))}</span>
${button("refresh", l10n.t("Show what it says now"), "secondary")}</div>
<div class="toolbar" role="group" aria-label="${text(l10n.t("Review comment"))}">
<span id="ticked" role="status" data-text="${text(l10n.t("Questions ticked: {0} of {1}", "%n", "%all"))}"></span>
<span class="space"></span>
<span class="together">${button("copy", l10n.t("Copy as Markdown"), "primary")}
${button("openMarkdown", l10n.t("Open as Markdown"), "secondary")}</span>
</div>
${sections.map((section, n) => chapterHtml(section, sections[n - 1]) + sectionHtml(section, l10n)).join("\n")}
</main>`;
}

/** There is nothing to review. */
export function nothingBody(message: string, l10n: Texts): string {
  return `<main>
<h1 id="title">${text(l10n.t("Reviewer's checklist"))}</h1>
<p class="empty" role="status">${text(message)}</p>
</main>`;
}

/** The chapter's heading, before its first section. */
function chapterHtml({ chapter, chapterTitle }: ChecklistSection, before: ChecklistSection | undefined): string {
  return before?.chapter === chapter ? "" : `<h2>${chapter}. ${text(chapterTitle)}</h2>\n`;
}

function sectionHtml(section: ChecklistSection, l10n: Texts): string {
  const { id, title, status, line, waiver, questions } = section;
  const heading = `heading-${text(id)}`;
  const state = `<span class="state">${icon(status)} ${text(stateWord(status, l10n))}</span>`;
  const place = line === null ? "" : openButton(line, l10n.t("Line {0}", line), l10n.t("Go to {0}", title));
  const reason = waiver ? `<p class="note">${text(l10n.t("The document says: {0}", waiver))}</p>` : "";
  const list = questions.map((question, n) => questionHtml(question, `${text(id)}-${n}`, l10n)).join("\n");
  return `<section aria-labelledby="${heading}">
<h3 id="${heading}">${text(title)} ${state} ${place}</h3>
${reason}
<ul>
${list}
</ul>
<label for="comment-${text(id)}">${text(l10n.t("Comment on {0}", title))}</label>
<textarea id="comment-${text(id)}" data-section="${text(id)}" rows="2"></textarea>
</section>`;
}

function questionHtml({ key, question, answer }: ChecklistQuestion, id: string, l10n: Texts): string {
  const said = answer
    ? `${openButton(answer.line, l10n.t("Line {0}", answer.line), l10n.t("Go to line {0}", answer.line))} <q>${text(clip(answer.text, QUOTE_LENGTH))}</q>`
    : `<span>${text(l10n.t("The document does not say."))}</span>`;
  return `<li><input type="checkbox" id="q-${id}" data-key="${text(key)}" aria-describedby="a-${id}">
<label for="q-${id}">${text(question)}</label>
<p id="a-${id}" class="said${answer ? "" : " open"}">${said}</p></li>`;
}

function openButton(line: number, label: string, title: string): string {
  return `<button type="button" class="link" data-line="${line}" title="${text(title)}">${text(label)}</button>`;
}
