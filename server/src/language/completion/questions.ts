/** In an empty section: its questions as a checklist, all of them or one by one. */
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import { isBlankLine } from "../../edits/edit.ts";
import { collapse, localised, titleIn } from "../../framework/index.ts";
import { isPlaceholder, isPrompt, isSkeleton } from "../../recognition/substance.ts";
import {
  type Cursor,
  lineText,
  offered,
  type RecognisedHeading,
  recognisedHeading,
  type StatementStart,
  sortKey,
  statementStart,
  typedBefore,
} from "./cursor.ts";

export function questionCompletions(cursor: Cursor): CompletionItem[] {
  const { subject, doc, lineEnd } = cursor;
  const { checked, framework, locale, say } = subject;
  const start = statementStart(cursor);
  const recognised = start && recognisedHeading(cursor);
  if (!start || !recognised || !isEmpty(recognised, cursor)) return [];
  const { heading, sections } = recognised;
  const there = collapse(doc.text.slice(heading.end, heading.scopeEnd));
  const common = { kind: CompletionItemKind.Snippet, start: start.start, end: lineEnd };
  const items: CompletionItem[] = [];
  for (const { id } of sections) {
    const section = framework.section(id);
    if (!section) continue;
    const title = titleIn(section, locale, framework);
    const open = localised(section, checked.reading.language, framework).questions.filter(
      (q) => !there.includes(collapse(q)),
    );
    const order = sortKey(items.length);
    if (open.length > 1) {
      const label = say('Questions of "{0}"', title);
      items.push(
        offered(cursor, {
          ...common,
          label,
          detail: say("{0} questions as a checklist", open.length),
          text: checklist(open, start, cursor),
          filter: typedBefore(start) + label,
          sort: `a${order}`,
        }),
      );
    }
    open.forEach((q, i) => {
      items.push(
        offered(cursor, {
          ...common,
          kind: CompletionItemKind.Text,
          label: q,
          detail: title,
          text: checklist([q], start, cursor),
          filter: typedBefore(start) + q,
          sort: `b${order}${sortKey(i)}`,
        }),
      );
    });
  }
  return items;
}

/** Whether nothing of substance stands under a heading but for the line that is being written. */
function isEmpty({ heading, sections }: RecognisedHeading, { subject, doc, lineStart, lineEnd }: Cursor): boolean {
  if (sections.every((s) => s.status === "waived")) return false;
  for (const placed of doc.body.slice(heading.bodyStart, heading.bodyEnd)) {
    const { part, start, end } = placed;
    if (part.type === "comment" || (start >= lineStart && end <= lineEnd)) continue;
    if (part.type === "figure") return false;
    if (!isPlaceholder(part.text) && !isPrompt(part.text) && !isSkeleton(placed, doc, subject.framework)) return false;
  }
  return true;
}

/** Lines of unticked items that go on with the bullet which stands on the line, if one does. */
function checklist(questions: readonly string[], start: StatementStart, { doc, line }: Cursor): string {
  const { indent, bullet, gap } = start;
  const [, first, delimiter] = /^(\d+)(.)$/.exec(bullet) ?? [];
  const marker = (i: number) => (first ? `${Number(first) + i}${delimiter}` : bullet || "-");
  const lines = questions.map((q, i) => {
    const box = `[ ] ${q}`;
    if (i === 0) return bullet ? gap + box : `${marker(0)} ${box}`;
    return `${indent}${marker(i)} ${box}`;
  });
  // Text on the next line would be read as the last item's.
  const joined = isBlankLine(line + 1, doc) || /^\s*(?:[-*+]|\d+[.)]|#+)\s/.test(lineText(doc, line + 1));
  return lines.join("\n") + (joined ? "" : "\n");
}
