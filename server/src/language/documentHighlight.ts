/** With the cursor on a heading, all places of the section that it was taken for. */
import { type DocumentHighlight, DocumentHighlightKind } from "vscode-languageserver-types";
import { rangeIn, type Subject } from "./subject.ts";
import { headingAt, takenHeadings } from "./taken.ts";

/** The section's headings, and the statements elsewhere that surely answer it; undefined: let the editor match words. */
export function documentHighlights(subject: Subject, offset: number): DocumentHighlight[] | undefined {
  const { doc, reading } = subject.checked;
  const heading = headingAt(doc, offset);
  const taken = heading && takenHeadings(reading).get(heading);
  if (!taken) return undefined;
  const spans = new Map<number, { start: number; end: number; kind: DocumentHighlightKind }>();
  for (const { section } of taken) {
    for (const { heading: h } of section.places)
      spans.set(h.textStart, { start: h.textStart, end: h.textEnd, kind: DocumentHighlightKind.Text });
    for (const { index, start, end, score } of section.evidence) {
      const under = section.places.some(({ heading: h }) => index >= h.bodyStart && index < h.bodyEnd);
      if (!under && score > 0 && !spans.has(start)) spans.set(start, { start, end, kind: DocumentHighlightKind.Read });
    }
  }
  return [...spans.values()]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, kind }) => ({ range: rangeIn(subject, start, end), kind }));
}
