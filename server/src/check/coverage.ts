/** How much of what is asked a document answers. */
import type { Reading } from "../recognition/types.ts";

export interface Coverage {
  /** Sections required now or next. */
  asked: number;
  answered: number;
  covered: number;
  elsewhere: number;
  waived: number;
  empty: number;
  missing: number;
}

/** Counts the sections that are asked for, by status. */
export function coverageOf(reading: Reading): Coverage {
  const coverage: Coverage = { asked: 0, answered: 0, covered: 0, elsewhere: 0, waived: 0, empty: 0, missing: 0 };
  for (const { required, status } of reading.sections) {
    if (required !== "now" && required !== "next") continue;
    coverage.asked++;
    coverage[status]++;
    if (status === "covered" || status === "elsewhere" || status === "waived") coverage.answered++;
  }
  return coverage;
}
