/** Comments by which an author corrects the reading. */
import type { DesignDoc, Heading } from "../document/types.ts";

const SECTION_MARK = /^ml-design-docs-section\s*:\s*(.+)$/s;

/** `<!-- ml-design-docs-section: baselines, model -->` directly under a heading; `none` stands for no section. */
export function sectionMarks(doc: DesignDoc): Map<Heading, string[]> {
  const marks = new Map<Heading, string[]>();
  doc.body.forEach(({ part }, i) => {
    if (part.type !== "comment") return;
    const ids = SECTION_MARK.exec(part.text)?.[1];
    const heading = doc.owner[i];
    if (ids && heading)
      marks.set(
        heading,
        ids.split(",").map((s) => s.trim()),
      );
  });
  return marks;
}
