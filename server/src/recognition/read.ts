/** DesignDoc → Reading: every section's status, its places and its evidence. */
import { Memo } from "../document/memo.ts";
import type { Step } from "../document/moveOn.ts";
import type { DesignDoc, Heading, Placed, Statement } from "../document/types.ts";
import { bookFramework, type Framework, normalise } from "../framework/index.ts";
import { type BodyCandidate, bodyCandidates } from "./bodyFeatures.ts";
import { headingName } from "./headingName.ts";
import { type Judged, judgeHeadings, TITLED } from "./judged.ts";
import { readKind } from "./kind.ts";
import { languageOf } from "./language.ts";
import { addLead } from "./lead.ts";
import { sectionMarks } from "./marks.ts";
import { modelFor, type RecognitionModel } from "./model.ts";
import { detectTypes, holdingConditions, requiredAt } from "./required.ts";
import { type ScoredDoc, type Since, scoreSince } from "./scored.ts";
import { scoreStep } from "./scoreStep.ts";
import { readStatus } from "./status.ts";
import { isReason, waiverReason } from "./substance.ts";
import type { Evidence, Place, Reading, ReadingOptions, SectionReading, SectionStatus } from "./types.ts";

/** A place and how sure it is, in log-odds. */
interface RankedPlace extends Place {
  score: number;
}

/** What the author or the project says outweighs every guess. */
const SAID = 100;
/** Statements shown as evidence. */
const MOST_EVIDENCE = 6;

/** On what ground a document was read, for its next version. */
const scoredMemo = new Memo<DesignDoc, ScoredDoc>();

/**
 * Reads a document against a framework, the book's if none is given. `previous`: an earlier version that was read against the
 * same; what both have in common is not worked out anew. `step`: it has moved on to this one in place.
 */
export function readAgainst(
  doc: DesignDoc,
  options: ReadingOptions = {},
  framework: Framework = bookFramework(),
  model: RecognitionModel = modelFor(framework),
  previous?: DesignDoc,
  step?: Step,
): Reading {
  const { scored, since } = score(doc, framework, model, previous && scoredMemo.get(previous, model), step);
  scoredMemo.set(doc, model, scored);
  const { places, best } = findPlaces(scored, options, framework, model, since);
  const { answeredPriors, calibration } = model;
  const { candidates, sums } = bodyCandidates(scored, framework, answeredPriors, best, calibration, since);

  const front = doc.frontMatter?.data ?? {};
  const waivers = waiversIn(front["not-applicable"]);
  const { said, denied } = sums;
  const known = framework.data.problemTypes.types.map((t) => t.id);
  const types = listOf(front["problem-type"]).filter((t) => known.includes(t));
  const problemTypes = types.length ? types : [...(options.problemTypes ?? detectTypes(said, framework))];
  const conditions = holdingConditions(framework, problemTypes, said, denied);
  const statusReading = readStatus(doc);
  const status = options.asStatus ?? statusReading.status ?? options.status ?? "draft";

  const sections = framework.sections.map((section, s): SectionReading => {
    const body = candidates[s] as BodyCandidate;
    const own = places[s] as RankedPlace[];
    const required = requiredAt(section, status, conditions, options.requiredFrom?.[section.id]);
    const reading = new ReadSection(section.id, required, statusOf(own, model.answered(body) > 0), own, body, doc);
    const waiver = waivers.get(section.id) ?? waiverUnder(own, scored);
    if (waiver) {
      reading.status = "waived";
      reading.waiver = waiver;
    } else if (section.id === "overview" && reading.status === "missing") addLead(reading, scored);
    return reading;
  });

  return {
    doc,
    ...readKind(scored, sections, options, framework, model),
    language: options.language ?? languageOf(doc),
    status,
    ...(statusReading.unknown && { unknownStatus: statusReading.unknown }),
    problemTypes,
    conditions,
    sections,
    other: scored.other,
    title: scored.title,
  };
}

function score(
  doc: DesignDoc,
  framework: Framework,
  model: RecognitionModel,
  earlier: ScoredDoc | undefined,
  step: Step | undefined,
): { scored: ScoredDoc; since?: Since } {
  if (!step) return scoreSince(doc, framework, model.texts, earlier);
  // The earlier document is what it was no longer: there is nothing else to go on from.
  return (earlier && scoreStep(earlier, step, framework, model.texts)) ?? scoreSince(doc, framework, model.texts);
}

/** The evidence is gathered when somebody asks for it, which for most sections is never. */
class ReadSection implements SectionReading {
  declare waiver?: string;
  readonly #body: BodyCandidate;
  readonly #doc: DesignDoc;
  #gathered: Evidence[] | undefined;

  constructor(
    readonly id: string,
    readonly required: SectionReading["required"],
    public status: SectionStatus,
    readonly places: RankedPlace[],
    body: BodyCandidate,
    doc: DesignDoc,
  ) {
    this.#body = body;
    this.#doc = doc;
  }

  get evidence(): Evidence[] {
    this.#gathered ??= evidenceOf(this.#body, this.places, this.#doc);
    return this.#gathered;
  }
}

/** By how much log-odds a heading over nothing must be surer than one with an answer to be the section. */
const SURER = 1;

