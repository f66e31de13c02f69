/** The table as a file: Markdown for people, CSV for sheets. */
import { inlineMarkdown } from "../page/markdown.ts";
import type { Texts } from "../page/texts.ts";
import { CELL_STATES, type CellState, type Matrix, shownRows } from "./matrix.ts";
import { stateMeaning, stateWord, statusWord } from "./words.ts";

/** Shapes that survive wherever Markdown goes; each stands beside its word in the legend. */
const SIGNS: Readonly<Record<CellState, string>> = {
  covered: "✓",
  elsewhere: "↪",
  waived: "⊘",
  empty: "○",
  missing: "✗",
  notAsked: "·",
  none: "",
};

/** Sections are the rows here: a table of 32 columns can be read nowhere. */
export function coverageMarkdown(matrix: Matrix, onlyDesignDocs: boolean, l10n: Texts): string {
  const rows = shownRows(matrix, onlyDesignDocs);
  const docs = rows.filter((row) => row.designDoc);
  const lines = [`# ${l10n.t("Coverage of ML design docs")}`, ""];
  lines.push(l10n.t("Checked on {0}.", new Date(matrix.checkedAt).toISOString().slice(0, 16).replace("T", " ")), "");
  if (docs.length > 0) {
    const shown = CELL_STATES.filter((state) => docs.some((row) => row.cells.some((cell) => cell.state === state)));
    lines.push(...table([[l10n.t("Document"), l10n.t("Status"), l10n.t("Answered")], ...docs.map(summary)]), "");
    lines.push(...table([["", ...docs.map((row) => row.path)], ...sectionLines()]), "");
    const legend = shown.filter((state) => SIGNS[state]);
    lines.push(...legend.map((s) => `- ${SIGNS[s]} ${stateWord(s, l10n)}: ${stateMeaning(s, l10n)}`), "");
  } else {
    lines.push(l10n.t("No ML design doc was found."), "");
  }
  const others = rows.filter((row) => !row.designDoc);
  if (others.length > 0) {
    lines.push(`## ${l10n.t("Other documents")}`, "");
    lines.push(...others.map((row) => `- ${inlineMarkdown(row.path)}: ${inlineMarkdown(row.reason)}`), "");
  }
  if (matrix.failed.length > 0) {
    lines.push(`## ${l10n.t("Could not be checked")}`, "");
    lines.push(...matrix.failed.map(({ path, reason }) => `- ${inlineMarkdown(path)}: ${inlineMarkdown(reason)}`), "");
  }
  if (matrix.cutOffAt !== null) lines.push(l10n.t("Only the first {0} files were checked.", matrix.cutOffAt), "");
  return lines.join("\n");

  function summary(row: (typeof docs)[number]): string[] {
    return [row.path, statusWord(row.status, l10n), l10n.t("{0} of {1}", row.answered, row.asked)];
  }

  function sectionLines(): string[][] {
    let column = 0;
    return matrix.chapters.flatMap(({ chapter, sections }) =>
      sections.map(({ title }) => {
        const at = column++;
        return [`${chapter}. ${title}`, ...docs.map((row) => SIGNS[row.cells[at]?.state ?? "none"])];
      }),
    );
  }
}

/** A row a document and a column a section, with the states' stable English ids, as RFC 4180 has it. */
export function coverageCsv(matrix: Matrix, onlyDesignDocs: boolean): string {
  const ids = matrix.chapters.flatMap((c) => c.sections.map((s) => s.id));
  const header = ["document", "kind", "reason", "status", "asked", "answered", ...ids];
  const lines = shownRows(matrix, onlyDesignDocs).map((row) => [
    row.path,
    row.designDoc ? "ml-design-doc" : "other",
    row.reason,
    row.designDoc ? row.status : "",
    row.designDoc ? String(row.asked) : "",
    row.designDoc ? String(row.answered) : "",
    ...ids.map((_, n) => (row.designDoc ? (row.cells[n]?.state ?? "none") : "")),
  ]);
  return [header, ...lines].map((line) => `${line.map(csvField).join(",")}\r\n`).join("");
}

/** Quoted where it must be; a sheet must not take the name of a file for a formula. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function table([head = [], ...rows]: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.map(inlineMarkdown).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)];
}
