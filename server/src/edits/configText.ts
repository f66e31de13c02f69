/** How entries are written into the text of a YAML or JSON mapping, in the layout of what stands around them. */
import { isCollection, isNode, isPair, isScalar, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import type { LineEnd } from "../document/text.ts";
import { lineEnd, lineStart } from "./edit.ts";

export interface Layout {
  text: string;
  lineStarts: readonly number[];
  eol: LineEnd;
  /** Keys and values stand in quotes. */
  json: boolean;
}

const STEP = "  ";

/** An entry as lines of a block mapping. */
export function lines(path: readonly string[], value: string, append: boolean): string[] {
  const out = path.map((key, n) => `${STEP.repeat(n)}${scalarText(key, false)}:`);
  if (append) return [...out, `${STEP.repeat(path.length)}- ${scalarText(value, false)}`];
  out.push(`${out.pop()} ${scalarText(value, false)}`);
  return out;
}

/** Nothing that YAML 1.1 or 1.2 would read as anything but text; `off` is what severities are called. */
const PLAIN = /^[\p{L}_][\p{L}\p{N}_./()+-]*(?: [\p{L}\p{N}_./()+&-]+)*$/u;
const NO_TEXT = /^(?:true|false|yes|no|on|y|n|null|nan|inf)$/i;

/** A text as a YAML scalar, in quotes if it needs them or the file is JSON. */
export function scalarText(value: string, flow: boolean, json = false): string {
  const plain = !json && PLAIN.test(value) && !NO_TEXT.test(value) && !(flow && /[,[\]{}]/.test(value));
  return plain ? value : JSON.stringify(value);
}

export function entryOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** The text with an entry added to a mapping, behind its last one. */
export function addEntry(
  map: YAMLMap,
  path: readonly string[],
  value: string,
  append: boolean,
  layout: Layout,
): string | undefined {
  if (map.flow) return addInFlow(map, (indent) => flowEntry(path, value, append, layout, indent), layout);
  const first = map.items[0]?.key;
  const last = map.items.at(-1);
  const keyStart = isNode(first) ? first.range?.[0] : undefined;
  if (keyStart === undefined || !last) return undefined;
  const indent = layout.text.slice(lineStart(keyStart, layout), keyStart);
  if (indent.trim()) return undefined;
  return behindLine(endOf(last, layout), lines(path, value, append), indent, layout);
}

/** The text with an item added to a list, behind its last one. */
export function addItem(list: YAMLSeq, value: string, layout: Layout): string | undefined {
  if (list.flow) return addInFlow(list, () => scalarText(value, true, layout.json), layout);
  const last = list.items.at(-1);
  const start = isNode(last) ? last.range?.[0] : undefined;
  if (start === undefined) return undefined;
  const indent = /^([ \t]*)-\s/.exec(layout.text.slice(lineStart(start, layout), start))?.[1];
  if (indent === undefined) return undefined;
  return behindLine(endOf(last, layout), [`- ${scalarText(value, false)}`], indent, layout);
}

/** The text with something under a key that has no value yet. */
export function setValue(
  pair: Pair,
  rest: readonly string[],
  value: string,
  append: boolean,
  map: YAMLMap,
  layout: Layout,
): string | undefined {
  const { text } = layout;
  const key = isNode(pair.key) ? pair.key.range : undefined;
  if (!key) return undefined;
  // `rules: null` and `rules: ~` are as good as nothing, but they are words.
  const own = isScalar(pair.value) && pair.value.range ? text.slice(pair.value.range[0], pair.value.range[1]) : "";
  const colon = text.indexOf(":", key[1]);
  if (colon < 0) return undefined;
  if (map.flow || own.trim()) {
    const flow = `${text.slice(0, colon + 1)} ${flowValue(rest, value, append, layout)}`;
    const end = own.trim() && isScalar(pair.value) ? (pair.value.range?.[1] ?? colon + 1) : colon + 1;
    return flow + text.slice(end);
  }
  if (rest.length === 0 && !append)
    return `${text.slice(0, colon + 1)} ${scalarText(value, false)}${text.slice(colon + 1)}`;
  const indent = text.slice(lineStart(key[0], layout), key[0]);
  const below = rest.length ? lines(rest, value, append) : [`- ${scalarText(value, false)}`];
  return behindLine(colon + 1, below, indent + STEP, layout);
}

function behindLine(offset: number, added: readonly string[], indent: string, layout: Layout): string {
  const at = lineEnd(offset, layout);
  const { text, eol } = layout;
  return text.slice(0, at) + added.map((line) => eol + indent + line).join("") + text.slice(at);
}

/** Where an entry, item or value ends, without the blanks and line ends behind it. */
function endOf(node: unknown, layout: Layout): number {
  let end = 0;
  if (isPair(node)) end = isNode(node.value) && node.value.range ? endOf(node.value, layout) : endOf(node.key, layout);
  else if (isCollection(node) && !node.flow && node.items.length) return endOf(node.items.at(-1), layout);
  else if (isNode(node)) end = node.range?.[1] ?? 0;
  while (end > 0 && /\s/.test(layout.text[end - 1] as string)) end--;
  return end;
}

/** The text with an entry in braces or brackets, on a line of its own if the others have one. */
function addInFlow(
  node: YAMLMap | YAMLSeq,
  render: (indent: string | undefined) => string,
  layout: Layout,
): string | undefined {
  const { text, eol } = layout;
  if (!node.range) return undefined;
  const [start, end] = node.range;
  const last = node.items.at(-1);
  if (last === undefined) {
    const whole = start === 0 || !text.slice(0, start).trim();
    const inner = whole ? `${eol}${STEP}${render(STEP)}${eol}` : render(undefined);
    return text.slice(0, start + 1) + inner + text.slice(end - 1);
  }
  const at = endOf(last, layout);
  const line = text.slice(lineStart(at, layout), at);
  const ownLine = /[\r\n]/.test(text.slice(at, end));
  const indent = ownLine ? (/^[ \t]*/.exec(line)?.[0] ?? "") : undefined;
  const gap = indent === undefined ? " " : eol + indent;
  return `${text.slice(0, at)},${gap}${render(indent)}${text.slice(at)}`;
}

function flowEntry(
  path: readonly string[],
  value: string,
  append: boolean,
  layout: Layout,
  indent: string | undefined,
): string {
  const [key = "", ...rest] = path;
  const below = flowValue(rest, value, append, layout, indent);
  return `${scalarText(key, true, layout.json)}: ${below}`;
}

function flowValue(
  path: readonly string[],
  value: string,
  append: boolean,
  layout: Layout,
  indent?: string | undefined,
): string {
  if (path.length === 0) {
    const one = scalarText(value, true, layout.json);
    return append ? `[${one}]` : one;
  }
  if (indent === undefined) return `{${flowEntry(path, value, append, layout, undefined)}}`;
  const deeper = indent + (indent.startsWith("\t") ? "\t" : indent || STEP);
  return `{${layout.eol}${deeper}${flowEntry(path, value, append, layout, deeper)}${layout.eol}${indent}}`;
}
