/** The reason that an author still has to give, in a waiver or a mark. */

const WORDS: Record<string, string> = { en: "[reason]", ru: "[причина]" };

/** What stands for a reason until there is one; too short to count as one, and in brackets as placeholders are. */
export function reasonPlaceholder(language: string): string {
  return WORDS[language] ?? (WORDS["en"] as string);
}

/** A reason as it can stand in a comment: on one line, and without what would end the comment. */
export function reasonInComment(reason: string): string {
  return reason.replace(/-+!?>/g, " ").replace(/\s+/g, " ").trim();
}
