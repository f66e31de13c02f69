/** DesignDoc → Reading: every section's status, its places and its evidence. */
import type { DesignDoc, Heading } from "../document/types.ts";
import { bookFramework, type Framework, normalise } from "../framework/index.ts";
import { type BodyCandidate, bodyCandidates } from "./bodyFeatures.ts";
import { visitCandidates } from "./headingFeatures.ts";
import { headingName } from "./headingName.ts";
import { readKind } from "./kind.ts";
import { languageOf } from "./language.ts";
import { addLead } from "./lead.ts";
import { sectionMarks } from "./marks.ts";
import { modelFor, type RecognitionModel } from "./model.ts";
import { detectTypes, holdingConditions, requiredAt } from "./required.ts";
import { type ScoredDoc, scoreDoc } from "./scored.ts";
import { readStatus } from "./status.ts";
import { isReason, waiverReason } from "./substance.ts";
import type { Evidence, Place, Reading, ReadingOptions, SectionReading, SectionStatus } from "./types.ts";

/** A place and how sure it is, in log-odds. */
interface RankedPlace extends Place {
  score: number;
}

/** What the author or the project says outweighs every guess. */
const SAID = 100;
/** A section's own title, as our templates insert it, is no guess either. */
const TITLED = 50;
/** Statements shown as evidence. */
const MOST_EVIDENCE = 6;

/** Reads a document against a framework, the book's if none is given. */
export function readAgainst(
  doc: DesignDoc,
  options: ReadingOptions = {},
  framework: Framework = bookFramework(),
  model: RecognitionModel = modelFor(framework),
): Reading {
  const scored = scoreDoc(doc, framework, model.texts);
  const { places, best } = findPlaces(scored, options, framework, model);
  const bodies = bodyCandidates(scored, framework, model.answeredPriors, best, model.calibration);

  const front = doc.frontMatter?.data ?? {};
  const waivers = waiversIn(front["not-applicable"]);
  const { said, denied } = signs(scored);
  const known = framework.data.problemTypes.types.map((t) => t.id);
  const types = listOf(front["problem-type"]).filter((t) => known.includes(t));
  const problemTypes = types.length ? types : [...(options.problemTypes ?? detectTypes(said, framework))];
  const conditions = holdingConditions(framework, problemTypes, said, denied);
  const statusReading = readStatus(doc);
  const status = options.asStatus ?? statusReading.status ?? options.status ?? "draft";

  const sections = framework.sections.map((section, s): SectionReading => {
    const body = bodies[s] as BodyCandidate;
    const own = places[s] as RankedPlace[];
    const required = requiredAt(section, status, conditions, options.requiredFrom?.[section.id]);
    const reading = new ReadSection(section.id, required, statusOf(own, model.answered(body) > 0), own, body);
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

/** The evidence is gathered when somebody asks for it, which for most sections is never. */
class ReadSection implements SectionReading {
  declare waiver?: string;
  readonly #body: BodyCandidate;
  #gathered: Evidence[] | undefined;

  constructor(
    readonly id: string,
    readonly required: SectionReading["required"],
    public status: SectionStatus,
    readonly places: RankedPlace[],
    body: BodyCandidate,
  ) {
    this.#body = body;
  }

  get evidence(): Evidence[] {
    this.#gathered ??= evidenceOf(this.#body, this.places);
    return this.#gathered;
  }
}

/** By how much log-odds a heading over nothing must be surer than one with an answer to be the section. */
const SURER = 1;

/** Per section the headings taken for it, surest first; and the best score of a heading that was not. */
function findPlaces(scored: ScoredDoc, options: ReadingOptions, framework: Framework, model: RecognitionModel) {
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
  visitCandidates(scored, framework, model.headedPriors, (candidate) => {
    const { heading } = candidate.scored;
    if (settled.has(heading) || scored.skipped(heading)) return;
    const { section, words, by } = candidate;
    const score = candidate.scored.facts.titled === section ? TITLED : model.headed(candidate);
    if (score > 0) add(section, { heading, because: words || heading.part.text, by, score });
    else best[section] = Math.max(best[section] as number, score);
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
function evidenceOf(body: BodyCandidate, places: readonly Place[]): Evidence[] {
  const ranked = body.ranked();
  const under = (index: number) => places.some(({ heading }) => index >= heading.bodyStart && index < heading.bodyEnd);
  // They are ranked already, and most sections have no heading.
  const list = places.length
    ? [...ranked.filter((r) => under(r.statement.index)), ...ranked.filter((r) => !under(r.statement.index))]
    : ranked;
  return list.slice(0, MOST_EVIDENCE).map(({ statement: { index, placed }, score, phrase }) => ({
    index,
    start: placed.start,
    end: placed.end,
    text: placed.part.text,
    because: phrase ?? "",
    score,
  }));
}

/** How many statements show each problem type or condition, and how many deny a condition. */
function signs({ statements }: ScoredDoc) {
  const said = new Map<string, number>();
  const denied = new Map<string, number>();
  for (const { facts } of statements)
    for (const sign of facts.signs) {
      const map = sign.denied ? denied : said;
      map.set(sign.id, (map.get(sign.id) ?? 0) + 1);
    }
  return { said, denied };
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
