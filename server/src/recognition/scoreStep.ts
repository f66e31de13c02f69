/** The score of a document that has moved on in place: what was read anew is scored, the rest stays where it is. */
import type { Step } from "../document/moveOn.ts";
import type { Heading, Placed, Statement } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import { type HeadingFacts, headingFacts, statementFacts, type TextModels } from "./facts.ts";
import { hasSubstance, roleOf, type ScoredDoc, type ScoredStatement, type Since, UNTOUCHED } from "./scored.ts";

/**
 * Moves a score on, in place: the earlier one must not be used any more. Undefined, with the earlier one as it was, if the step
 * makes other statements count or gives a heading another role.
 */
export function scoreStep(
  earlier: ScoredDoc,
  { doc, body, headings }: Step,
  framework: Framework,
  models: TextModels,
): { scored: ScoredDoc; since: Since } | undefined {
  const fresh = new Map<number, HeadingFacts>();
  const factsOfHeading = headingFacts(doc, framework, models);
  for (let i = headings.from; i < headings.to; i++) {
    const heading = doc.headings[i] as Heading;
    const facts = heading === earlier.title ? undefined : factsOfHeading(heading);
    if (facts && facts !== earlier.facts[i]) fresh.set(i, facts);
  }
  for (const i of concerned(earlier, body.from, headings.from, headings.to)) {
    const before = earlier.facts[i];
    const facts = fresh.get(i) ?? before;
    if (!facts) continue;
    const role = roleOf(doc.headings[i] as Heading, facts, doc, framework);
    if (role !== earlier.roles[i] || (role === UNTOUCHED && facts.titled !== before?.titled)) return undefined;
  }

  const factsOf = statementFacts(doc, framework, models);
  const { before, skipped, untouched } = earlier;
  const counted: ScoredStatement[] = [];
  for (let index = body.from; index < body.to; index++) {
    const placed = doc.body[index] as Placed;
    const facts = placed.part.type === "statement" ? factsOf(placed as Placed<Statement>) : undefined;
    const owner = doc.owner[index];
    const counts = facts && !facts.empty && !skipped(owner) && !(owner && untouched.has(owner));
    if ((before[index + 1] as number) - (before[index] as number) !== Number(counts ?? false)) return undefined;
    if (counts) counted.push({ index, facts });
  }

  const first = before[body.from] as number;
  const statements = earlier.statements as ScoredStatement[];
  for (let i = 0; i < counted.length; i++) statements[first + i] = counted[i] as ScoredStatement;
  const facts = earlier.facts as (HeadingFacts | undefined)[];
  for (const [i, own] of fresh) {
    facts[i] = own;
    const scored = earlier.byIndex[i];
    if (scored) scored.facts = own;
  }
  let sameSubstance = true;
  const see = (index: number) => {
    const placed = doc.body[index] as Placed;
    const { part } = placed;
    const has = Number(
      part.type === "statement"
        ? hasSubstance(part, factsOf(placed as Placed<Statement>), doc.owner[index], framework)
        : part.type === "figure",
    );
    if (earlier.substantial[index] !== has) sameSubstance = false;
    earlier.substantial[index] = has;
  };
  for (let index = body.from; index < body.to; index++) see(index);
  // Whether a text under a heading is mere fill is seen beside the heading's own words.
  for (const i of fresh.keys()) {
    const heading = doc.headings[i] as Heading;
    for (let index = heading.bodyStart; index < heading.bodyEnd; index++) if (doc.owner[index] === heading) see(index);
  }
  const tail = statements.length - (before[body.to] as number);
  const scored = { ...earlier, doc, kept: {} };
  const changes = { isNew: (i: number) => fresh.has(i), renamed: fresh.size > 0, inPlace: true, sameSubstance };
  return { scored, since: { earlier, head: first, tail, ...changes } };
}

/** Headings whose role may be another: those that were read anew, and those above what was. */
function concerned({ doc }: ScoredDoc, bodyFrom: number, from: number, to: number): Set<number> {
  const indices = new Set<number>();
  const add = (heading: Heading | undefined) => {
    for (let h = heading; h && !indices.has(h.index); h = h.parent) indices.add(h.index);
  };
  add(doc.owner[bodyFrom]);
  for (let i = from; i < to; i++) add(doc.headings[i]);
  return indices;
}
