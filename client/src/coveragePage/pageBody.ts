/** The page with the table, as HTML. */
import { escapeHtml } from "../page/html.ts";
import type { Texts } from "../page/texts.ts";
import { icon, iconSheet } from "./icons.ts";
import { CELL_STATES, type Cell, type Matrix, type Row } from "./matrix.ts";
import { stateMeaning, stateWord, statusWord } from "./words.ts";

export interface BodyOptions {
  onlyDesignDocs: boolean;
  /** BCP 47, for the date. */
  language: string;
}

/** Columns before the sections': document, status, answered. */
const FIXED_COLUMNS = 3;

export function matrixBody(matrix: Matrix, options: BodyOptions, l10n: Texts): string {
  const designs = matrix.rows.filter((row) => row.designDoc);
  const content =
    designs.length > 0 || (matrix.rows.length > 0 && !options.onlyDesignDocs)
      ? tableOf(matrix, options, l10n)
      : `<p class="empty">${text(emptyText(matrix, l10n))}</p>
<p>${commandButton("mlDesignDocs.newDocument", l10n.t("New ML design doc"), "primary")}</p>
<p class="note">${text(l10n.t("A document that should count says so in its front matter: type: ml-design-doc"))}</p>`;
  return `${iconSheet()}
<main>
<h1 id="title">${text(l10n.t("Coverage of ML design docs"))}</h1>
<p class="summary">${text(summaryOf(matrix, designs.length, options.language, l10n))}</p>
${notices(matrix, l10n)}
${toolbar(matrix, designs.length, options, l10n)}
${content}
</main>`;
}

/** While the documents are checked; `count` is not known at first. */
export function checkingBody(count: number | undefined, l10n: Texts): string {
  const what =
    count === undefined ? l10n.t("Looking for Markdown files …") : l10n.t("Checking {0} Markdown files …", count);
  return `<main aria-busy="true">
<h1 id="title">${text(l10n.t("Coverage of ML design docs"))}</h1>
<p role="status">${text(what)}</p>
<progress aria-labelledby="title"></progress>
<p><button type="button" data-message="cancel">${text(l10n.t("Cancel"))}</button></p>
</main>`;
}

/** Nothing to show: why, and the way out. */
export function messageBody(message: string, buttons: readonly string[], l10n: Texts): string {
  return `<main>
<h1 id="title">${text(l10n.t("Coverage of ML design docs"))}</h1>
<p class="empty" role="status">${text(message)}</p>
<p>${buttons.join("\n")}</p>
</main>`;
}

export function commandButton(command: string, label: string, kind: "primary" | "secondary"): string {
  return `<button type="button" class="${kind}" data-command="${escapeHtml(command)}">${text(label)}</button>`;
}

export function refreshButton(label: string): string {
  return `<button type="button" class="secondary" data-message="refresh">${text(label)}</button>`;
}

const text = escapeHtml;

function emptyText(matrix: Matrix, l10n: Texts): string {
  return matrix.rows.length === 0
    ? l10n.t("There is no Markdown file in this workspace.")
    : l10n.t("None of the {0} Markdown files of this workspace is an ML design doc.", matrix.rows.length);
}

function summaryOf(matrix: Matrix, designs: number, language: string, l10n: Texts): string {
  const at = new Date(matrix.checkedAt).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  return l10n.t(
    "ML design docs: {0}; other Markdown files: {1}; checked: {2}",
    designs,
    matrix.rows.length - designs,
    at,
  );
}

function notices({ cutOffAt, failed }: Matrix, l10n: Texts): string {
  const parts: string[] = [];
  if (cutOffAt !== null) {
    const limit = l10n.t("Only the first {0} Markdown files were checked; there are more in this workspace.", cutOffAt);
    parts.push(`<p class="notice" role="note">${text(limit)}</p>`);
  }
  if (failed.length > 0) {
    const items = failed.map(({ path, reason }) => `<li>${text(path)}: ${text(reason)}</li>`).join("");
    const head = text(l10n.t("Files that could not be checked: {0}", failed.length));
    parts.push(`<details class="notice"><summary>${head}</summary><ul>${items}</ul></details>`);
  }
  return parts.join("\n");
}

function toolbar(matrix: Matrix, designs: number, { onlyDesignDocs }: BodyOptions, l10n: Texts): string {
  const check = (id: string, label: string, on: boolean) =>
    `<label><input type="checkbox" id="${id}"${on ? " checked" : ""}> ${text(label)}</label>`;
  const shown = text(l10n.t("Rows shown: {0}", "%n"));
  const exports =
    matrix.rows.length > 0
      ? `${commandButton("mlDesignDocs.exportCoverageMarkdown", l10n.t("Export as Markdown"), "secondary")}
${commandButton("mlDesignDocs.exportCoverageCsv", l10n.t("Export as CSV"), "secondary")}`
      : "";
  return `<div class="toolbar" role="group" aria-label="${text(l10n.t("What is shown"))}">
${check("onlyDesignDocs", l10n.t("Only design docs"), onlyDesignDocs)}
${designs > 0 ? check("words", l10n.t("States in words"), false) : ""}
<span class="space"></span>
${refreshButton(l10n.t("Check again"))}
${exports}
</div>
<p id="shown" class="hidden" role="status" data-text="${shown}"></p>`;
}

