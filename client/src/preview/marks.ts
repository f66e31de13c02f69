/** What the preview says about a document, and where in it. */
import type { DocumentCoverage } from "../../../server/src/lsp/protocol.ts";
import type { Texts } from "../page/texts.ts";

export interface HeadingMark {
  /** 0-based, and the line's text: the preview may be ahead of what was checked. */
  line: number;
  lineText: string;
  note: string;
}

export interface PreviewMarks {
  /** Below the title. */
  summary: string;
  headings: HeadingMark[];
}

/** Undefined if there is nothing to say: no design doc, or nothing missing or empty in it. */
export function previewMarks(
  { kind, coverage, chapters }: DocumentCoverage,
  lineText: (line: number) => string | undefined,
  l10n: Texts,
): PreviewMarks | undefined {
  if (kind !== "ml-design-doc") return undefined;
  const asked = chapters.flatMap((c) => c.sections).filter((s) => s.required === "now" || s.required === "next");
  const missing = asked.filter((s) => s.status === "missing").map((s) => s.title);
  const headings = asked.flatMap(({ status, range, title, questions }): HeadingMark[] => {
    const text = status === "empty" && range ? lineText(range.start.line) : undefined;
    if (text === undefined || !range) return [];
    const question = questions[0]?.question;
    const note = l10n.t("Empty section: {0}", title);
    return [{ line: range.start.line, lineText: text, note: question ? `${note}. ${question}` : note }];
  });
  if (missing.length === 0 && headings.length === 0) return undefined;
  const summary =
    missing.length > 0
      ? l10n.t("Sections answered: {0} of {1}. Missing: {2}.", coverage.answered, coverage.asked, missing.join(", "))
      : l10n.t("Sections answered: {0} of {1}.", coverage.answered, coverage.asked);
  return { summary, headings };
}
