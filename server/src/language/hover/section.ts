/** What hovers say of a section in a line. */
import { chapterTitleIn, type SectionData, titleIn } from "../../framework/index.ts";
import type { Subject } from "../subject.ts";
import { type Markup, paragraphs } from "./markup.ts";

/** "chapter 8: Data Distribution Shifts and Monitoring". */
export function chapterOf({ chapter }: SectionData, { framework, say, locale }: Subject): string {
  const title = chapterTitleIn(chapter, locale, framework);
  return title ? say("chapter {0}: {1}", chapter, title) : say("chapter {0}", chapter);
}

/** A section as an id in a mark or in the front matter names it: title, chapter, and its first question. */
export function sectionPart(data: SectionData, subject: Subject, markup: Markup): string {
  const { framework, locale } = subject;
  const own = framework.data.locales.find((l) => l.language === locale)?.sections[data.id];
  const [question = ""] = own?.questions ?? data.questions;
  return paragraphs(
    `${markup.strong(titleIn(data, locale, framework))} · ${markup.text(chapterOf(data, subject))}`,
    markup.text(question),
  );
}
