/** Completion: what its sources offer at a place, each source for its own kind of place. */
import type { CompletionItem } from "vscode-languageserver-types";
import { cursorAt, isNoText, statementStart } from "./completion/cursor.ts";
import { frontMatterCompletions } from "./completion/frontMatter.ts";
import { headingCompletions } from "./completion/headings.ts";
import { markCompletions } from "./completion/marks.ts";
import { questionCompletions } from "./completion/questions.ts";
import { vocabularyCompletions } from "./completion/vocabulary.ts";
import type { Subject } from "./subject.ts";

export { resolveCompletion } from "./completion/documentation.ts";

/** Characters that make an editor ask: of headings, of list items and values, of comments and front matter. */
export const COMPLETION_TRIGGERS = ["#", " ", "-"];

/** The items at an offset. `trigger`: the character whose typing made the editor ask, if it was one. */
export function completions(subject: Subject, offset: number, trigger?: string): CompletionItem[] {
  const cursor = cursorAt(subject, offset, trigger);
  const own = frontMatterCompletions(cursor) ?? markCompletions(cursor);
  if (own) return own;
  if (subject.checked.reading.kind !== "ml-design-doc") return [];
  if (/^\s*#/.test(cursor.before)) return headingCompletions(cursor);
  // Blanks and hyphens in prose ask for nothing; behind a bullet a blank begins a statement.
  if (trigger !== undefined && !(trigger === " " && statementStart(cursor)?.bullet)) return [];
  return isNoText(cursor) ? [] : [...questionCompletions(cursor), ...vocabularyCompletions(cursor)];
}
