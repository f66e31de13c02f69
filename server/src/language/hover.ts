/** Hover: what the word or heading under the pointer means to the checker. */
import type { Hover } from "vscode-languageserver-types";
import { evidencePart } from "./hover/evidence.ts";
import { frontMatterHover } from "./hover/frontMatter.ts";
import { headingHover } from "./hover/heading.ts";
import { markHover } from "./hover/mark.ts";
import { hoverOf, MARKDOWN, PLAIN_TEXT } from "./hover/markup.ts";
import { termPart } from "./hover/term.ts";
import { rangeIn, type Subject } from "./subject.ts";

/** The hover at an offset; undefined if nothing there means anything to us. */
export function hover(subject: Subject, offset: number): Hover | undefined {
  const { doc, reading } = subject.checked;
  const markup = subject.client.plainHovers ? PLAIN_TEXT : MARKDOWN;
  if (doc.frontMatter && offset < doc.frontMatter.end) return frontMatterHover(subject, offset, markup);
  const mark = markHover(subject, offset, markup);
  if (mark || reading.kind !== "ml-design-doc") return mark;
  const heading = headingHover(subject, offset, markup);
  if (heading) return heading;
  const term = termPart(subject, offset, markup);
  const evidence = evidencePart(subject, offset, markup);
  const parts = [term, evidence].filter((part) => part !== undefined);
  const [inner] = parts;
  return (
    inner &&
    hoverOf(
      parts.map((p) => p.text),
      rangeIn(subject, inner.start, inner.end),
      markup,
    )
  );
}
