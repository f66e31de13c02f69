/** Text edits of a project's configuration: what stands there, comments and layout, stays as it is. */
import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from "yaml";
import { lineEndOf, lineStartsOf } from "../document/text.ts";
import { addEntry, addItem, entryOf, type Layout, lines, scalarText, setValue } from "./configText.ts";
import { type Edit, replaceAt } from "./edit.ts";

export interface ConfigEdit {
  /** The whole text after the edit. */
  text: string;
  /** What changes in the old text; none if it says so already. */
  edits: Edit[];
}

export type ConfigFormat = "yaml" | "json";

/** `rules: {ID: severity}`. Undefined, here and below, if the text is no configuration that can be edited safely. */
export function setSeverity(text: string | undefined, rule: string, severity: string, format: ConfigFormat = "yaml") {
  return change(text ?? "", format, { path: ["rules", rule], value: severity, append: false });
}

/** `aliases: {SECTION: [heading]}`, added to those that stand there. */
export function addAlias(text: string | undefined, section: string, heading: string, format: ConfigFormat = "yaml") {
  return change(text ?? "", format, { path: ["aliases", section], value: heading, append: true });
}

/** `exclude: [pattern]`, added to those that stand there. */
export function addExclude(text: string | undefined, pattern: string, format: ConfigFormat = "yaml") {
  return change(text ?? "", format, { path: ["exclude"], value: pattern, append: true });
}

interface Change {
  path: readonly string[];
  value: string;
  /** The value is added to a list. */
  append: boolean;
}

type Data = Record<string, unknown>;

function change(text: string, format: ConfigFormat, wanted: Change): ConfigEdit | undefined {
  const bom = text.startsWith("\ufeff") ? "\ufeff" : "";
  const own = text.slice(bom.length);
  const document = parsed(own);
  const before = document && dataOf(document);
  const goal = before && withChange(before, wanted);
  if (!document || !goal) return undefined;
  if (same(before, goal)) return { text, edits: [] };
  const layout: Layout = {
    eol: lineEndOf(own),
    json: format === "json" || /^\s*\{\s*"/.test(own),
    text: own,
    lineStarts: lineStartsOf(own),
  };
  const after = own.trim() === "" ? fresh(wanted, layout) : changed(document, wanted, layout);
  const again = after === undefined ? undefined : parsed(after);
  // Odd layouts are left to their author rather than spoilt.
  if (after === undefined || !again || !same(dataOf(again), own.trim() === "" ? { version: 1, ...goal } : goal))
    return undefined;
  if (layout.json && !isJson(after) && isJson(own)) return undefined;
  return { text: bom + after, edits: [difference(text, bom + after)] };
}

function parsed(text: string): Document | undefined {
  // As the configuration is read: a lone CR ends a line in editors, not in YAML.
  const document = parseDocument(text.replace(/\r(?!\n)/g, "\n"), { prettyErrors: false, logLevel: "error" });
  return document.errors.length ? undefined : document;
}

function dataOf(document: Document): Data | undefined {
  try {
    const data: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
    return typeof data === "object" && !Array.isArray(data) ? (data as Data) : undefined;
  } catch {
    return undefined;
  }
}

/** The data that the configuration is to hold; undefined if something else stands in the way. */
function withChange(data: Data, { path, value, append }: Change): Data | undefined {
  const [key = "", ...rest] = path;
  const old = data[key];
  if (rest.length) {
    if (old !== undefined && old !== null && (typeof old !== "object" || Array.isArray(old))) return undefined;
    const below = withChange((old ?? {}) as Data, { path: rest, value, append });
    return below && { ...data, [key]: below };
  }
  if (!append) return typeof old === "object" && old !== null ? undefined : { ...data, [key]: value };
  if (old === undefined || old === null) return { ...data, [key]: [value] };
  if (typeof old === "string") return { ...data, [key]: old === value ? old : [old, value] };
  if (!Array.isArray(old)) return undefined;
  return { ...data, [key]: old.includes(value) ? old : [...old, value] };
}

/** The text of a configuration that holds nothing else. */
function fresh({ path, value, append }: Change, layout: Layout): string {
  if (layout.json) {
    const data = path.reduceRight<unknown>((below, key) => ({ [key]: below }), append ? [value] : value);
    return `${JSON.stringify({ version: 1, ...(data as Data) }, null, 2)}\n`.replaceAll("\n", layout.eol);
  }
  return ["version: 1", ...lines(path, value, append), ""].join(layout.eol);
}

function changed(document: Document, { path, value, append }: Change, layout: Layout): string | undefined {
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    const gap = /[\r\n]$/.test(layout.text) ? "" : layout.eol;
    return layout.text + gap + [...lines(path, value, append), ""].join(layout.eol);
  }
  if (!isMap(contents)) return undefined;
  let map: YAMLMap = contents;
  for (let depth = 0; ; depth++) {
    const pair = entryOf(map, path[depth] as string);
    const rest = path.slice(depth + 1);
    if (!pair) return addEntry(map, path.slice(depth), value, append, layout);
    const below = pair.value;
    const empty = below === null || (isScalar(below) && below.value === null);
    if (empty) return setValue(pair, rest, value, append, map, layout);
    if (rest.length) {
      if (!isMap(below)) return undefined;
      map = below;
      continue;
    }
    if (append && isSeq(below)) return addItem(below, value, layout);
    if (!isScalar(below) || !below.range) return undefined;
    const [start, end] = below.range;
    const flow = append || layout.json || map.flow === true;
    const one = scalarText(value, flow, layout.json);
    const list = `[${scalarText(String(below.value), true, layout.json)}, ${one}]`;
    return layout.text.slice(0, start) + (append ? list : one) + layout.text.slice(end);
  }
}

/** The smallest edit that makes one text the other. */
function difference(before: string, after: string): Edit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  // A line end of two characters is not parted.
  if (before[start - 1] === "\r") start--;
  if (end > 0 && before[before.length - end] === "\n" && before[before.length - end - 1] === "\r") end--;
  end = Math.max(0, Math.min(end, before.length - start, after.length - start));
  const doc = { text: before, lineStarts: lineStartsOf(before) };
  return replaceAt(start, before.length - end, after.slice(start, after.length - end), doc);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Equal data, whatever the order of keys. What an alias has made a circle of equals nothing. */
function same(a: unknown, b: unknown, depth = 0): boolean {
  if (a === b) return true;
  if (depth > MOST_DEPTH) return false;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false;
  const [x, y] = [a as Data, b as Data];
  const keys = Object.keys(x);
  return keys.length === Object.keys(y).length && keys.every((key) => key in y && same(x[key], y[key], depth + 1));
}

/** Deeper files are not parsed (yaml.ts). */
const MOST_DEPTH = 100;
