/** Which of a section's questions its text answers, and by which lines. What is unsure counts as open. */
import { type Range, rangeOf } from "../document/text.ts";
import type { Heading, Statement } from "../document/types.ts";
import { type AnswerParts, type AnswerTable, answersOf } from "../framework/answers.ts";
import { type Framework, localised } from "../framework/index.ts";
import { isPlaceholder, isPrompt, isSkeleton } from "../recognition/substance.ts";
import type { SectionReading } from "../recognition/types.ts";
import type { Checked } from "./check.ts";

export interface QuestionReading {
  /** Position in the section's list of questions. */
  index: number;
  question: string;
  /** What answers it; absent if nothing certainly does. */
  answeredBy?: Range;
}

/** A statement that may answer. */
interface Candidate {
  /** Index into `DesignDoc.body`. */
  index: number;
  start: number;
  end: number;
  found: AnswerParts;
}

/** The parts of one answer stand in at most so many statements that follow each other. */
const LONGEST_RUN = 4;
/** Headings under which nothing is answered. */
const NO_ANSWER = new Set(["open-questions", "references", "glossary", "changelog"]);

const caches = new WeakMap<Checked, Map<string, (Range | undefined)[]>>();

/** The section's questions in a language, the document's if none is given. */
export function questionsOf(
  section: SectionReading,
  checked: Checked,
  framework: Framework,
  language: string = checked.reading.language,
): QuestionReading[] {
  const data = framework.section(section.id);
  if (!data) return [];
  const cache = caches.get(checked) ?? new Map<string, (Range | undefined)[]>();
  caches.set(checked, cache);
  const known = cache.get(section.id) ?? answers(section, data.questions, checked, framework);
  cache.set(section.id, known);
  return localised(data, language, framework).questions.map((question, index) => {
    const answeredBy = known[index];
    return { index, question, ...(answeredBy && { answeredBy }) };
  });
}

function answers(
  section: SectionReading,
  questions: readonly string[],
  checked: Checked,
  framework: Framework,
): (Range | undefined)[] {
  if (section.status !== "covered" && section.status !== "elsewhere") return questions.map(() => undefined);
  const table = answersOf(framework);
  const candidates = candidatesOf(section, checked, framework, table);
  return questions.map((question) => {
    const runs = table
      .of(section.id, question)
      .map((parts) => shortestRun(parts, candidates))
      .filter((run) => run !== undefined);
    const best = runs.sort((a, b) => a.length - b.length || first(a) - first(b))[0];
    const last = best?.at(-1);
    return best?.[0] && last && rangeOf(checked.doc.lineStarts, best[0].start, last.end);
  });
}

const first = (run: readonly Candidate[]): number => run[0]?.index ?? 0;

/** The fewest statements in a row that hold all parts between them. */
function shortestRun(parts: readonly number[], candidates: readonly Candidate[]): Candidate[] | undefined {
  for (let length = 1; length <= Math.min(parts.length, LONGEST_RUN); length++) {
    for (let i = 0; i + length <= candidates.length; i++) {
      const run = candidates.slice(i, i + length);
      // Nothing but a comment stands between two of them.
      if (run.some((c, n) => n > 0 && c.index - (run[n - 1] as Candidate).index > 2)) continue;
      if (parts.every((part) => run.some((c) => c.found.parts.has(part)))) return run;
    }
  }
  return undefined;
}

/** The statements that speak for the section: those under its headings; without a heading of its own its evidence. */
function candidatesOf(
  section: SectionReading,
  { doc, reading }: Checked,
  framework: Framework,
  table: AnswerTable,
): Candidate[] {
  const sectionsAt = new Map<Heading, Set<string>>();
  for (const { id, places } of reading.sections)
    for (const { heading } of places) sectionsAt.set(heading, (sectionsAt.get(heading) ?? new Set()).add(id));
  /** The nearest heading that was taken for a section, if this section is one of those. */
  const placeOf = (owner: Heading | undefined): Heading | undefined => {
    for (let h = owner; h; h = h.parent) {
      if (NO_ANSWER.has(reading.other.get(h) ?? "")) return undefined;
      const ids = sectionsAt.get(h);
      if (ids) return ids.has(section.id) ? h : undefined;
    }
    return undefined;
  };
  const evidence = new Set(section.evidence.filter((e) => e.score > 0).map((e) => e.index));
  const candidates: Candidate[] = [];
  doc.body.forEach((placed, index) => {
    const { part, start, end } = placed;
    if (part.type !== "statement" || part.kind === "code") return;
    const owner = doc.owner[index];
    const place = placeOf(owner);
    if (section.status === "covered" ? !place : !evidence.has(index)) return;
    if (isPlaceholder(part.text) || isPrompt(part.text) || isSkeleton(placed, doc, framework)) return;
    candidates.push({ index, start, end, found: table.find(labelled(part, owner, place), section.id) });
  });
  return candidates;
}

/** A statement with the label before it ("Latency and load: …"), which says what it is about. */
function labelled({ text }: Statement, owner: Heading | undefined, place: Heading | undefined): string {
  return owner && owner !== place && owner.part.depth === 0 ? `${owner.part.text}: ${text}` : text;
}