function tableOf(matrix: Matrix, options: BodyOptions, l10n: Texts): string {
  const sections = matrix.chapters.flatMap((c) => c.sections);
  const fixed = [l10n.t("Document"), l10n.t("Status"), l10n.t("Answered")];
  const used = CELL_STATES.filter((state) => matrix.rows.some((row) => row.cells.some((cell) => cell.state === state)));
  const legend = used
    .filter((state) => state !== "none")
    .map((state) => {
      const meaning = text(stateMeaning(state, l10n));
      return `<li>${icon(state)} <span><b>${text(stateWord(state, l10n))}</b>: ${meaning}</span></li>`;
    });
  const chapters = matrix.chapters.map(
    ({ chapter, title, sections: own }) =>
      `<th scope="colgroup" colspan="${own.length}" class="chapter" title="${text(title)}"><span>${chapter}. ${text(title)}</span></th>`,
  );
  const rows = matrix.rows.map((row) => rowOf(row, sections, options, l10n));
  const help = l10n.t("A column's name sorts by it. The arrow keys move between the cells of the table.");
  return `<ul class="legend" aria-label="${text(l10n.t("What the signs mean"))}">${legend.join("")}</ul>
<p class="note" id="help">${text(help)}</p>
<div class="scroll" role="region" aria-labelledby="title" tabindex="0">
<table aria-describedby="help">
<caption class="hidden">${text(l10n.t("ML design docs and the sections of the framework that they answer"))}</caption>
<colgroup><col><col><col></colgroup>
${matrix.chapters.map(({ sections: own }) => `<colgroup span="${own.length}"></colgroup>`).join("")}
<thead>
<tr><td class="corner"></td><td colspan="${FIXED_COLUMNS - 1}"></td>${chapters.join("")}</tr>
<tr>${fixed.map((name, n) => columnHead(name, n, false)).join("")}${sections
    .map(({ title }, n) => columnHead(title, n + FIXED_COLUMNS, true))
    .join("")}</tr>
</thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</div>`;
}

function columnHead(name: string, column: number, tall: boolean): string {
  const sorted = column === 0 ? ` aria-sort="ascending"` : "";
  const kind = column === 0 ? "name" : tall ? "tall" : "plain";
  return `<th scope="col" class="${kind}"${sorted}><button type="button" data-column="${column}" title="${text(name)}"><span>${text(name)}</span></button></th>`;
}

function rowOf(row: Row, sections: readonly { title: string }[], options: BodyOptions, l10n: Texts): string {
  const open = (line: number | undefined, label: string, content: string, extra = "") =>
    `<button type="button" data-open="${text(row.uri)}"${line === undefined ? "" : ` data-line="${line}"`} title="${text(label)}"${extra}>${content}</button>`;
  const name = `<th scope="row" data-sort="${text(row.path)}">${open(undefined, l10n.t("Open {0}", row.path), text(row.path))}</th>`;
  if (!row.designDoc) {
    const reason = text(l10n.t("Not an ML design doc: {0}", row.reason));
    const hidden = options.onlyDesignDocs ? " hidden" : "";
    return `<tr class="other"${hidden}>${name}<td colspan="${FIXED_COLUMNS - 1 + sections.length}"><span>${reason}</span></td></tr>`;
  }
  const share = row.asked > 0 ? row.answered / row.asked : 1;
  const answered = text(l10n.t("{0} of {1}", row.answered, row.asked));
  const cells = row.cells.map((cell, n) => {
    const word = stateWord(cell.state, l10n);
    const content = `${icon(cell.state)}<span class="word">${text(word)}</span>`;
    const label = cellLabel(cell, sections[n]?.title ?? "", word, l10n);
    const inner =
      cell.line === undefined
        ? `<span class="still" title="${text(label)}">${content}</span>`
        : open(cell.line, label, content, ` tabindex="-1"`);
    return `<td data-sort="${CELL_STATES.indexOf(cell.state)}">${inner}</td>`;
  });
  return `<tr>${name}<td data-sort="${text(row.status)}">${text(statusWord(row.status, l10n))}</td><td data-sort="${share}" class="number">${answered}<meter class="share" aria-hidden="true" value="${share.toFixed(3)}"></meter></td>${cells.join("")}</tr>`;
}

function cellLabel({ line, heading }: Cell, title: string, word: string, l10n: Texts): string {
  const state = `${title}: ${word}`;
  if (line === undefined) return state;
  return heading ? l10n.t("{0} – line {1}, {2}", state, line, heading) : l10n.t("{0} – line {1}", state, line);
}
