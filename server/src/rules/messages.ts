/** The parts that messages share: what is wrong, where it belongs, the question to answer. */

import { localised } from "../framework/index.ts";
import type { SectionData } from "../framework/types.ts";
import type { Required } from "../recognition/types.ts";
import type { Context, Severity } from "./types.ts";

/** The section's first question as the end of a message. */
export function question(section: SectionData, { locale, framework }: Pick<Context, "locale" | "framework">): string {
  const first = localised(section, locale, framework).questions[0] ?? "";
  // "ML", "A/B" and names keep their capital.
  return /^\p{Lu}\p{Ll}|^A |^[СВКИ] /u.test(first) ? first.charAt(0).toLowerCase() + first.slice(1) : first;
}

/** `"Data leakage risks" (chapter 5)`. */
export function named(section: SectionData, { say, locale, framework }: Omit<Context, "reading">): string {
  return say('"{0}" (chapter {1})', localised(section, locale, framework).title, section.chapter);
}

/** What a missing or empty section is worth; undefined: no finding. */
export function severityOf(required: Required): Severity | undefined {
  return required === "now" ? "warning" : required === "next" ? "information" : undefined;
}
