/** For each heading the sections that it may be about, and how sure that is. */
import type { Framework } from "../framework/index.ts";
import { type Basis, basisOf, candidateVisitor, type HeadingCandidate, kindOf } from "./headingFeatures.ts";
import type { RecognitionModel } from "./model.ts";
import type { ScoredDoc, ScoredHeading, Since } from "./scored.ts";
import { type RowsUnder, rowsUnder } from "./under.ts";

export interface Judged {
  /** Index of the section in canonical order. */
  section: number;
  words: string;
  by: HeadingCandidate["by"];
  /** Log-odds; above 0 it is about the section. */
  score: number;
}

export interface JudgedHeadings {
  basis: Basis;
  /** By the heading's place in `ScoredDoc.headings`. */
  lists: readonly (readonly Judged[])[];
}

/** A section's own title, as our templates insert it, is no guess. */
export const TITLED = 50;
const NOTHING: readonly Judged[] = [];

/** Judges the headings of a document; those that look the same as in an earlier version were judged then. */
export function judgeHeadings(
  scored: ScoredDoc,
  framework: Framework,
  model: RecognitionModel,
  since?: Since,
): JudgedHeadings["lists"] {
  const count = framework.sections.length;
  const before = since?.earlier.kept.judged;
  const isBasisSame = since?.inPlace && !since.renamed;
  const basis = (isBasisSame && before?.basis) || basisOf(scored, count);
  const rows = rowsUnder(scored, count, since);
  const visit = candidateVisitor(scored, basis, rows, model.headedPriors);
  const stale = since && before && staleHeadings(scored, basis, rows, model, since);
  const judge = ({ facts }: ScoredHeading, n: number): readonly Judged[] => {
    if (facts.may.length === 0) return NOTHING;
    const list: Judged[] = [];
    visit(n, (candidate) => {
      const { section, words, by } = candidate;
      list.push({ section, words, by, score: facts.titled === section ? TITLED : model.headed(candidate) });
    });
    return list;
  };
  const lists = stale ? [...before.lists] : scored.headings.map(judge);
  if (stale)
    for (let n = 0; n < lists.length; n++) {
      const heading = scored.headings[n] as ScoredHeading;
      if (stale[heading.heading.index]) lists[n] = judge(heading, n);
    }
  scored.kept.judged = { basis, lists };
  return lists;
}

/**
 * By the document's headings, not 0 for those of which something is not as it was when they were judged in the earlier version,
 * as far as the model can tell. Undefined if that is so for all.
 */
function staleHeadings(
  { doc, headings, byIndex }: ScoredDoc,
  basis: Basis,
  rows: RowsUnder,
  model: RecognitionModel,
  { earlier, isNew, renamed, inPlace }: Since,
): Uint8Array | undefined {
  const { judged, rows: rowsBefore } = earlier.kept;
  if (!rowsBefore || !judged) return undefined;
  const before = judged.basis;
  const [size, sizeBefore] = [Math.log1p(basis.statements), Math.log1p(before.statements)];
  if (before.headings !== basis.headings || !model.isSameToHeadings("documentStatements", size, sizeBefore))
    return undefined;
  const stale = new Uint8Array(doc.headings.length);
  for (let i = 0; i < stale.length; i++) if (rows[i] !== rowsBefore[i]) stale[i] = 1;
  if (!inPlace)
    for (let i = 0; i < stale.length; i++)
      if (doc.headings[i]?.children.length !== earlier.doc.headings[i]?.children.length) stale[i] = 1;
  if (!renamed) return stale;
  // A heading's words count for all that stand below it.
  const changed = new Uint8Array(stale.length);
  for (let i = 0; i < stale.length; i++) {
    const parent = doc.headings[i]?.parent;
    if ((byIndex[i] && isNew(i)) || (parent && changed[parent.index])) changed[i] = stale[i] = 1;
  }
  const kinds = basis.kindNamed.map((share, k) => model.isSameToHeadings("kindNamed", share, before.kindNamed[k] ?? 0));
  const others = basis.best.map((score, s) => Number(score !== before.best[s]));
  const isBehindAsBefore = (text: number, s: number) =>
    model.isSameToHeadings("behindBest", (basis.best[s] as number) - text, (before.best[s] as number) - text);
  if (kinds.includes(false) || others.includes(1))
    for (const { heading, facts } of headings)
      if (
        kinds[kindOf(heading)] === false ||
        facts.may.some(({ section: s }) => others[s] && !isBehindAsBefore(facts.scores[s] as number, s))
      )
        stale[heading.index] = 1;
  return stale;
}
