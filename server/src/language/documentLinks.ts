/** Rule ids in marks lead to the rules' pages. */
import type { DocumentLink } from "vscode-languageserver-types";
import { marksOf } from "../recognition/marks.ts";
import { rules } from "../rules/index.ts";
import { rangeIn, rulePage, type Subject } from "./subject.ts";

/** A link for every rule that a mark silences; none if the host has no pages. */
export function documentLinks(subject: Subject): DocumentLink[] {
  const { checked, say } = subject;
  const links: DocumentLink[] = [];
  for (const { kind, ids } of marksOf(checked.doc)) {
    if (kind !== "disable-next" && kind !== "disable-file") continue;
    for (const { id, start, end } of ids) {
      const target = rules.some((rule) => rule.id === id) ? rulePage(subject, id) : undefined;
      if (target) links.push({ range: rangeIn(subject, start, end), target, tooltip: say("What this rule is about") });
    }
  }
  return links;
}
