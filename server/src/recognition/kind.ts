/** Is a document an ML design doc? Marks first, then what it says of itself. */
import type { DesignDoc } from "../document/types.ts";
import type { BodyReading } from "./body.ts";
import type { DocumentKind, Reading, ReadingOptions } from "./types.ts";

type Answer = { kind: DocumentKind; reason: string };

const MARK = /<!--\s*ml-design-docs\s*:\s*(on|off)\s*-->/;
const DESIGN_WORDS =
  /\b(?:design doc(?:ument)?|system design|technical design|ml design|design proposal|rfc|technical spec(?:ification)?|architecture document|project proposal)\b/i;
const NEAR_MISS =
  /\b(?:readme|model card|datasheet|changelog|release notes|tutorial|getting started|installation|cheat ?sheet|checklist|runbook|book notes|reading notes|lecture|interview|awesome|course|template)\b/i;
/** Sections that name ML work, and how many of them a document must answer to count. */
const ML_SECTIONS = new Set(
  "framing labels features leakage baselines model offline-evaluation sampling monitoring continual-learning serving distribution-shift experiment-tracking class-imbalance augmentation".split(
    " ",
  ),
);
const ML_ENOUGH = 4;
const ALL_ENOUGH = 10;

/** The answer and its reason in words. */
export function readKind(
  reading: Omit<Reading, "kind" | "reason">,
  body: BodyReading,
  options: ReadingOptions,
): Answer {
  const { doc } = reading;
  const marked = readMark(doc);
  if (marked) return marked;
  if (options.assumeDesignDoc) return { kind: "ml-design-doc", reason: "assumed" };
  const answered = reading.sections.filter(
    (s) => s.status === "covered" || s.status === "elsewhere" || s.status === "waived",
  );
  const ml = answered.filter((s) => ML_SECTIONS.has(s.id)).length;
  const headed = reading.sections.filter((s) => s.places.length > 0).length;
  const empty = reading.sections.filter((s) => s.status === "empty").length;
  const head = doc.text.slice(0, doc.headings[1]?.start ?? 2000);
  const near = NEAR_MISS.exec(reading.title?.part.text ?? head.slice(0, 300));
  const says = DESIGN_WORDS.exec(head);
  if (headed > 0 && empty > headed * 0.6 && !body.substantial.some(Boolean))
    return { kind: "other", reason: "template: its prompts are not answered" };
  if (near && !says) return { kind: "other", reason: `its title says "${near[0].toLowerCase()}"` };
  if (says && ml >= 2)
    return {
      kind: "ml-design-doc",
      reason: `it calls itself "${says[0].toLowerCase()}" and answers ${answered.length} of the framework's sections`,
    };
  if (ml >= ML_ENOUGH && answered.length >= ALL_ENOUGH && headed >= 3)
    return { kind: "ml-design-doc", reason: `it answers ${answered.length} of the framework's sections` };
  return { kind: "other", reason: `it answers only ${answered.length} of the framework's sections` };
}

function readMark(doc: DesignDoc): Answer | undefined {
  const front = doc.frontMatter?.data ?? {};
  if (front["ml-design-doc"] === false) return { kind: "other", reason: "front matter: ml-design-doc: false" };
  if (front["type"] === "ml-design-doc") return { kind: "ml-design-doc", reason: "front matter: type" };
  const real = doc.headings.filter((h) => h.part.depth > 0);
  const m = MARK.exec(doc.text.slice(0, real[1]?.start ?? doc.text.length));
  if (!m) return undefined;
  return m[1] === "on"
    ? { kind: "ml-design-doc", reason: "comment: ml-design-docs: on" }
    : { kind: "other", reason: "comment: ml-design-docs: off" };
}
