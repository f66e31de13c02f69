/** Hover on a word of the framework's in the author's prose: what it means, and where the book has it. */
import { proseAt } from "../../document/prose.ts";
import { termIn, titleIn } from "../../framework/index.ts";
import { type TermFound, termAt } from "../../framework/termTable.ts";
import type { Subject } from "../subject.ts";
import { type Markup, paragraphs } from "./markup.ts";

export interface TermPart {
  text: string;
  start: number;
  end: number;
}

export function termPart(subject: Subject, offset: number, markup: Markup): TermPart | undefined {
  const { checked, framework } = subject;
  const prose = proseAt(checked.doc, offset);
  const found = prose && termAt(prose.text, offset - prose.start, framework);
  if (!found) return undefined;
  return { text: meaning(found, subject, markup), start: prose.start + found.start, end: prose.start + found.end };
}

function meaning({ term }: TermFound, { framework, say, locale }: Subject, markup: Markup): string {
  const section = framework.section(term.section);
  const chapters = [term.chapter ?? []].flat();
  const where: string[] = [];
  if (chapters.length > 1) where.push(say("chapters {0}", chapters.join(", ")));
  else if (chapters[0]) where.push(say("chapter {0}", chapters[0]));
  if (section) where.push(titleIn(section, locale, framework));
  const own = termIn(term, locale, framework);
  // The author may look the English term up, or use it.
  const name = markup.strong(own.term) + (own.term === term.term ? "" : ` (${markup.text(term.term)})`);
  return paragraphs([name, ...where.map(markup.text)].join(" · "), markup.text(own.text));
}
