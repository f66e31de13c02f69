/** DesignDoc → Reading: every section's status, its places and its evidence. */
import { Memo } from "../document/memo.ts";
import type { Step } from "../document/moveOn.ts";
import type { DesignDoc, Placed, Statement } from "../document/types.ts";
import { bookFramework, type Framework } from "../framework/index.ts";
import { type BodyCandidate, bodyCandidates } from "./bodyFeatures.ts";
import { readKind } from "./kind.ts";
import { languageOf } from "./language.ts";
import { addLead } from "./lead.ts";
import { modelFor, type RecognitionModel } from "./model.ts";
import { findPlaces, isHeading, type RankedPlace, SAID } from "./places.ts";
import { detectTypes, holdingConditions, requiredAt } from "./required.ts";
import { type ScoredDoc, type Since, scoreSince } from "./scored.ts";
import { scoreStep } from "./scoreStep.ts";
import { readStatus } from "./status.ts";
import { isReason, waiverReason } from "./substance.ts";
import type { Evidence, Place, Reading, ReadingOptions, SectionReading, SectionStatus } from "./types.ts";

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
