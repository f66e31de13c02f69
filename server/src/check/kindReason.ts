/** Why a document counts as a design doc, or does not, in the interface's language. */
import type { Say } from "../l10n.ts";
import type { KindReason } from "../recognition/types.ts";

/** What other kinds of documents are called is said in words of its own; names of files are said by no translation. */
export function kindReason({ said: [template, ...values] }: KindReason, say: Say): string {
  return say(template, ...values.map((value) => (typeof value === "string" ? say(value) : value)));
}
