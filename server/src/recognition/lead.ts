/** A lead paragraph under the title that says what is proposed is an overview without a heading. */
import type { Placed, Statement } from "../document/types.ts";
import type { ScoredDoc } from "./scored.ts";
import type { SectionReading } from "./types.ts";

const LEAD_WORDS = 12;
const LEAD_IDEOGRAPHS = /[\u3040-\u9fff]{15}/;

/** Makes the reading of the overview "elsewhere" if such a paragraph stands there. */
export function addLead(reading: SectionReading, { doc, title, statements }: ScoredDoc): void {
  for (const { index } of statements) {
    const placed = doc.body[index] as Placed<Statement>;
    const owner = doc.owner[index];
    if (owner !== title) {
      if (owner?.part.depth) return;
      continue;
    }
    const { text, kind } = placed.part;
    if (kind !== "sentence" || (text.split(/\s+/).length < LEAD_WORDS && !LEAD_IDEOGRAPHS.test(text))) continue;
    reading.status = "elsewhere";
    reading.evidence.unshift({ index, start: placed.start, end: placed.end, text, because: "", score: 1 });
    return;
  }
}
