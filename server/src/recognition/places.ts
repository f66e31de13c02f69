/** The headings taken for each section. */
import type { Heading } from "../document/types.ts";
import { type Framework, normalise } from "../framework/index.ts";
import { headingName } from "./headingName.ts";
import { type Judged, judgeHeadings, TITLED } from "./judged.ts";
import { sectionMarks } from "./marks.ts";
import type { RecognitionModel } from "./model.ts";
import type { ScoredDoc, Since } from "./scored.ts";
import type { Place, ReadingOptions } from "./types.ts";

/** A place and how sure it is, in log-odds. */
export interface RankedPlace extends Place {
  score: number;
}

/** Lists by section in canonical order. */
export interface FoundPlaces {
  /** Surest first. */
  places: RankedPlace[][];
  /** The best score of a heading that was not taken. */
  best: number[];
  /** What authors and projects say of headings, on which it rests. */
  marks: ReadonlyMap<Heading, readonly string[]>;
  aliases: ReadingOptions["aliases"];
}

/** What the author or the project says outweighs every guess. */
export const SAID = 100;
/** By how much log-odds a heading over nothing must be surer than one with an answer to be the section. */
const SURER = 1;

/** Finds the places of all sections; of those of which no heading has changed they are as in the earlier version. */
export function findPlaces(
  scored: ScoredDoc,
  { aliases }: ReadingOptions,
  framework: Framework,
  model: RecognitionModel,
  since: Since | undefined,
): FoundPlaces {
  const otherIds = new Set(framework.data.other.map((o) => o.id));
  const marks = sectionMarks(scored.doc, (id) => framework.section(id) !== undefined || otherIds.has(id));
  const judged = judgeHeadings(scored, framework, model, since);
  const before = since?.inPlace && since.sameSubstance ? since.earlier.kept.places : undefined;
  const sections = before && since && changedSections(scored, judged, since, framework);
  const isKnown = sections && !aliases && !before.aliases && isSameMarks(marks, before.marks);
  const only = isKnown ? sections : undefined;
  const isOpen = (s: number) => !only || only[s] === 1;
  const found: FoundPlaces = {
    places: framework.sections.map((_, s) => (isOpen(s) ? [] : (before?.places[s] ?? []))),
    best: framework.sections.map((_, s) => (isOpen(s) ? undefined : before?.best[s]) ?? Number.NEGATIVE_INFINITY),
    marks,
    aliases,
  };
  if (!only || only.includes(1)) collect(scored, judged, framework, found, isOpen);
  scored.kept.places = found;
  return found;
}

/** Not 0 for the sections that a heading is or was about of which something has changed. */
function changedSections(
  { headings, untouched }: ScoredDoc,
  judged: readonly (readonly Judged[])[],
  { earlier, isNew }: Since,
  { sections }: Framework,
): Uint8Array | undefined {
  const before = earlier.kept.judged?.lists;
  if (!before) return undefined;
  const changed = new Uint8Array(sections.length);
  for (const [{ index }, section] of untouched) if (isNew(index)) changed[section] = 1;
  for (let n = 0; n < headings.length; n++) {
    if (judged[n] === before[n]) continue;
    for (const { section } of judged[n] ?? []) changed[section] = 1;
    for (const { section } of before[n] ?? []) changed[section] = 1;
  }
  return changed;
}

function isSameMarks(marks: FoundPlaces["marks"], before: FoundPlaces["marks"]): boolean {
  if (marks.size !== before.size) return false;
  for (const [heading, ids] of marks) if (before.get(heading)?.join() !== ids.join()) return false;
  return true;
}

/** `isOpen`: whether a section's places are looked for. */
function collect(
  scored: ScoredDoc,
  judged: readonly (readonly Judged[])[],
  framework: Framework,
  { places, best, marks, aliases = {} }: FoundPlaces,
  isOpen: (section: number) => boolean,
): void {
  const { doc } = scored;
  const add = (section: number, place: Omit<RankedPlace, "answered">) => {
    if (!isOpen(section)) return;
    places[section]?.push({ ...place, answered: isAnswered(place.heading, scored) });
  };
  for (const heading of marks.size ? doc.headings : [])
    for (const id of marks.get(heading) ?? [])
      add(framework.order(id), { heading, because: id, by: "mark", score: SAID + 1 });
  for (const [id, own] of Object.entries(aliases)) {
    const wanted = new Set(own.map(normalise));
    for (const heading of doc.headings) {
      const { text } = heading.part;
      if (marks.has(heading) || !(wanted.has(normalise(text)) || wanted.has(normalise(headingName(text))))) continue;
      add(framework.order(id), { heading, because: heading.part.text, by: "project-alias", score: SAID });
    }
  }
  scored.headings.forEach(({ heading }, n) => {
    const list = judged[n] as readonly Judged[];
    if (list.length === 0 || marks.has(heading) || scored.skipped(heading)) return;
    for (const { section, words, by, score } of list)
      if (score > 0) add(section, { heading, because: words || heading.part.text, by, score });
      else if (score > (best[section] as number)) best[section] = score;
  });
  for (const [heading, section] of scored.untouched)
    if (!marks.has(heading)) add(section, { heading, because: heading.part.text, by: "alias", score: TITLED });
  places.forEach((list, s) => {
    if (isOpen(s)) rank(list);
  });
}

function rank(list: RankedPlace[]): void {
  list.sort((a, b) => b.score - a.score || a.heading.index - b.heading.index);
  const answered = list.find((p) => p.answered);
  // A heading that surely names the section is the section, even with nothing under it, when what else may be about it is far
  // less sure.
  const first = list[0];
  if (first && answered && !(isHeading(first) && first.score - answered.score > SURER))
    list.sort((a, b) => Number(b.answered) - Number(a.answered));
}

/** Whether anything of substance stands under a heading, sub-headings included. */
function isAnswered(heading: Heading, { substantial }: ScoredDoc): boolean {
  for (let i = heading.bodyStart; i < heading.bodyEnd; i++) if (substantial[i]) return true;
  return false;
}

/** A heading in its own right, not what only serves as one. */
export function isHeading({ heading }: Place): boolean {
  return heading.part.depth > 0 || heading.part.kind === "bold-line";
}
