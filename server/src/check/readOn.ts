/** Reads on what a check had no time for, in slices. */
import { readBlock } from "../document/read.ts";
import type { Framework } from "../framework/index.ts";
import { analyse } from "../recognition/analysis.ts";
import type { Checked } from "./check.ts";

/**
 * Reads pending blocks until a time (`performance.now`); true if some are left. At least one is read, and a block is never
 * given up half-way. What was read is found by the next check of the document or of a later version.
 */
export function readOn({ doc }: Pick<Checked, "doc">, framework: Framework, until: number): boolean {
  for (const { reading, start } of doc.blocks) {
    if (!reading.pending || reading.full) continue;
    reading.full = readBlock(reading.text, start === 0);
    // Looking for phrases takes as long as parsing: without it the next check would make up for it at one go.
    for (const part of reading.full.parts)
      if (part.type === "statement" || part.type === "heading") analyse(part, framework);
    if (performance.now() >= until) break;
  }
  return doc.blocks.some(({ reading }) => reading.pending && !reading.full);
}
