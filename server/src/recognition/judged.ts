/** For each heading the sections that it may be about, and how sure that is. */
import type { Framework } from "../framework/index.ts";
import { type Basis, basisOf, candidateVisitor, type HeadingCandidate, KINDS } from "./headingFeatures.ts";
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
  const basis = basisOf(scored, count);
  const rows = rowsUnder(scored, count, since);
  const visit = candidateVisitor(scored, basis, rows, model.headedPriors);
  const known = since && knownFor(scored, basis, rows, since);
  const lists = scored.headings.map((heading, n) => {
    const before = known?.(heading, n);
    if (before) return before;
    if (heading.facts.may.length === 0) return NOTHING;
    const list: Judged[] = [];
    visit(n, (candidate) => {
      const { section, words, by } = candidate;
      const score = heading.facts.titled === section ? TITLED : model.headed(candidate);
      list.push({ section, words, by, score });
    });
    return list;
  });
  scored.kept.judged = { basis, lists };
  return lists;
}

/** Gives what was judged of a heading in the earlier version, if all that its rows hold is as it was. */
function knownFor(scored: ScoredDoc, basis: Basis, rows: RowsUnder, { earlier, isNew }: Since) {
  const { judged, rows: rowsBefore } = earlier.kept;
  if (!judged || !rowsBefore) return undefined;
  const before = judged.basis;
  if (before.statements !== basis.statements || before.headings !== basis.headings) return undefined;
  const sameBest = basis.best.map((score, s) => Number(score === before.best[s]));
  const sameKind = basis.kindNamed.map((share, kind) => share === before.kindNamed[kind]);
  // A heading's words count for all that stand below it.
  const changed = new Uint8Array(scored.doc.headings.length);
  scored.doc.headings.forEach(({ parent }, i) => {
    changed[i] = (scored.byIndex[i] && isNew(i)) || (parent && changed[parent.index]) ? 1 : 0;
  });
  return ({ heading: { index, part, children }, facts }: ScoredHeading, n: number) => {
    const was = earlier.headings[n];
    const isSame =
      was?.heading.index === index &&
      !changed[index] &&
      rows[index] === rowsBefore[index] &&
      was.heading.children.length === children.length &&
      sameKind[KINDS[part.kind]] &&
      facts.may.every(({ section }) => sameBest[section]);
    return isSame ? judged.lists[n] : undefined;
  };
}
