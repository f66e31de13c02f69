/** Hover on a heading that was taken for sections: which they are, why, and which of their questions are answered. */
import type { Hover } from "vscode-languageserver-types";
import { questionsOf } from "../../check/questions.ts";
import { localised } from "../../framework/index.ts";
import type { Say } from "../../l10n.ts";
import type { SectionReading } from "../../recognition/types.ts";
import { rangeIn, type Subject } from "../subject.ts";
import { headingAt, type Taken, takenHeadings, why } from "../taken.ts";
import { hoverOf, list, type Markup, paragraphs } from "./markup.ts";
import { chapterOf } from "./section.ts";

/** The hover on a recognised heading's text; undefined elsewhere. */
export function headingHover(subject: Subject, offset: number, markup: Markup): Hover | undefined {
  const { doc, reading } = subject.checked;
  const heading = headingAt(doc, offset);
  const taken = heading && takenHeadings(reading).get(heading);
  if (!heading || !taken) return undefined;
  const parts = taken.flatMap((one) => sectionPart(one, subject, markup) ?? []);
  return hoverOf(parts, rangeIn(subject, heading.textStart, heading.textEnd), markup);
}

function sectionPart({ section, place }: Taken, subject: Subject, markup: Markup): string | undefined {
  const { checked, framework, say, locale } = subject;
  const data = framework.section(section.id);
  if (!data) return undefined;
  const { title, guidance } = localised(data, locale, framework);
  const questions = questionsOf(section, checked, framework, locale).map(({ question, answeredBy }) => {
    const by = answeredBy && linesOf(answeredBy.start.line + 1, answeredBy.end.line + 1, say);
    return markup.task(answeredBy !== undefined, markup.text(question) + (by ? ` · ${markup.text(by)}` : ""));
  });
  return paragraphs(
    `${markup.strong(title)} · ${markup.text(chapterOf(data, subject))} · ${markup.text(statusOf(section, say))}`,
    markup.aside(why(place, say)),
    // Who has answered needs no advice on how to begin.
    section.status === "empty" ? markup.text(guidance) : undefined,
    section.status === "waived" ? undefined : list(questions),
  );
}

function linesOf(first: number, last: number, say: Say): string {
  return first === last ? say("line {0}", first) : say("lines {0}–{1}", first, last);
}

function statusOf({ status, waiver }: SectionReading, say: Say): string {
  switch (status) {
    case "covered":
      return say("answered here");
    case "empty":
      return say("nothing is answered here yet");
    case "elsewhere":
      return say("answered elsewhere in the document");
    case "missing":
      return say("missing");
    case "waived":
      return waiver ? say("waived: {0}", waiver) : say("waived");
  }
}
