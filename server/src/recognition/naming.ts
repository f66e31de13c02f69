/** Which sections a heading's own phrases name. */
import type { BlockHeading } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import type { Analysis } from "./analysis.ts";
import { SMALL_WORDS } from "./generic.ts";

export interface Naming {
  /** The share of the heading's words that an alias covers, 0 if there is none. */
  alias: number;
  /** The same of an ambiguous phrase. */
  ambiguous: number;
  vetoed: boolean;
  /** The words that named the section. */
  words: string;
}

/** By section index, with the share of the heading's words that the phrases cover. */
export function namingsOf(part: BlockHeading, analysis: Analysis, framework: Framework): Map<number, Naming> {
  const named = new Map<number, Naming>();
  const meaningful = analysis.tokens.map(({ lower }) => !SMALL_WORDS.has(lower) && !/^[\d.,]+$/.test(lower));
  const words = Math.max(1, meaningful.filter(Boolean).length);
  const vetoes = analysis.found.filter((f) => f.meaning.role === "not-in-heading");
  for (const { meaning, start, end } of analysis.found) {
    const section = framework.order(meaning.id);
    if (section < 0) continue;
    // A phrase that forbids the section takes back what stands in it, not what the rest of the heading names.
    if (
      meaning.role !== "not-in-heading" &&
      vetoes.some((v) => v.meaning.id === meaning.id && v.start < end && v.end > start)
    )
      continue;
    const naming = named.get(section) ?? { alias: 0, ambiguous: 0, vetoed: false, words: "" };
    named.set(section, naming);
    if (meaning.role === "not-in-heading") naming.vetoed = true;
    else {
      const role = meaning.role === "alias" ? "alias" : "ambiguous";
      const coverage = meaningful.slice(start, end).filter(Boolean).length / words;
      if (coverage <= naming[role]) continue;
      naming[role] = coverage;
      if (role === "alias" || !naming.alias)
        naming.words = part.text.slice(analysis.tokens[start]?.start, analysis.tokens[end - 1]?.end);
    }
  }
  return named;
}
