/** At the end of a heading, the section that it was taken for. */
import type { InlayHint, Range } from "vscode-languageserver-types";
import { offsetAt, positionAt } from "../document/text.ts";
import { titleIn } from "../framework/index.ts";
import type { Subject } from "./subject.ts";
import { isTitle, takenHeadings, why } from "./taken.ts";

/** Hints for the headings in a range that were taken for a section of another title. */
export function inlayHints({ checked, framework, locale, say, settings }: Subject, range: Range): InlayHint[] {
  if (!settings.inlayHints) return [];
  const { doc, reading } = checked;
  const from = offsetAt(doc.text, doc.lineStarts, range.start);
  const to = offsetAt(doc.text, doc.lineStarts, range.end);
  const hints: InlayHint[] = [];
  for (const [heading, taken] of takenHeadings(reading)) {
    if (heading.textEnd < from || heading.textEnd > to) continue;
    // One title among several is named too: alone, the others would seem to stand for it.
    if (taken.every(({ section: { id } }) => isTitle(heading, id, framework))) continue;
    const named = taken.map(({ section: { id }, place }) => {
      const section = framework.section(id);
      return { title: section ? titleIn(section, locale, framework) : id, reason: why(place, say) };
    });
    hints.push({
      position: positionAt(doc.lineStarts, heading.textEnd),
      label: `→ ${named.map(({ title }) => title).join(", ")}`,
      tooltip: named.map(({ title, reason }) => (named.length === 1 ? reason : `${title}: ${reason}`)).join("\n"),
      paddingLeft: true,
    });
  }
  return hints.sort((a, b) => a.position.line - b.position.line || a.position.character - b.position.character);
}
