/** The YAML between the first line's `---` and the next. */
import { parseDocument } from "yaml";
import { frontMatterLength } from "./blocks.ts";
import type { FrontMatter } from "./types.ts";

/** Reads a document's front matter; undefined if there is none or it is not closed. Never throws. */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const bom = text.startsWith("\ufeff") ? 1 : 0;
  const length = frontMatterLength(bom ? text.slice(1) : text);
  if (length === 0) return undefined;
  const inner = /^---[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(bom))?.[0].length ?? 0;
  const whole = text.slice(bom, bom + length);
  const yaml = whole.slice(inner).replace(/---[ \t]*(?:\r\n|\n|\r)?$/, "");
  const front: FrontMatter = { start: bom, end: bom + length, data: {}, errors: [] };
  try {
    // Aliases could blow a small text up; no front matter needs them.
    const document = parseDocument(yaml, { prettyErrors: false, uniqueKeys: false, logLevel: "error" });
    for (const error of document.errors)
      front.errors.push({ message: error.message, offset: bom + inner + error.pos[0] });
    const data: unknown = document.toJS({ maxAliasCount: 10 });
    if (data && typeof data === "object" && !Array.isArray(data)) front.data = data as Record<string, unknown>;
  } catch (error) {
    front.errors.push({ message: error instanceof Error ? error.message : String(error), offset: bom + inner });
  }
  return front;
}
