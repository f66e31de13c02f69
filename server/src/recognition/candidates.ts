/** Which sections a heading may be about that was taken for none, likeliest first. */
import type { Heading } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import { analyse } from "./analysis.ts";
import { modelFor } from "./model.ts";
import type { Reading } from "./types.ts";

/** Ids of the sections that have no answered heading yet, by what the heading's words alone say. */
export function candidateSections({ part }: Heading, reading: Reading, framework: Framework): string[] {
  const scores = modelFor(framework).texts.headings.scores(analyse(part, framework));
  return reading.sections
    .map(({ id, status }, i) => ({ id, score: scores[i] ?? Number.NEGATIVE_INFINITY, open: status !== "covered" }))
    .filter((s) => s.open)
    .sort((a, b) => b.score - a.score)
    .map((s) => s.id);
}
