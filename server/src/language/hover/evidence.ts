/** Hover on the statement that answers a section without a heading of its own. */
import { offsetAt } from "../../document/text.ts";
import { titleIn } from "../../framework/index.ts";
import { rangeIn, type Subject } from "../subject.ts";
import { type Markup, paragraphs } from "./markup.ts";
import { chapterOf } from "./section.ts";

export interface EvidencePart {
  text: string;
  start: number;
  end: number;
}

/** What the statement at an offset answers, if a finding says so of exactly that statement. */
export function evidencePart(subject: Subject, offset: number, markup: Markup): EvidencePart | undefined {
  const { checked, framework, say, locale } = subject;
  const { text, lineStarts } = checked.doc;
  const found = checked.findings.filter(
    ({ rule, range }) =>
      rule === "section/elsewhere" &&
      offsetAt(text, lineStarts, range.start) <= offset &&
      offset <= offsetAt(text, lineStarts, range.end),
  );
  const shortest = found
    .map(({ range }) => [offsetAt(text, lineStarts, range.start), offsetAt(text, lineStarts, range.end)] as const)
    .sort(([a, b], [c, d]) => b - a - (d - c))[0];
  if (!shortest) return undefined;
  const [start, end] = shortest;
  const range = JSON.stringify(rangeIn(subject, start, end));
  const lines = found.flatMap((f) => {
    const section = JSON.stringify(f.range) === range && f.section ? framework.section(f.section) : undefined;
    return section
      ? `${markup.strong(titleIn(section, locale, framework))} · ${markup.text(chapterOf(section, subject))}`
      : [];
  });
  return {
    text: paragraphs(
      markup.text(say("Counts as the answer for what has no heading of its own:")),
      lines.map(markup.item).join("\n"),
    ),
    start,
    end,
  };
}
