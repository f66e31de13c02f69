/** Where a statement of a section begins: openings of specific statements, with blanks that the author fills. */
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import { localised, openingSnippet, plainOpening, titleIn } from "../../framework/index.ts";
import { type Cursor, offered, recognisedHeading, sortKey, statementStart, typedBefore } from "./cursor.ts";

/** A longer list is in the way of who only wants to write. */
const MOST = 8;

export function vocabularyCompletions(cursor: Cursor): CompletionItem[] {
  const { subject, lineEnd } = cursor;
  const { checked, framework, locale } = subject;
  const start = statementStart(cursor);
  const recognised = start && recognisedHeading(cursor);
  if (!start || !recognised) return [];
  const box = start.box ? "[ ] " : "";
  const items: CompletionItem[] = [];
  for (const { id } of recognised.sections) {
    const section = framework.section(id);
    if (!section) continue;
    const openings = localised(section, checked.reading.language, framework).vocabulary ?? [];
    for (const opening of openings) {
      if (!begins(plainOpening(opening), start.typed)) continue;
      const text = plainOpening(opening);
      items.push(
        offered(cursor, {
          label: text,
          kind: CompletionItemKind.Snippet,
          detail: titleIn(section, locale, framework),
          start: start.start,
          end: lineEnd,
          text: start.gap + box + text,
          snippet: start.gap + box + openingSnippet(opening),
          filter: typedBefore(start) + text,
          sort: `z${sortKey(items.length)}`,
        }),
      );
    }
  }
  return items.slice(0, MOST);
}

/** Whether an opening goes on with what is typed, or one of its words with the one word that is. */
function begins(opening: string, typed: string): boolean {
  const [text, start] = [opening.toLowerCase(), typed.toLowerCase()];
  if (/\s/.test(start)) return text.startsWith(start);
  return text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(start));
}
