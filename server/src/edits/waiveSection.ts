/** "N/A: reason" for a section that does not apply; the reason is left to its author. */
import type { Framework } from "../framework/index.ts";
import type { Reading } from "../recognition/types.ts";
import { type FilledEdits, insertBlockBehind, withPlaceholder } from "./edit.ts";
import { insertHeadings } from "./insertSections.ts";
import { takesText } from "./ownText.ts";
import { reasonPlaceholder } from "./reason.ts";

/**
 * A missing section gets its heading in its place with the waiver under it; one whose heading stands over nothing gets the
 * waiver right under that. No edit for a section that is answered. Until the placeholder is replaced nothing is waived.
 */
export function waiveSection(id: string, reading: Reading, framework: Framework): FilledEdits {
  const own = reading.sections.find((s) => s.id === id);
  const placeholder = reasonPlaceholder(reading.language);
  const waiver = `N/A: ${placeholder}`;
  if (own?.status === "missing")
    return withPlaceholder(
      insertHeadings([id], reading, framework, () => waiver),
      placeholder,
    );
  // A waiver under another of the section's headings would not be seen.
  const heading = own?.places[0]?.heading;
  if (own?.status !== "empty" || !heading || !takesText(heading) || heading.part.kind === "html") return { edits: [] };
  return withPlaceholder([insertBlockBehind(waiver, heading.end, reading.doc)], placeholder);
}
