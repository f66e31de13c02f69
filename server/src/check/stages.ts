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
 * What stands in the way of the document's next status: its findings of warning and above as that status would have them,
 * those that it has already included. A document that was checked already is given as it is, with the options that it was
 * checked with. Nothing if no later status asks for more.
 */
export function blocking(document: string | Checked, options: CheckOptions = {}): Finding[] {
  const now = typeof document === "string" ? check(document, options) : document;
  const asStatus = nextStatus(now.reading.status);
  if (!asStatus) return [];
  const then = check(now.doc.text, { ...options, asStatus }, now);
  return then.findings.filter(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf("warning"));
}
