/** Reads on what a check had no time for, in small steps. */
import { readDesignDoc } from "../document/designDoc.ts";
import { readBlock } from "../document/read.ts";
import type { Placed, Statement } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import { headingFacts, statementFacts } from "../recognition/facts.ts";
import { kindSigns } from "../recognition/kindFeatures.ts";
import { modelFor } from "../recognition/model.ts";
import { hasSubstance } from "../recognition/scored.ts";
import type { Checked } from "./check.ts";

/**
 * Reads pending blocks, then what their parts say, one at each step; a block is never given up half-way. What was read is
 * found by the next check of the document or of a later version, which otherwise would make up for it at one go.
 */
export function* readOn({ doc }: Pick<Checked, "doc">, framework: Framework): Generator<undefined, undefined> {
  for (const { reading, start } of doc.blocks) {
    if (!reading.pending || reading.full) continue;
    reading.full = readBlock(reading.text, start === 0);
    yield;
  }
  const whole = readDesignDoc(doc.text, doc);
  yield;
  const { texts } = modelFor(framework);
  const readHeading = headingFacts(whole, framework, texts);
  for (const heading of whole.headings) {
    readHeading(heading);
    yield;
  }
  const readStatement = statementFacts(whole, framework, texts);
  for (const [i, placed] of whole.body.entries()) {
    const { part } = placed;
    if (part.type !== "statement") continue;
    hasSubstance(part, readStatement(placed as Placed<Statement>), whole.owner[i], framework);
    kindSigns(part);
    yield;
  }
}
