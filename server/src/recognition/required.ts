/** How strongly a status asks for a section, and which conditions hold in a document. */
import type { Framework, SectionData } from "../framework/index.ts";
import type { Condition, DocumentStatus } from "../framework/types.ts";
import type { Required } from "./types.ts";

/** Nothing is newly required at live. */
const RANK = { draft: 0, review: 1, approved: 2, live: 2 } as const;
const LAST = 2;

/** What a section is worth at a status. `from`: the project's own required-from, or "off". */
export function requiredAt(
  section: SectionData,
  status: DocumentStatus,
  conditions: ReadonlySet<Condition>,
  from?: string,
): Required {
  const required = from ?? section["required-from"];
  if (required === "optional" || required === "off") return "no";
  // A project that names a status wants the section whatever its condition says.
  if (from === undefined && section.condition && !conditions.has(section.condition)) return "no";
  const needed = RANK[required as keyof typeof RANK] ?? LAST;
  const now = RANK[status];
  return needed <= now ? "now" : needed === now + 1 ? "next" : "later";
}

/** Which conditions hold, by the document's problem types and by what its statements say. */
export function holdingConditions(
  framework: Framework,
  types: readonly string[],
  said: ReadonlyMap<string, number>,
  denied: ReadonlyMap<string, number>,
): Set<Condition> {
  const holding = new Set<Condition>();
  for (const [name, condition] of Object.entries(framework.data.problemTypes.conditions)) {
    const byType = condition.types.some((t) => types.includes(t));
    const byWord = condition.always === true || (said.get(name) ?? 0) > 0;
    if (byType || (byWord && (denied.get(name) ?? 0) === 0)) holding.add(name as Condition);
  }
  return holding;
}

/** How often a type's phrases must stand in a document to count. */
const ENOUGH = 2;
const MOST = 3;

/** The problem types a document shows, commonest first. */
export function detectTypes(said: ReadonlyMap<string, number>, framework: Framework): string[] {
  return framework.data.problemTypes.types
    .map((t) => ({ id: t.id, n: said.get(t.id) ?? 0 }))
    .filter((t) => t.n >= ENOUGH)
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST)
    .map((t) => t.id);
}
