/** Checked documents → the report's data (schemas/report.schema.json). */
import type { Checked } from "../check/check.ts";
import { type Coverage, coverageOf } from "../check/coverage.ts";
import { kindReason } from "../check/kindReason.ts";
import { lineAt } from "../document/text.ts";
import { type Say, sayEnglish } from "../l10n.ts";
import type { SectionReading } from "../recognition/types.ts";
import type { Finding, Severity } from "../rules/types.ts";

export interface SectionReport {
  id: string;
  required: SectionReading["required"];
  status: SectionReading["status"];
  /** 1-based. */
  line?: number;
  lines?: number[];
  heading?: string;
  evidence?: { line: number; text: string };
}

export interface DocumentReport {
  /** Relative to the working directory, with `/`. */
  path: string;
  kind: "ml-design-doc" | "other";
  reason: string;
  language: string;
  status: string;
  problemTypes: string[];
  coverage: Coverage;
  sections: SectionReport[];
  findings: Omit<Finding, "data">[];
}

export interface Report {
  version: 1;
  documents: DocumentReport[];
  summary: { documents: number; errors: number; warnings: number; information: number; hints: number };
}

const MOST_LINES = 4;
const MOST_CHARS = 240;

export function documentReport(
  path: string,
  { doc, reading, findings }: Checked,
  say: Say = sayEnglish,
): DocumentReport {
  const line = (offset: number) => lineAt(doc.lineStarts, offset) + 1;
  return {
    path,
    kind: reading.kind,
    reason: kindReason(reading, say),
    language: reading.language,
    status: reading.status,
    problemTypes: reading.problemTypes,
    coverage: coverageOf(reading),
    sections: reading.sections.map((s): SectionReport => {
      const report: SectionReport = { id: s.id, required: s.required, status: s.status };
      const [place] = s.places;
      const [best] = s.evidence;
      const headed = place && s.status !== "elsewhere";
      if (headed) {
        report.line = line(place.heading.start);
        report.heading = place.heading.part.text;
        report.lines = distinct(s.places.map((p) => line(p.heading.start)));
      } else if (best && s.status === "elsewhere") {
        report.line = line(best.start);
        report.lines = distinct(s.evidence.map((e) => line(e.start)));
      }
      if (best && s.status !== "missing") report.evidence = { line: line(best.start), text: clip(best.text) };
      return report;
    }),
    findings: findings.map(({ rule, section, severity, message, range, related }) => ({
      rule,
      ...(section !== undefined && { section }),
      severity,
      message,
      range,
      related,
    })),
  };
}

export function reportOf(documents: DocumentReport[]): Report {
  const count = (severity: Severity) =>
    documents.reduce((n, d) => n + d.findings.filter((f) => f.severity === severity).length, 0);
  return {
    version: 1,
    documents,
    summary: {
      documents: documents.length,
      errors: count("error"),
      warnings: count("warning"),
      information: count("information"),
      hints: count("hint"),
    },
  };
}

const distinct = (lines: number[]) => [...new Set(lines)].slice(0, MOST_LINES);

const clip = (text: string) => (text.length <= MOST_CHARS ? text : `${text.slice(0, MOST_CHARS - 1).trimEnd()}…`);
