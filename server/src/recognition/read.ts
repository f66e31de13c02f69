/** DesignDoc → Reading: every section's status, its places and its evidence. */
import type { Comment, DesignDoc, Heading, Placed } from "../document/types.ts";
import { bookFramework, type Framework, stem, tokenize } from "../framework/index.ts";
import { type BodyReading, readBody } from "./body.ts";
import { type Candidate, candidates } from "./headings.ts";
import { readKind } from "./kind.ts";
import { detectLanguage } from "./language.ts";
import { detectTypes, holdingConditions, requiredAt } from "./required.ts";
import { readStatus } from "./status.ts";
import { isSkeleton, waiverReason } from "./substance.ts";
import type { Evidence, Place, Reading, ReadingOptions, SectionReading, SectionStatus } from "./types.ts";

/** Headings whose text is no evidence for the design. */
const NO_EVIDENCE = new Set(["alternatives", "open-questions", "references", "glossary", "changelog"]);
/** Words of the heading that what only serves as a heading must be about. */
const SERVING_COVERAGE = 0.5;
/** Evidence enough to call a section answered. */
const ENOUGH = 0.5;
const TYPES = new Set([
  "classification",
  "regression",
  "ranking",
  "forecasting",
  "nlp",
  "llm",
  "vision",
  "anomaly",
  "causal",
]);

/** Reads a document against a framework, the book's if none is given. */
export function readAgainst(
  doc: DesignDoc,
  options: ReadingOptions = {},
  framework: Framework = bookFramework(),
): Reading {
  const title = titleOf(doc);
  const named = new Map<Heading, Candidate[]>();
  const other = new Map<Heading, string>();
  for (const heading of doc.headings) {
    if (heading === title || (heading.part.depth === 0 && isSkeleton(heading, doc, framework))) continue;
    const all = candidates(heading, framework);
    const [first] = all;
    if (first && framework.order(first.id) < 0 && first.by === "alias") other.set(heading, first.id);
    named.set(
      heading,
      all.filter((c) => framework.order(c.id) >= 0),
    );
  }
  const skipped = (heading: Heading | undefined): boolean => {
    for (let h = heading; h; h = h.parent) {
      const id = other.get(h);
      if (id && NO_EVIDENCE.has(id)) return true;
    }
    return false;
  };
  const body = readBody(doc, framework, skipped);
  const front = doc.frontMatter?.data ?? {};
  const waivers = mapping(front["not-applicable"]);
  const marks = sectionMarks(doc);

  const types = listOf(front["problem-type"]).filter((t) => TYPES.has(t));
  const problemTypes = types.length ? types : [...(options.problemTypes ?? detectTypes(body.said, framework))];
  const conditions = holdingConditions(framework, problemTypes, body.said, body.denied);
  const statusReading = readStatus(doc);
  const status = statusReading.status ?? options.status ?? "draft";

  const sections = framework.sections.map((section): SectionReading => {
    const evidence = body.evidence.get(section.id) ?? [];
    const places = placesOf(section.id, doc, named, marks, options, skipped, body);
    const under = (e: Evidence) => places.some((p) => e.index >= p.heading.bodyStart && e.index < p.heading.bodyEnd);
    const ranked = [...evidence].sort(
      (a, b) => Number(under(b)) - Number(under(a)) || b.weight - a.weight || a.index - b.index,
    );
    const reading: SectionReading = {
      id: section.id,
      required: requiredAt(section, status, conditions, options.requiredFrom?.[section.id]),
      status: statusOf(places, ranked),
      places,
      evidence: ranked,
    };
    if (section.id === "overview" && reading.status === "missing") addLead(reading, doc, title, body);
    const waiver = waivers.get(section.id) ?? waiverUnder(places, doc);
    if (waiver && reading.status !== "elsewhere" && (waivers.has(section.id) || places.length > 0)) {
      reading.status = "waived";
      reading.waiver = waiver;
    }
    return reading;
  });

  const reading = {
    doc,
    language: options.language ?? detectLanguage(doc.text),
    status,
    ...(statusReading.unknown && { unknownStatus: statusReading.unknown }),
    problemTypes,
    conditions,
    sections,
    other,
    title,
  };
  return { ...reading, ...readKind(reading, body, options) };
}

/** The document's title: its first real heading, if that is alone at its level or stands above everything else. */
function titleOf(doc: DesignDoc): Heading | undefined {
  const real = doc.headings.filter((h) => h.part.depth > 0);
  const [first] = real;
  if (first?.part.depth !== 1) return undefined;
  const tops = real.filter((h) => h.part.depth === 1);
  return tops.length === 1 ? first : undefined;
}

