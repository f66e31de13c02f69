/** Missing sections for a line that begins with `#`: heading and template. */
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import type { Heading } from "../../document/types.ts";
import { isBlankLine } from "../../edits/edit.ts";
import { numbering } from "../../edits/numbering.ts";
import { asSnippet } from "../../edits/template.ts";
import { localised } from "../../framework/index.ts";
import type { Say } from "../../l10n.ts";
import type { Required } from "../../recognition/types.ts";
import { type Cursor, isNoText, lineText, offered, sortKey } from "./cursor.ts";
import { sectionData } from "./documentation.ts";

const RANK = { now: 0, next: 1, later: 2, no: 3 } as const;
const MARKER = /^( {0,3})(#{1,6})([ \t]*)(.*)$/;
/** A number that is typed already: "1.7", "3)", "IV." */
const NUMBER = /^((?:\d+\.)*\d+[.):]?|(?:[IVXLC]+|[A-Z])[.)])(\s+|$)/;

export function headingCompletions(cursor: Cursor): CompletionItem[] {
  const { subject, doc, before, lineStart, lineEnd, line } = cursor;
  const { checked, framework } = subject;
  const [, indent = "", typed = "", , words = ""] = MARKER.exec(before) ?? [];
  if (!typed || isNoText(cursor) || (indent && inList(cursor))) return [];
  const onLine = doc.headings.find((h) => h.start >= lineStart && h.start <= lineEnd);
  const level = words || cursor.after.trim() || typed.length > 1 ? typed.length : sectionLevel(cursor);
  // What stands under the heading already is its body.
  const next = doc.headings.find((h) => h.part.depth > 0 && h.start > lineEnd)?.start ?? doc.text.length;
  const hasBody = doc.body.some(({ start }) => start > lineEnd && start < next);
  const [, written = "", behind = ""] = NUMBER.exec(words) ?? [];
  const others = { headings: doc.headings.filter((h) => h !== onLine) };
  const number = written ? written + (behind || " ") : numbering(lineStart, level, others)(0);
  const tail = isBlankLine(line + 1, doc) ? "" : "\n";
  return checked.reading.sections
    .filter((s) => s.status !== "elsewhere" && s.status !== "waived")
    .filter((s) => s.status === "missing" || s.places.every((p) => p.heading === onLine))
    .flatMap((s): CompletionItem[] => {
      const section = framework.section(s.id);
      if (!section) return [];
      const { title, template } = localised(section, checked.reading.language, framework);
      const heading = `${"#".repeat(level)} ${number}${title}`;
      const body = hasBody ? heading : `${heading}\n\n${template.trim()}${tail}`;
      const item = offered(cursor, {
        label: title,
        kind: CompletionItemKind.Struct,
        detail: `${subject.say("chapter {0}", section.chapter)} · ${requiredWord(s.required, subject.say)}`,
        start: lineStart + indent.length,
        end: lineEnd,
        text: body,
        snippet: hasBody ? `${heading.replace(/[\\$}]/g, "\\$&")}$0` : asSnippet(body),
        // Clients compare it with what is typed: the number too, if one is.
        filter: `${typed} ${written ? number : ""}${title}`,
        sort: `${RANK[s.required]}${sortKey(framework.order(s.id))}`,
      });
      return [{ ...item, ...sectionData(subject, s.id) }];
    });
}

function requiredWord(required: Required, say: Say): string {
  switch (required) {
    case "now":
      return say("asked for now");
    case "next":
      return say("asked for at the next status");
    case "later":
      return say("asked for later");
    case "no":
      return say("optional");
  }
}

/**
 * The level that a lone `#` begins: that of the document's sections. A document without another first-level heading may be
 * one whose sections are of the first level.
 */
function sectionLevel({ subject, doc, lineStart, lineEnd }: Cursor): number {
  const { reading } = subject.checked;
  const real = doc.headings.filter((h) => h.part.depth > 0 && (h.start < lineStart || h.start > lineEnd));
  const [first, ...others] = real.filter((h) => h.part.depth === 1);
  if (!first) return 1;
  const isPlace = (h: Heading) => reading.sections.some((s) => s.places.some((p) => p.heading === h));
  // With the line that is typed a title may be one of two first-level headings.
  const title = reading.title ?? (others.length === 0 && first === real[0] && !isPlace(first) ? first : undefined);
  const below = real.filter((h) => h !== title);
  const own = below.filter(isPlace);
  const count = new Map<number, number>();
  for (const { part } of own.length ? own : below) count.set(part.depth, (count.get(part.depth) ?? 0) + 1);
  const [most] = [...count].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return most?.[0] ?? 2;
}

/** Whether an indented line goes on with a list item above. */
function inList({ doc, line }: Cursor): boolean {
  for (let n = line - 1; n >= 0; n--) {
    const text = lineText(doc, n);
    if (text.trim() && !/^[ \t]/.test(text)) return /^(?:[-*+]|\d{1,9}[.)])[ \t]/.test(text);
  }
  return false;
}
