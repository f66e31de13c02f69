/** Guidance and other comments fold away; headings, lists and code are folded by editors themselves. */
import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver-types";
import { lineAt } from "../document/text.ts";
import type { Comment, DesignDoc, Placed } from "../document/types.ts";
import { collapse } from "../framework/index.ts";
import type { Subject } from "./subject.ts";

/**
 * A range for every run of comments that takes more than one line; comments with nothing but blanks between them fold as
 * one. In other documents only our own guidance is ours to fold: they may be templates.
 */
export function foldingRanges({ checked: { doc, reading }, framework }: Subject): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const comments = doc.body.filter((b): b is Placed<Comment> => b.part.type === "comment");
  const ours = comments.filter(
    ({ part }) => reading.kind === "ml-design-doc" || framework.guidance.has(collapse(part.text)),
  );
  for (let i = 0; i < ours.length; i++) {
    const { start } = ours[i] as Placed<Comment>;
    let end = closeOf(ours[i] as Placed<Comment>, doc);
    for (let next = ours[i + 1]; next && !doc.text.slice(end, next.start).trim(); next = ours[i + 1]) {
      end = closeOf(next, doc);
      i++;
    }
    const startLine = lineAt(doc.lineStarts, start);
    const endLine = lineAt(doc.lineStarts, end);
    const rest = doc.text.slice(end, doc.lineStarts[endLine + 1] ?? doc.text.length);
    // Folding hides whole lines: what follows the comment on its last line stays in sight.
    const lastLine = rest.trim() ? endLine - 1 : endLine;
    if (lastLine > startLine) ranges.push({ startLine, endLine: lastLine, kind: FoldingRangeKind.Comment });
  }
  return ranges;
}

/** Behind a comment's `-->`: in a list or quote the source holds more than the comment's own text, a prefix a line. */
function closeOf({ start, end }: Placed<Comment>, { text, lineStarts }: DesignDoc): number {
  const close = text.indexOf("-->", start + "<!--".length) + "-->".length;
  const line = lineAt(lineStarts, start);
  const prefix = start - (lineStarts[line] as number);
  const most = prefix * (lineAt(lineStarts, close) - line);
  return close > end && close - end <= most ? close : end;
}
