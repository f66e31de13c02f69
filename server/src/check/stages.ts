/** What the document's next status will ask of it. */
import { type DocumentStatus, STATUSES } from "../framework/types.ts";
import type { Finding } from "../rules/types.ts";
import { type Checked, type CheckOptions, check, SEVERITIES } from "./check.ts";

/** The status after this one that asks for more; undefined if none does. */
export function nextStatus(status: DocumentStatus): DocumentStatus | undefined {
  // Nothing is newly required at live.
  return status === "draft" || status === "review" ? STATUSES[STATUSES.indexOf(status) + 1] : undefined;
}

/**
 * The findings above hint that a document would have at its next status and does not have now, or has at a lower severity. A
 * document that was checked already is given as it is, with the options that it was checked with.
 */
export function blocking(document: string | Checked, options: CheckOptions = {}): Finding[] {
  const now = typeof document === "string" ? check(document, options) : document;
  const asStatus = nextStatus(now.reading.status);
  if (!asStatus) return [];
  const then = check(now.doc.text, { ...options, asStatus }, now);
  const severity = new Map<string, number>();
  for (const finding of now.findings) {
    const worst = severity.get(keyOf(finding)) ?? SEVERITIES.length;
    severity.set(keyOf(finding), Math.min(worst, SEVERITIES.indexOf(finding.severity)));
  }
  return then.findings.filter((finding) => {
    if (finding.severity === "hint") return false;
    return SEVERITIES.indexOf(finding.severity) < (severity.get(keyOf(finding)) ?? SEVERITIES.length);
  });
}

/** The same text is read at both statuses, so that one finding stands in one place. */
function keyOf({ rule, section, range: { start } }: Finding): string {
  return `${rule} ${section ?? ""} ${start.line}:${start.character}`;
}