function placesOf(
  id: string,
  doc: DesignDoc,
  named: ReadonlyMap<Heading, readonly Candidate[]>,
  marks: ReadonlyMap<Heading, readonly string[]>,
  options: ReadingOptions,
  skipped: (heading: Heading | undefined) => boolean,
  body: BodyReading,
): Place[] {
  const places: (Place & { rank: number })[] = [];
  const aliases = (options.aliases?.[id] ?? []).map(normalise);
  for (const heading of doc.headings) {
    const mark = marks.get(heading);
    const answered = isAnswered(heading, doc, body);
    if (mark) {
      if (mark.includes(id)) places.push({ heading, because: id, by: "mark", answered, rank: 4 });
      continue;
    }
    if (aliases.length && aliases.includes(normalise(heading.part.text))) {
      places.push({ heading, because: heading.part.text, by: "project-alias", answered, rank: 3 });
      continue;
    }
    const candidate = named.get(heading)?.find((c) => c.id === id);
    if (!candidate || skipped(heading)) continue;
    const real = heading.part.depth > 0 || heading.part.kind === "bold-line";
    if (!real && candidate.coverage < SERVING_COVERAGE) continue;
    if (candidate.by === "ambiguous") {
      const shown = (body.evidence.get(id) ?? []).some(
        (e) => e.index >= heading.bodyStart && e.index < heading.bodyEnd,
      );
      if (!shown) continue;
    }
    places.push({
      heading,
      because: candidate.words,
      by: candidate.by,
      answered,
      rank: (candidate.by === "alias" ? 1 : 0) + (real ? 1 : 0) + candidate.coverage / 2,
    });
  }
  return places.sort(
    (a, b) => Number(b.answered) - Number(a.answered) || b.rank - a.rank || a.heading.index - b.heading.index,
  );
}

/** Whether anything of substance stands under a heading, sub-headings included. */
function isAnswered(heading: Heading, doc: DesignDoc, body: BodyReading): boolean {
  for (let i = heading.bodyStart; i < heading.bodyEnd; i++)
    if (body.substantial[i] && doc.body[i]?.part.type === "statement") return true;
  for (let i = heading.bodyStart; i < heading.bodyEnd; i++) if (body.substantial[i]) return true;
  return false;
}

function statusOf(places: readonly Place[], evidence: readonly Evidence[]): SectionStatus {
  if (places.some((p) => p.answered)) return "covered";
  if (places.length) return "empty";
  return evidence.some((e) => e.weight >= ENOUGH) ? "elsewhere" : "missing";
}

const LEAD_WORDS = 12;

/** A lead paragraph under the title that says what is proposed is an overview without a heading. */
function addLead(reading: SectionReading, doc: DesignDoc, title: Heading | undefined, body: BodyReading): void {
  for (let i = 0; i < doc.body.length; i++) {
    const placed = doc.body[i];
    if (doc.owner[i] !== title) {
      if (doc.owner[i]?.part.depth) return;
      continue;
    }
    const part = placed?.part;
    if (!placed || part?.type !== "statement" || !body.substantial[i] || part.kind === "row") continue;
    if (part.text.split(/\s+/).length < LEAD_WORDS && !/[\u3040-\u9fff]{15}/.test(part.text)) continue;
    reading.status = "elsewhere";
    reading.evidence.unshift({
      index: i,
      start: placed.start,
      end: placed.end,
      text: part.text,
      because: "lead paragraph",
      weight: 1,
    });
    return;
  }
}

function waiverUnder(places: readonly Place[], doc: DesignDoc): string | undefined {
  for (const { heading } of places)
    for (let i = heading.bodyStart; i < heading.bodyEnd; i++) {
      const part = doc.body[i]?.part;
      const reason = part?.type === "statement" ? waiverReason(part.text) : undefined;
      if (reason) return reason;
    }
  return undefined;
}

const SECTION_MARK = /^ml-design-docs-section\s*:\s*(.+)$/s;

/** `<!-- ml-design-docs-section: baselines, model -->` directly under a heading. */
function sectionMarks(doc: DesignDoc): Map<Heading, string[]> {
  const marks = new Map<Heading, string[]>();
  doc.body.forEach((placed: Placed<Comment> | DesignDoc["body"][number], i) => {
    if (placed.part.type !== "comment") return;
    const m = SECTION_MARK.exec(placed.part.text);
    const heading = doc.owner[i];
    if (m?.[1] && heading)
      marks.set(
        heading,
        m[1].split(",").map((s) => s.trim()),
      );
  });
  return marks;
}

/** A heading's words as project aliases are compared: stems without numbering and marks. */
function normalise(text: string): string {
  return tokenize(text)
    .filter((t, i) => i > 0 || !/^\d/.test(t.lower))
    .map((t) => stem(t.lower))
    .join(" ");
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((v): v is string => typeof v === "string");
}

function mapping(value: unknown): Map<string, string> {
  if (!value || typeof value !== "object" || Array.isArray(value)) return new Map();
  return new Map(
    Object.entries(value).filter((e): e is [string, string] => typeof e[1] === "string" && e[1].trim().length > 0),
  );
}
