/** Which section or rule an author likely meant by a name that is none. */
import { type Framework, normalise } from "../framework/index.ts";
import { likely } from "../framework/likely.ts";

/** The id of the section meant: by its title in any language, else by the nearest id. */
export function likelySection(word: string, framework: Framework, more: readonly string[] = []): string | undefined {
  const titled = framework.titles.get(normalise(word.replace(/[-_]+/g, " ")));
  return framework.sections[titled ?? -1]?.id ?? likely(word, [...framework.sections.map((s) => s.id), ...more]);
}

/** Whether an id is that of a section, or of a heading that is recognised but never asked for. */
export function isKnownSection(id: string, framework: Framework): boolean {
  return framework.section(id) !== undefined || framework.data.other.some((o) => o.id === id);
}
