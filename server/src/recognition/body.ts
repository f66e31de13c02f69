/** What the statements of a document say: evidence for sections, signs of problem types and conditions. */
import type { DesignDoc, Heading, Placed, Statement } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import { analyse } from "./analysis.ts";
import { isPlaceholder, isPrompt, isSkeleton } from "./substance.ts";
import type { Evidence } from "./types.ts";

export interface BodyReading {
  /** Section id → evidence in document order. */
  evidence: ReadonlyMap<string, Evidence[]>;
  /** Per part of the body: it is a statement with substance, or a figure. */
  substantial: readonly boolean[];
  /** Problem type or condition → how many statements show it. */
  said: ReadonlyMap<string, number>;
  denied: ReadonlyMap<string, number>;
}

/** Classes whose instance makes a statement specific. */
const SPECIFIC_CLASSES = new Set([
  "quantity",
  "number",
  "date",
  "person",
  "ml-metric",
  "business-metric",
  "system-metric",
  "algorithm",
  "tool",
  "data-store",
]);
export const TOPIC_WEIGHT = 0.5;

/** Reads all statements; those under `skipped` headings (alternatives, references …) are no evidence. */
export function readBody(
  doc: DesignDoc,
  framework: Framework,
  skipped: (heading: Heading | undefined) => boolean,
): BodyReading {
  const evidence = new Map<string, Evidence[]>();
  const said = new Map<string, number>();
  const denied = new Map<string, number>();
  const substantial: boolean[] = [];
  doc.body.forEach((placed, index) => {
    const part = placed.part;
    if (part.type !== "statement") {
      substantial.push(part.type === "figure");
      return;
    }
    const empty = isPlaceholder(part.text) || isPrompt(part.text) || isSkeleton(placed, doc, framework);
    substantial.push(!empty);
    if (empty || skipped(doc.owner[index])) return;
    const { found, spans } = analyse(part, framework);
    const guarded = found.some((f) => f.meaning.role === "guard");
    const seen = new Set<string>();
    for (const f of found) {
      const { id, role, phrase } = f.meaning;
      if (role === "type" || role === "condition") count(said, id, seen);
      else if (role === "denied") count(denied, id, seen);
      else if (!guarded && (role === "evidence" || role === "topic")) {
        const specific = spans.some((s) => SPECIFIC_CLASSES.has(s.name) && (s.end <= f.start || s.start >= f.end));
        const weight = role === "evidence" ? 1 : specific ? TOPIC_WEIGHT : 0;
        if (weight > 0) add(evidence, id, toEvidence(placed as Placed<Statement>, index, phrase, weight));
      }
    }
  });
  return { evidence, substantial, said, denied };
}

function count(map: Map<string, number>, id: string, seen: Set<string>): void {
  if (seen.has(id)) return;
  seen.add(id);
  map.set(id, (map.get(id) ?? 0) + 1);
}

function toEvidence(placed: Placed<Statement>, index: number, because: string, weight: number): Evidence {
  return { index, start: placed.start, end: placed.end, text: placed.part.text, because, weight };
}

/** One piece of evidence a statement, the weightiest. */
function add(evidence: Map<string, Evidence[]>, id: string, e: Evidence): void {
  const list = evidence.get(id);
  if (!list) evidence.set(id, [e]);
  else if (list.at(-1)?.index === e.index) {
    if ((list.at(-1) as Evidence).weight < e.weight) list[list.length - 1] = e;
  } else list.push(e);
}
