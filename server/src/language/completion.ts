/** Completion of missing section headings after `#`. */
import { type CompletionItem, CompletionItemKind, InsertTextFormat, MarkupKind } from "vscode-languageserver-types";
import type { Checked } from "../check/check.ts";
import { openAtEnd } from "../document/blocks.ts";
import { lineAt, rangeOf } from "../document/text.ts";
import { asSnippet } from "../edits/template.ts";
import { localised } from "../framework/index.ts";
import type { Subject } from "./subject.ts";

const RANK = { now: 0, next: 1, later: 2, no: 3 } as const;
const WORD = {
  now: "asked for now",
  next: "asked for at the next status",
  later: "asked for later",
  no: "optional",
} as const;

/** The headings of missing sections for a line of a design doc that begins with `#`. */
export function completions({ checked, framework, client: options }: Subject, offset: number): CompletionItem[] {
  const { doc, reading } = checked;
  const line = lineAt(doc.lineStarts, offset);
  const start = doc.lineStarts[line] as number;
  const typed = doc.text.slice(start, offset);
  const marker = /^ {0,3}(#{1,6})[ \t]*/.exec(typed);
  if (!marker?.[1] || reading.kind !== "ml-design-doc" || isNoText(checked, start)) return [];
  const lineEnd = /[\r\n]|$/.exec(doc.text.slice(offset))?.index ?? 0;
  const range = rangeOf(doc.lineStarts, start, offset + lineEnd);
  return (
    reading.sections
      // The heading that is being typed may name the section already.
      .filter((s) => s.status === "missing" || s.places.every((p) => lineAt(doc.lineStarts, p.heading.start) === line))
      .filter((s) => s.status !== "elsewhere" && s.status !== "waived")
      .flatMap((s): CompletionItem[] => {
        const section = framework.section(s.id);
        if (!section) return [];
        const { title, guidance, questions, template } = localised(section, reading.language, framework);
        const heading = `${marker[1]} ${title}`;
        const body = `${heading}\n\n${template.trim()}`;
        return [
          {
            label: title,
            kind: CompletionItemKind.Struct,
            detail: `chapter ${section.chapter} · ${WORD[s.required]}`,
            documentation: {
              kind: MarkupKind.Markdown,
              value: `${guidance.trim()}\n\n${questions.map((q) => `- ${q}`).join("\n")}`,
            },
            filterText: heading,
            sortText: `${RANK[s.required]}${String(framework.order(s.id)).padStart(3, "0")}`,
            textEdit: { range, newText: options.snippets ? asSnippet(body) : body.replaceAll("\n", doc.lineEnd) },
            insertTextFormat: options.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
          },
        ];
      })
  );
}

/** Whether an offset stands in front matter, a code block or a comment. */
function isNoText({ doc }: Checked, offset: number): boolean {
  if (doc.frontMatter && offset < doc.frontMatter.end) return true;
  const open = openAtEnd(doc.text, doc.lineStarts);
  if (open !== undefined && offset >= open) return true;
  return doc.body.some(({ part, start, end }) => part.type !== "statement" && start <= offset && offset < end);
}
