/** What the states of sections and documents are called. */
import type { Texts } from "../page/texts.ts";
import type { CellState } from "./matrix.ts";

export function stateWord(state: CellState, l10n: Texts): string {
  switch (state) {
    case "covered":
      return l10n.t("Answered");
    case "elsewhere":
      return l10n.t("Answered elsewhere");
    case "waived":
      return l10n.t("Does not apply");
    case "empty":
      return l10n.t("Empty");
    case "missing":
      return l10n.t("Missing");
    case "notAsked":
      return l10n.t("Not asked yet");
    case "none":
      return l10n.t("No such section");
  }
}

/** What a state means, for the legend. */
export function stateMeaning(state: CellState, l10n: Texts): string {
  switch (state) {
    case "covered":
      return l10n.t("has a heading and an answer under it");
    case "elsewhere":
      return l10n.t("answered, without a heading of its own");
    case "waived":
      return l10n.t("the document says why it does not apply");
    case "empty":
      return l10n.t("has a heading and no answer");
    case "missing":
      return l10n.t("asked for and not answered");
    case "notAsked":
      return l10n.t("not required at the document's status");
    case "none":
      return l10n.t("the document's framework does not have it");
  }
}

/** The document's status; a word of a later version stays as it is. */
export function statusWord(status: string, l10n: Texts): string {
  switch (status) {
    case "draft":
      return l10n.t("Draft");
    case "review":
      return l10n.t("In review");
    case "approved":
      return l10n.t("Approved");
    case "live":
      return l10n.t("Live");
    default:
      return status;
  }
}
