/** The report for a reader at a terminal. */
import { type Say, sayEnglish } from "../../l10n.ts";
import type { Severity } from "../../rules/types.ts";
import type { DocumentReport, Report } from "../report.ts";

export interface TextOptions {
  color: boolean;
  /** Documents that are no design docs are listed only on request. */
  verbose: boolean;
  say?: Say;
}

/** The codes that begin and end a style at a terminal. */
const STYLES = { bold: [1, 22], dim: [2, 22], underline: [4, 24], red: [31, 39], yellow: [33, 39], blue: [34, 39] };
type Styles = Record<keyof typeof STYLES, (text: string) => string>;

function styles(color: boolean): Styles {
  const all = Object.entries(STYLES).map(([name, [on, off]]) => [
    name,
    (text: string) => (color ? `\x1b[${on}m${text}\x1b[${off}m` : text),
  ]);
  return Object.fromEntries(all);
}

/** Grouped by document, most of it one line a finding, with a line on coverage each. */
export function textReport(report: Report, options: TextOptions): string {
  const c = styles(options.color);
  const say = options.say ?? sayEnglish;
  const label: Record<Severity, string> = {
    error: say("error"),
    warning: say("warning"),
    information: say("info"),
    hint: say("hint"),
  };
  const labels = Math.max(...Object.values(label).map((l) => l.length));
  const paint: Record<Severity, (text: string) => string> = {
    error: c.red,
    warning: c.yellow,
    information: c.blue,
    hint: c.dim,
  };
  const designs = report.documents.filter((d) => d.kind === "ml-design-doc");
  const blocks = designs.map((d) => {
    const width = Math.max(0, ...d.findings.map((f) => position(f).length));
    const lines = d.findings.map(
      (f) =>
        `  ${c.dim(position(f).padEnd(width))}  ${paint[f.severity](label[f.severity].padEnd(labels))}  ${f.message}  ${c.dim(f.rule)}`,
    );
    return [c.underline(d.path), ...lines, `  ${coverageLine(d, c, say)}`].join("\n");
  });
  const others = report.documents.filter((d) => d.kind !== "ml-design-doc");
  if (options.verbose)
    for (const d of others) blocks.push(`${c.underline(d.path)}\n  ${c.dim(say("no ML design doc: {0}", d.reason))}`);
  const { errors, warnings, information, hints } = report.summary;
  const counts = [
    errors === 1 ? say("1 error") : say("{0} errors", errors),
    warnings === 1 ? say("1 warning") : say("{0} warnings", warnings),
    say("{0} information", information),
    hints === 1 ? say("1 hint") : say("{0} hints", hints),
  ].join(", ");
  const skipped =
    others.length === 0
      ? ""
      : others.length === 1
        ? `; ${say("1 other Markdown file left alone")}`
        : `; ${say("{0} other Markdown files left alone", others.length)}`;
  const docs = designs.length === 1 ? say("1 ML design doc") : say("{0} ML design docs", designs.length);
  blocks.push(`${docs}: ${counts}${skipped}`);
  return `${blocks.join("\n\n")}\n`;
}

const position = (f: DocumentReport["findings"][number]) => `${f.range.start.line + 1}:${f.range.start.character + 1}`;

function coverageLine(d: DocumentReport, c: Styles, say: Say): string {
  const { asked, answered, elsewhere, waived, empty, missing } = d.coverage;
  const parts = [
    elsewhere && say("{0} of them without a heading of their own", elsewhere),
    waived && say("{0} waived", waived),
    empty && say("{0} empty", empty),
    missing && say("{0} missing", missing),
    say("status {0}", d.status),
  ].filter(Boolean);
  const answers =
    asked === 1 ? say("{0} of 1 section answered", answered) : say("{0} of {1} sections answered", answered, asked);
  return [c.bold(answers), ...parts].join(" · ");
}