/** Per section the headings taken for it, surest first; and the best score of a heading that was not. */
function findPlaces(
  scored: ScoredDoc,
  options: ReadingOptions,
  framework: Framework,
  model: RecognitionModel,
  since: Since | undefined,
) {
  const { doc } = scored;
  const places: RankedPlace[][] = framework.sections.map(() => []);
  const best = framework.sections.map(() => Number.NEGATIVE_INFINITY);
  const otherIds = new Set(framework.data.other.map((o) => o.id));
  const marks = sectionMarks(doc, (id) => framework.section(id) !== undefined || otherIds.has(id));
  const add = (section: number, place: Omit<RankedPlace, "answered">) =>
    places[section]?.push({ ...place, answered: isAnswered(place.heading, scored) });

  const settled = new Set<Heading>();
  for (const heading of doc.headings) {
    const ids = marks.get(heading);
    if (ids) settled.add(heading);
    for (const id of ids ?? []) add(framework.order(id), { heading, because: id, by: "mark", score: SAID + 1 });
  }
  for (const [id, aliases] of Object.entries(options.aliases ?? {})) {
    const wanted = new Set(aliases.map(normalise));
    for (const heading of doc.headings) {
      const { text } = heading.part;
      if (settled.has(heading) || !(wanted.has(normalise(text)) || wanted.has(normalise(headingName(text))))) continue;
      add(framework.order(id), { heading, because: heading.part.text, by: "project-alias", score: SAID });
    }
  }
  const judged = judgeHeadings(scored, framework, model, since);
  scored.headings.forEach(({ heading }, n) => {
    const list = judged[n] as readonly Judged[];
    if (list.length === 0 || settled.has(heading) || scored.skipped(heading)) return;
    for (const { section, words, by, score } of list)
      if (score > 0) add(section, { heading, because: words || heading.part.text, by, score });
      else if (score > (best[section] as number)) best[section] = score;
  });
  for (const [heading, section] of scored.untouched)
    if (!settled.has(heading)) add(section, { heading, because: heading.part.text, by: "alias", score: TITLED });
  for (const list of places) {
    list.sort((a, b) => b.score - a.score || a.heading.index - b.heading.index);
    const answered = list.find((p) => p.answered);
    // A heading that surely names the section is the section, even with nothing under it, when what else may be about it is
    // far less sure.
    const first = list[0];
    if (first && answered && !(isHeading(first) && first.score - answered.score > SURER))
      list.sort((a, b) => Number(b.answered) - Number(a.answered));
  }
  return { places, best };
}

/** Whether anything of substance stands under a heading, sub-headings included. */
function isAnswered(heading: Heading, { substantial }: ScoredDoc): boolean {
  for (let i = heading.bodyStart; i < heading.bodyEnd; i++) if (substantial[i]) return true;
  return false;
}

/** A heading in its own right, not what only serves as one. */
function isHeading({ heading }: Place): boolean {
  return heading.part.depth > 0 || heading.part.kind === "bold-line";
}

function statusOf(places: readonly RankedPlace[], answered: boolean): SectionStatus {
  if (places[0]?.answered) return "covered";
  // A real heading over nothing is empty whatever stands elsewhere; what only serves as one gives way to an answer.
  if (places.some((p) => isHeading(p) || p.score >= SAID)) return "empty";
  if (answered) return "elsewhere";
  return places.length ? "empty" : "missing";
}

/** The best statements; those under the section's own headings go first. */
function evidenceOf(body: BodyCandidate, places: readonly Place[], doc: DesignDoc): Evidence[] {
  const ranked = body.ranked();
  const under = (index: number) => places.some(({ heading }) => index >= heading.bodyStart && index < heading.bodyEnd);
  // They are ranked already, and most sections have no heading.
  const list = places.length
    ? [...ranked.filter((r) => under(r.statement.index)), ...ranked.filter((r) => !under(r.statement.index))]
    : ranked;
  return list.slice(0, MOST_EVIDENCE).map(({ statement: { index }, score, phrase }) => {
    const { start, end, part } = doc.body[index] as Placed<Statement>;
    return { index, start, end, text: part.text, because: phrase ?? "", score };
  });
}

/** The reason of a waiver that is all that stands under the section's first heading. */
function waiverUnder([place]: readonly Place[], { doc, substantial }: ScoredDoc): string | undefined {
  if (!place) return undefined;
  const { heading } = place;
  let waiver: string | undefined;
  for (let i = heading.bodyStart; i < heading.bodyEnd; i++) {
    const part = doc.body[i]?.part;
    const reason = part?.type === "statement" ? waiverReason(part.text) : undefined;
    if (reason && !waiver && doc.owner[i] === heading) waiver = reason;
    else if (substantial[i] && !waiver) return undefined;
  }
  return waiver;
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((v): v is string => typeof v === "string");
}

/** The front matter's waivers that give a reason. */
function waiversIn(value: unknown): Map<string, string> {
  if (!value || typeof value !== "object" || Array.isArray(value)) return new Map();
  return new Map(
    Object.entries(value).filter((e): e is [string, string] => typeof e[1] === "string" && isReason(e[1])),
  );
}
