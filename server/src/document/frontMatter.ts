/** The YAML between the first line's `---` and the next. */
import { isMap, isNode, isSeq } from "yaml";
import { type ParsedYaml, parseYaml } from "../yaml.ts";
import { frontMatterLength } from "./blocks.ts";
import type { FrontMatter } from "./types.ts";

/** The front matter in a text: where it stands, its YAML and the YAML's offset; undefined if there is none or it is not closed. */
function frontMatterOf(text: string) {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const length = frontMatterLength(start ? text.slice(1) : text);
  if (length === 0) return undefined;
  const whole = text.slice(start, start + length);
  const inner = /^---[ \t]*(?:\r\n|\n|\r)/.exec(whole)?.[0].length ?? 0;
  const yaml = whole.slice(inner).replace(/---[ \t]*(?:\r\n|\n|\r)?$/, "");
  return { start, end: start + length, yaml, yamlStart: start + inner };
}

/** Where a text's front matter ends; 0 if there is none or it is not closed. */
export function frontMatterEnd(text: string): number {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const length = frontMatterLength(start ? text.slice(1) : text);
  return length && start + length;
}

/** Parsed YAML by its text: an author seldom types in it. */
const parsed = new Map<string, ParsedYaml>();
const MOST_PARSED = 64;
/** No front matter is longer; at each key in it all of it is parsed. */
const MOST_CHARS = 32_768;

function parse(yaml: string): ParsedYaml {
  if (yaml.length > MOST_CHARS)
    return { errors: [{ start: 0, end: 0, message: `it is longer than ${MOST_CHARS / 1024} KB` }] };
  const known = parsed.get(yaml);
  if (known) return known;
  if (parsed.size >= MOST_PARSED) parsed.clear();
  const document = parseYaml(yaml);
  parsed.set(yaml, document);
  return document;
}

/** Reads a document's front matter; undefined if there is none or it is not closed. Never throws. */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const found = frontMatterOf(text);
  if (!found) return undefined;
  const { start, end, yaml, yamlStart } = found;
  const front: FrontMatter = { start, end, data: {}, errors: [] };
  try {
    const { document, errors } = parse(yaml);
    for (const { message, start } of errors) front.errors.push({ message, offset: yamlStart + start });
    // Aliases could blow a small text up; no front matter needs them.
    const data: unknown = document?.toJS({ maxAliasCount: 10 });
    if (data && typeof data === "object" && !Array.isArray(data)) front.data = data as Record<string, unknown>;
  } catch (error) {
    front.errors.push({ message: error instanceof Error ? error.message : String(error), offset: yamlStart });
  }
  return front;
}

/** Offsets of an entry of the front matter: of its key, if it has one, and of its value, if anything stands there. */
export interface FrontMatterPlace {
  key?: [start: number, end: number];
  value?: [start: number, end: number];
}

/** Where the entry under these keys and indices stands in a text; undefined if there is none. Never throws. */
export function placeInFrontMatter(text: string, path: readonly (string | number)[]): FrontMatterPlace | undefined {
  const found = frontMatterOf(text);
  if (!found || path.length === 0) return undefined;
  const placed = (node: unknown): [number, number] | undefined => {
    const range = isNode(node) ? node.range : undefined;
    // A value that is left out has a place, but no length.
    return range && range[1] > range[0] ? [found.yamlStart + range[0], found.yamlStart + range[1]] : undefined;
  };
  let node: unknown = parse(found.yaml).document?.contents;
  let key: unknown;
  for (const step of path) {
    if (isMap(node)) {
      // The last of equal keys counts, as for the data.
      const pair = node.items.findLast((p) => (isNode(p.key) ? String(p.key.toJSON()) : "") === String(step));
      if (!pair) return undefined;
      key = pair.key;
      node = pair.value;
    } else if (isSeq(node) && typeof step === "number" && step < node.items.length) {
      key = undefined;
      node = node.items[step];
    } else return undefined;
  }
  const [keyAt, valueAt] = [placed(key), placed(node)];
  return { ...(keyAt && { key: keyAt }), ...(valueAt && { value: valueAt }) };
}
