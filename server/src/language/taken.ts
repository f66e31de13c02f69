/** Which sections the headings of a document were taken for, and why. */
import type { DesignDoc, Heading } from "../document/types.ts";
import { type Framework, normalise } from "../framework/index.ts";
import type { Say } from "../l10n.ts";
import type { Place, Reading, SectionReading } from "../recognition/types.ts";

/** A section that a heading was taken for. */
export interface Taken {
  section: SectionReading;
  place: Place;
}

/** Every recognised heading with its sections in canonical order; empty if the document is no ML design doc. */
export function takenHeadings(reading: Reading): Map<Heading, Taken[]> {
  const taken = new Map<Heading, Taken[]>();
  if (reading.kind !== "ml-design-doc") return taken;
  for (const section of reading.sections) {
    for (const place of section.places) {
      const list = taken.get(place.heading);
      if (list) list.push({ section, place });
      else taken.set(place.heading, [{ section, place }]);
    }
  }
  return taken;
}

/** The innermost heading at an offset. */
export function headingAt({ headings }: DesignDoc, offset: number): Heading | undefined {
  return headings.findLast((h) => offset >= h.start && offset <= h.textEnd);
}

/** Whether a heading reads as the section's title, in any language, but for its number and marks. */
export function isTitle({ part }: Heading, id: string, framework: Framework): boolean {
  return framework.titles.get(normalise(part.text)) === framework.order(id);
}

/** Why a heading was taken for a section, as a sentence. */
export function why({ by, because }: Place, say: Say): string {
  switch (by) {
    case "mark":
      return say("Taken for this section because a comment under the heading says so.");
    case "project-alias":
      return say("Taken for this section because the project's configuration names this heading.");
    case "text":
      return say("Taken for this section because of the heading's words and what stands below it.");
    case "alias":
      return say('Taken for this section because of "{0}" in the heading.', because);
    case "ambiguous":
      return say('Taken for this section because of "{0}" in the heading and what stands below it.', because);
  }
}
