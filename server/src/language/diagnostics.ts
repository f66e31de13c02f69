/** Findings → diagnostics: grouped so that an editor stays quiet. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import type { Checked } from "../check/check.ts";
import { coverageOf } from "../check/coverage.ts";
import { rangeOf } from "../document/text.ts";
import type { Framework } from "../framework/index.ts";
import { titleRange } from "../recognition/place.ts";
import type { Finding, FindingData, Severity } from "../rules/types.ts";

export const SOURCE = "ml-design-docs";

/** What a diagnostic carries for its fixes. */
export interface DiagnosticData extends FindingData {
  rule: string;
  section?: string;
}

export interface DiagnosticOptions {
  /** URI of the folder with the rules' pages, if the host has it. */
  rulePages?: string | undefined;
}

const SEVERITY: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
/** More missing sections than this at one place become one diagnostic a severity. */
const GROUP_ABOVE = 3;
/** With fewer sections answered than this a document has only just begun. */
const BEGUN = 3;

/** The diagnostics of a checked document. */
export function diagnosticsOf(checked: Checked, framework: Framework, options: DiagnosticOptions = {}): Diagnostic[] {
  const quiet = justBegun(checked, framework) ?? grouped(checked.findings, framework);
  return quiet.map((f) => toDiagnostic(f, options));
}

/** One information on the title instead of a list of everything that is not written yet. */
function justBegun(checked: Checked, framework: Framework): Finding[] | undefined {
  const { reading, findings } = checked;
  const open = findings.filter((f) => f.rule === "section/missing" || f.rule === "section/empty");
  if (reading.kind !== "ml-design-doc" || open.length <= GROUP_ABOVE) return undefined;
  if (reading.sections.filter((s) => s.status !== "missing" && s.status !== "empty").length >= BEGUN) return undefined;
  const { asked, answered } = coverageOf(reading);
  const missing = open.flatMap((f) => f.data.sections ?? []);
  const first = reading.sections.find((s) => s.required === "now" && (s.status === "missing" || s.status === "empty"));
  const section = first && framework.section(first.id);
  const begun: Finding = {
    rule: "section/missing",
    severity: "information",
    message: `This design doc answers ${answered} of the ${asked} sections that ${reading.status === "draft" ? "it should have by its review" : "its status asks for"}.${section ? ` A good next one is "${section.title}".` : ""}`,
    range: rangeOf(checked.doc.lineStarts, ...titleRange(reading)),
    related: [],
    data: { sections: missing },
  };
  return [begun, ...findings.filter((f) => !open.includes(f))];
}

function grouped(findings: readonly Finding[], framework: Framework): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const f of findings) {
    if (f.rule !== "section/missing") continue;
    const key = JSON.stringify([f.range, f.severity]);
    groups.set(key, [...(groups.get(key) ?? []), f]);
  }
  const out: Finding[] = [];
  for (const f of findings) {
    const group = f.rule === "section/missing" ? (groups.get(JSON.stringify([f.range, f.severity])) ?? []) : [];
    if (group.length <= GROUP_ABOVE) out.push(f);
    else if (group[0] === f) out.push(together(group, framework));
  }
  return out;
}

function together(group: readonly Finding[], framework: Framework): Finding {
  const first = group[0] as Finding;
  const sections = group.flatMap((f) => f.data.sections ?? []);
  const titles = sections.map((id) => `"${framework.section(id)?.title ?? id}"`);
  const { section: _, ...rest } = first;
  return {
    ...rest,
    message: `Missing ${group.length} sections around here: ${titles.join(", ")}.`,
    data: { sections },
  };
}

function toDiagnostic(f: Finding, options: DiagnosticOptions): Diagnostic {
  const data: DiagnosticData = { rule: f.rule, ...(f.section && { section: f.section }), ...f.data };
  return {
    range: f.range,
    severity: SEVERITY[f.severity],
    source: SOURCE,
    code: f.rule,
    ...(options.rulePages && { codeDescription: { href: `${options.rulePages.replace(/\/$/, "")}/${f.rule}.md` } }),
    message: f.message,
    ...(f.data.untouched && { tags: [DiagnosticTag.Unnecessary] }),
    data,
  };
}
