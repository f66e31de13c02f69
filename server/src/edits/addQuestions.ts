/** The questions of a section that its text leaves open, as a task list under its heading. */
import type { DesignDoc, Heading } from "../document/types.ts";
import { collapse, type Framework, localised } from "../framework/index.ts";
import type { Reading } from "../recognition/types.ts";
import { type Edit, insertBlockBehind } from "./edit.ts";
import { ownTextEnd } from "./ownText.ts";
import { blocksBefore } from "./topBlocks.ts";

/**
 * Puts them at the end of the heading's own text, before its sub-headings: behind a sub-heading they would ask about that
 * alone. `answered`: indices of questions that need no asking. What stands under the heading already, in any language of the
 * framework, is not asked again; nothing left to ask: no edit.
 */
export function addQuestions(
  heading: Heading,
  id: string,
  reading: Reading,
  framework: Framework,
  answered: ReadonlySet<number> = new Set(),
): Edit[] {
  const { doc, language } = reading;
  const section = framework.section(id);
  const at = ownTextEnd(heading, doc, framework);
  if (!section || at === undefined) return [];
  const there = plain(doc.text.slice(heading.start, heading.scopeEnd));
  const versions = [section, ...framework.data.locales.flatMap((l) => l.sections[id] ?? [])];
  const open = localised(section, language, framework).questions.filter(
    (question, n) =>
      !answered.has(n) &&
      ![question, ...versions.flatMap((v) => v.questions?.[n] ?? [])].some((asked) => there.includes(plain(asked))),
  );
  if (open.length === 0) return [];
  const bullet = bulletApart(at, doc);
  const list = open.map((question) => `${bullet} [ ] ${collapse(question)}`).join("\n");
  return [insertBlockBehind(list, at, doc)];
}

/** Words alone: a wrapped line, a ticked box or an emphasis makes no other question. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** A bullet that begins a list of its own: the same bullet would go on with the list above, and part its items. */
function bulletApart(at: number, doc: DesignDoc): string {
  for (const { node, start } of blocksBefore(doc, at))
    return node?.type === "list" && doc.text[start] === "-" ? "*" : "-";
  return "-";
}
