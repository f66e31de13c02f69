/** Hover on a recognised heading: which section it is, why it was taken for it, and what it must answer. */
import { type Hover, MarkupKind } from "vscode-languageserver-types";
import type { Checked } from "../check/check.ts";
import { lineAt, rangeOf } from "../document/text.ts";
import { localised } from "../framework/index.ts";
import type { Place, SectionReading } from "../recognition/types.ts";
import type { Subject } from "./subject.ts";

const STATUS: Record<SectionReading["status"], string> = {
  covered: "answered here",
  empty: "nothing is answered here yet",
  elsewhere: "answered elsewhere",
  missing: "missing",
  waived: "waived",
};

/** The hover at an offset; undefined if no recognised heading stands there. */
export function hover({ checked, framework }: Subject, offset: number): Hover | undefined {
  const { doc, reading } = checked;
  if (reading.kind !== "ml-design-doc") return undefined;
  const heading = doc.headings.findLast((h) => offset >= h.start && offset <= h.textEnd);
  if (!heading) return undefined;
  const parts: string[] = [];
  for (const section of reading.sections) {
    const place = section.places.find((p) => p.heading === heading);
    const data = framework.section(section.id);
    if (!place || !data) continue;
    const { title, guidance, questions } = localised(data, reading.language, framework);
    const chapter = framework.chapters.find((c) => c.chapter === data.chapter);
    parts.push(
      [
        `**${title}** · chapter ${data.chapter}, ${chapter?.title ?? ""} · ${STATUS[section.status]}`,
        guidance.trim(),
        questions.map((q) => `- ${q}`).join("\n"),
        evidence(section, place, checked),
        `_${why(place)}_`,
      ]
        .filter(Boolean)
        .join("\n\n"),
    );
  }
  if (parts.length === 0) return undefined;
  return {
    contents: { kind: MarkupKind.Markdown, value: parts.join("\n\n---\n\n") },
    range: rangeOf(doc.lineStarts, heading.textStart, heading.textEnd),
  };
}

const MOST_CHARS = 160;

/** The statement under the heading that answers the section best. */
function evidence(section: SectionReading, { heading }: Place, { doc }: Checked): string {
  const best = section.evidence.find((e) => e.index >= heading.bodyStart && e.index < heading.bodyEnd);
  if (!best) return "";
  const text = best.text.length > MOST_CHARS ? `${best.text.slice(0, MOST_CHARS).trimEnd()}…` : best.text;
  return `Answered best by line ${lineAt(doc.lineStarts, best.start) + 1}: “${plain(text)}”`;
}

/** Text without meaning to Markdown. */
const plain = (text: string) => text.replace(/[\\`*_[\]<>|]/g, "\\$&");

function why(place: Place): string {
  const words = plain(place.because);
  switch (place.by) {
    case "mark":
      return "Taken for this section because a comment under the heading says so.";
    case "project-alias":
      return "Taken for this section because the project's configuration names this heading.";
    case "text":
      return "Taken for this section because of the heading's words and what stands below it.";
    case "alias":
      return `Taken for this section because of "${words}" in the heading.`;
    case "ambiguous":
      return `Taken for this section because of "${words}" in the heading and what stands below it.`;
  }
}
