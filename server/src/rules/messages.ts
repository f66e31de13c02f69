/** The parts that messages share: what is wrong, where it belongs, the question to answer. */
import type { SectionData } from "../framework/types.ts";
import type { Required } from "../recognition/types.ts";
import type { Severity } from "./types.ts";

/** The section's first question as the end of a message. */
export function question(section: SectionData): string {
  const first = section.questions[0] ?? "";
  // "ML", "A/B" and names keep their capital.
  return /^\p{Lu}\p{Ll}|^A /u.test(first) ? first.charAt(0).toLowerCase() + first.slice(1) : first;
}

/** `"Data leakage risks" (chapter 5)`. */
export function named(section: SectionData): string {
  return `"${section.title}" (chapter ${section.chapter})`;
}

/** What a missing or empty section is worth; undefined: no finding. */
export function severityOf(required: Required): Severity | undefined {
  return required === "now" ? "warning" : required === "next" ? "information" : undefined;
}
