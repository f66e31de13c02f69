/** The lens on the title: how much of what is asked the document answers. */
import type { CodeLens } from "vscode-languageserver-types";
import { coverageOf } from "../check/coverage.ts";
import { titleRange } from "../recognition/place.ts";
import { rangeIn, type Subject } from "./subject.ts";

/** Our own extension's command, with the document's URI as its argument. */
export const SHOW_COVERAGE = "mlDesignDocs.showCoverage";

/** One lens on the title, or on the first line if there is none. */
export function codeLenses(subject: Subject): CodeLens[] {
  const { checked, client, settings, uri } = subject;
  const { doc, reading } = checked;
  if (reading.kind !== "ml-design-doc" || !settings.codeLens) return [];
  const [start, end] = titleRange(reading);
  // A lens may span one line only; a title underlined with `===` may stand on several.
  const line = /^[^\r\n]*/.exec(doc.text.slice(start, end))?.[0].length ?? 0;
  const title = coverageText(subject);
  // Without a command VS Code shows "!!MISSING: command!!" and Neovim "Unresolved lens": for both an empty command is how a
  // lens says that it is text only.
  const command = client.ownCommands ? { title, command: SHOW_COVERAGE, arguments: [uri] } : { title, command: "" };
  return [{ range: rangeIn(subject, start, start + line), command }];
}

/** `17 of 22 sections answered · 3 missing · 2 empty`. */
export function coverageText({ checked, say }: Pick<Subject, "checked" | "say">): string {
  const { asked, answered, missing, empty } = coverageOf(checked.reading);
  return [
    asked === 1 ? say("{0} of 1 section answered", answered) : say("{0} of {1} sections answered", answered, asked),
    missing > 0 ? say("{0} missing", missing) : "",
    empty > 0 ? say("{0} empty", empty) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
