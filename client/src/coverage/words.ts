/** How views say in words what icons show. */

import { l10n } from "vscode";
import type { DocumentCoverage, SectionCoverage } from "../../../server/src/lsp/protocol.ts";

export function isAsked({ required }: Pick<SectionCoverage, "required">): boolean {
  return required === "now" || required === "next";
}

export function isAnswered({ status }: SectionCoverage): boolean {
  return status === "covered" || status === "elsewhere" || status === "waived";
}

/** "missing, needed now". */
export function sectionState(section: SectionCoverage): string {
  if (isAnswered(section)) return statusWord(section.status);
  return l10n.t("{0}, {1}", statusWord(section.status), requiredWord(section.required));
}

/** The same where room is scarce: what is needed now need not say so. */
export function shortState({ status, required }: SectionCoverage): string {
  if (status === "missing" && !isAsked({ required })) return requiredWord(required);
  return required === "next" && (status === "missing" || status === "empty")
    ? l10n.t("{0} · next status", statusWord(status))
    : statusWord(status);
}

function statusWord(status: SectionCoverage["status"]): string {
  switch (status) {
    case "covered":
      return l10n.t("answered");
    case "elsewhere":
      return l10n.t("answered elsewhere");
    case "waived":
      return l10n.t("does not apply");
    case "empty":
      return l10n.t("empty");
    case "missing":
      return l10n.t("missing");
  }
}

export function requiredWord(required: SectionCoverage["required"]): string {
  switch (required) {
    case "now":
      return l10n.t("needed now");
    case "next":
      return l10n.t("needed at the next status");
    case "later":
      return l10n.t("needed later");
    case "no":
      return l10n.t("not asked for");
  }
}

/** "2 of 4 answered", of the sections that are asked for. */
export function answeredOf(sections: readonly SectionCoverage[]): string {
  const asked = sections.filter(isAsked);
  if (asked.length === 0) return l10n.t("nothing asked for yet");
  return l10n.t("{0} of {1} answered", asked.filter(isAnswered).length, asked.length);
}

/** "17 of 22 sections answered". */
export function summaryOf({ coverage }: DocumentCoverage): string {
  return l10n.t("{0} of {1} sections answered", coverage.answered, coverage.asked);
}

export function allSections({ chapters }: DocumentCoverage): SectionCoverage[] {
  return chapters.flatMap(({ sections }) => sections);
}
