/** Findings → diagnostics: grouped so that an editor stays quiet. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import { coverageOf } from "../check/coverage.ts";
import { offsetAt, type Range, rangeOf } from "../document/text.ts";
import type { DesignDoc } from "../document/types.ts";
import { titleIn } from "../framework/index.ts";
import { headingName } from "../recognition/headingName.ts";
import { titleRange } from "../recognition/place.ts";
import type { Finding, FindingData, Severity } from "../rules/types.ts";
import { rulePage, type Subject } from "./subject.ts";

export const SOURCE = "ml-design-docs";

/** What a diagnostic carries for its fixes. */
export interface DiagnosticData extends FindingData {
  rule: string;
  section?: string;
  /** It only shows that the text is ours: there is nothing to mend but what the section's own finding is about. */
  isLeftover?: boolean;
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
export function diagnosticsOf(subject: Subject): Diagnostic[] {
  const quiet = justBegun(subject) ?? grouped(subject.checked.findings, subject);
  const leftover = subject.client.tags ? subject.checked.findings.flatMap((f) => leftoverOf(f, subject)) : [];
  return [...quiet.map((f) => toDiagnostic(f, subject)), ...leftover];
}

/**
 * Our guidance that stands there still, as what editors show faded: on the comment itself, since the heading that the finding
 * stands on is the author's.
 */
function leftoverOf({ rule, section: id, data: { leftover = [] } }: Finding, subject: Subject): Diagnostic[] {
  const { framework, say, locale } = subject;
  const section = framework.section(id ?? "");
  const message = say('Guidance for "{0}", not followed yet.', section ? titleIn(section, locale, framework) : "");
  return leftover.map((range) => ({
    range,
    severity: DiagnosticSeverity.Hint,
    source: SOURCE,
    code: rule,
    message,
    tags: [DiagnosticTag.Unnecessary],
    data: { rule, ...(id && { section: id }), isLeftover: true } satisfies DiagnosticData,
  }));
}

/** One information on the title instead of a list of everything that is not written yet. */
function justBegun({ checked, framework, say, locale }: Subject): Finding[] | undefined {
  const { reading, findings, pending } = checked;
  if (pending) return undefined;
  const open = findings.filter((f) => f.rule === "section/missing" || f.rule === "section/empty");
  if (reading.kind !== "ml-design-doc" || open.length <= GROUP_ABOVE) return undefined;
  if (reading.sections.filter((s) => s.status !== "missing" && s.status !== "empty").length >= BEGUN) return undefined;
  const { asked, answered } = coverageOf(reading);
  const missing = open.flatMap((f) => f.data.sections ?? []);
  const rule = missing.length > 0 ? "section/missing" : "section/empty";
  const first = reading.sections.find((s) => s.required === "now" && (s.status === "missing" || s.status === "empty"));
  const section = first && framework.section(first.id);
  const begun: Finding = {
    rule,
    severity: open.find((f) => f.chosen && f.rule === rule)?.severity ?? "information",
    message: messageOfBegun(),
    range: rangeOf(checked.doc.lineStarts, ...titleRange(reading)),
    related: [],
    data: { begun: true, ...(missing.length > 0 && { sections: missing }) },
  };
  return [begun, ...findings.filter((f) => !open.includes(f))];

  function messageOfBegun(): string {
    const answers =
      reading.status === "draft"
        ? say("This design doc answers {0} of the {1} sections that it should have by its review.", answered, asked)
        : say("This design doc answers {0} of the {1} sections that its status asks for.", answered, asked);
    return section ? `${answers} ${say('A good next one is "{0}".', titleIn(section, locale, framework))}` : answers;
  }
}

function grouped(findings: readonly Finding[], subject: Subject): Finding[] {
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
    else if (group[0] === f) out.push(together(group, subject));
  }
  return out;
}

function together(group: readonly Finding[], { checked, framework, say, locale }: Subject): Finding {
  const first = group[0] as Finding;
  const sections = group.flatMap((f) => f.data.sections ?? []);
  const titles = sections.map((id) => {
    const section = framework.section(id);
    return say('"{0}"', section ? titleIn(section, locale, framework) : id);
  });
  const { doc } = checked;
  const start = offsetAt(doc.text, doc.lineStarts, first.range.start);
  const heading = doc.headings.find((h) => h.textStart === start);
  const around = say('"{0}"', heading ? headingName(heading.part.text) : textAt(doc, first.range));
  const related = new Map(group.flatMap((f) => f.related.map((r) => [JSON.stringify(r.range), r] as const)));
  const { section: _, ...rest } = first;
  return {
    ...rest,
    message: say("Missing {0} sections around {1}: {2}.", group.length, around, titles.join(", ")),
    related: [...related.values()],
    data: { sections },
  };
}

/** What a heading's diagnostic stands on, for a message. */
function textAt({ text, lineStarts }: DesignDoc, { start, end }: Range): string {
  return text.slice(offsetAt(text, lineStarts, start), offsetAt(text, lineStarts, end)).trim();
}

function toDiagnostic(f: Finding, subject: Subject): Diagnostic {
  const { uri } = subject;
  const href = rulePage(subject, f.rule);
  const { leftover: _, ...own } = f.data;
  const data: DiagnosticData = { rule: f.rule, ...(f.section && { section: f.section }), ...own };
  return {
    range: f.range,
    severity: SEVERITY[f.severity],
    source: SOURCE,
    code: f.rule,
    ...(href && { codeDescription: { href } }),
    message: f.message,
    ...(subject.client.related &&
      f.related.length > 0 && {
        relatedInformation: f.related.map(({ message, range }) => ({ message, location: { uri, range } })),
      }),
    data,
  };
}
