/** The report for a reader at a terminal. */
import pc from "picocolors";
import type { Severity } from "../../rules/types.ts";
import type { DocumentReport, Report } from "../report.ts";

const LABEL: Record<Severity, string> = { error: "error", warning: "warning", information: "info", hint: "hint" };

export interface TextOptions {
  color: boolean;
  /** Documents that are no design docs are listed only on request. */
  verbose: boolean;
}

/** Grouped by document, most of it one line a finding, with a line on coverage each. */
export function textReport(report: Report, options: TextOptions): string {
  const c = pc.createColors(options.color);
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
        `  ${c.dim(position(f).padEnd(width))}  ${paint[f.severity](LABEL[f.severity].padEnd(7))}  ${f.message}  ${c.dim(f.rule)}`,
    );
    return [c.underline(d.path), ...lines, `  ${coverageLine(d, c)}`].join("\n");
  });
  const others = report.documents.filter((d) => d.kind !== "ml-design-doc");
  if (options.verbose)
    for (const d of others) blocks.push(`${c.underline(d.path)}\n  ${c.dim(`no ML design doc: ${d.reason}`)}`);
  const { errors, warnings, information, hints } = report.summary;
  const counts = [
    plural(errors, "error"),
    plural(warnings, "warning"),
    `${information} information`,
    plural(hints, "hint"),
  ].join(", ");
  const skipped = others.length ? `; ${plural(others.length, "other Markdown file")} left alone` : "";
  blocks.push(`${plural(designs.length, "ML design doc")}: ${counts}${skipped}`);
  return `${blocks.join("\n\n")}\n`;
}

const position = (f: DocumentReport["findings"][number]) => `${f.range.start.line + 1}:${f.range.start.character + 1}`;

const plural = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

function coverageLine(d: DocumentReport, c: ReturnType<typeof pc.createColors>): string {
  const { asked, answered, elsewhere, waived, empty, missing } = d.coverage;
  const parts = [
    elsewhere && `${elsewhere} of them without a heading of their own`,
    waived && `${waived} waived`,
    empty && `${empty} empty`,
    missing && `${missing} missing`,
  ].filter(Boolean);
  return `${c.bold(`${answered} of ${asked} sections answered`)}${parts.length ? ` · ${parts.join(" · ")}` : ""} · status ${d.status}`;
}
