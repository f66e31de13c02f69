/** Where in a YAML or JSON data file a cursor stands, though what is being typed is rarely valid. */
import { lineStartsOf } from "../document/text.ts";

export interface DataContext {
  /** Keys and, for entries of lists, "0", from the file's root to what encloses the cursor; at a value its key included. */
  path: string[];
  /** A key is expected, a value, or the first character of either on a line of its own. */
  kind: "key" | "value";
  /** The word to replace: UTF-16 offsets, quotes included. */
  start: number;
  end: number;
  /** Inside brackets or JSON, where keys and texts may be quoted and entries are parted by commas. */
  flow: boolean;
  /** The key has its colon already. */
  colon: boolean;
}

interface Frame {
  bracket: "{" | "[";
  key?: string | undefined;
  /** Behind the colon of `key`. */
  value: boolean;
}

const KEY = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#:'"[\]{},|>][^:#[\]{},]*?)\s*:(?=\s|$)/;

/** The context at an offset; undefined in comments, long texts and where nothing of ours can stand. */
export function contextAt(text: string, offset: number, json: boolean): DataContext | undefined {
  if (json) {
    const from = text.search(/[{[]/);
    return from >= 0 && from < offset ? inFlow(text, from, offset, []) : undefined;
  }
  const starts = lineStartsOf(text.slice(0, offset));
  const lineStart = starts.at(-1) ?? 0;
  const lines = starts.slice(0, -1).map((at, i) => partsOf(text.slice(at, starts[i + 1]).replace(/[\r\n]+$/, "")));
  const current = text.slice(lineStart, offset);
  if (/(?:^|\s)#/.test(current)) return undefined;
  const here = partsOf(current);
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i] as LineParts;
    const bracket = line.key === undefined ? undefined : /^\s*[[{]/.exec(line.value);
    if (!bracket) continue;
    const open = (starts[i] as number) + line.valueColumn + bracket[0].length - 1;
    const flow = inFlow(text, open, offset, climb(lines.slice(0, i), line, [line.key as string]) ?? []);
    if (flow) return flow;
    break;
  }
  const path = climb(lines, here, []);
  if (!path) return undefined;
  if (here.key === undefined) {
    const word = wordEnd(text, offset);
    const kind = here.dashes ? "value" : "key";
    return { path, kind, start: lineStart + here.column, end: word.end, flow: false, colon: word.colon };
  }
  const blanks = /^\s*/.exec(here.value)?.[0].length ?? 0;
  const from = lineStart + here.valueColumn + blanks;
  const inner = [...path, here.key];
  if (/^[[{]/.test(here.value.slice(blanks))) return inFlow(text, from, offset, inner);
  if (blanks === 0 || /^[|>]/.test(here.value.slice(blanks))) return undefined;
  return { path: inner, kind: "value", start: from, end: wordEnd(text, offset).end, flow: false, colon: false };
}

/** A dash may stand below the first letter of its list's key. */
const SAME = 0.5;

interface LineParts {
  indent: number;
  dashes: boolean;
  /** Where what follows blanks and dashes begins. */
  column: number;
  /** Undefined if the line has none. */
  key: string | undefined;
  /** What follows the key's colon. */
  value: string;
  valueColumn: number;
}

function partsOf(line: string): LineParts {
  // Longer lines are no keys, and searching them could take long.
  const m = /^( *)((?:-(?: +|$))*)(.*)$/s.exec(line.slice(0, 1000)) as unknown as [string, string, string, string];
  const column = m[1].length + m[2].length;
  const key = KEY.exec(m[3]);
  return {
    indent: m[1].length,
    dashes: m[2] !== "",
    column,
    key: key ? unquoted(key[1] as string) : undefined,
    value: key ? m[3].slice(key[0].length) : "",
    valueColumn: column + (key?.[0].length ?? 0),
  };
}

/** The path to what stands on a line, from the lines before it; undefined in a long text, which ends at its indentation. */
function climb(before: readonly LineParts[], line: LineParts, path: readonly string[]): string[] | undefined {
  const result = line.dashes ? ["0", ...path] : [...path];
  let limit = line.dashes ? line.indent + SAME : line.column;
  for (const other of before.toReversed()) {
    if (other.key === undefined || other.column > limit) continue;
    if (other.column < limit) {
      if (/^\s*[|>][-+\d]*\s*(?:#.*)?$/.test(other.value)) return undefined;
      result.unshift(other.key);
    } else if (!other.dashes) continue;
    // The first key of a list's entry stands behind its dash.
    if (other.dashes) result.unshift("0");
    limit = other.dashes ? other.indent + SAME : other.column;
  }
  return result;
}

/** The context inside brackets that open at `from`; undefined if they are closed before the offset. */
function inFlow(text: string, from: number, offset: number, base: readonly string[]): DataContext | undefined {
  const stack: Frame[] = [];
  let word = offset;
  let i = from;
  while (i < offset) {
    const c = text[i] as string;
    const frame = stack.at(-1);
    word = offset;
    if (c === "{" || c === "[") {
      stack.push({ bracket: c, value: false });
      i++;
    } else if (c === "}" || c === "]") {
      stack.pop();
      if (stack.length === 0) return undefined;
      i++;
    } else if (c === ",") {
      if (frame) Object.assign(frame, { key: undefined, value: false });
      i++;
    } else if (c === ":" && frame) {
      frame.value = true;
      i++;
    } else if (c === "#" && /\s/.test(text[i - 1] ?? " ")) {
      const end = /[\r\n]/.exec(text.slice(i));
      i = end ? i + end.index : offset;
      if (i >= offset) return undefined;
    } else if (/\s/.test(c)) i++;
    else {
      word = i;
      const token = (c === '"' || c === "'" ? (c === '"' ? DOUBLE : SINGLE) : PLAIN).exec(text.slice(i))?.[0] ?? c;
      i += token.length;
      if (frame && !frame.value && i < offset) frame.key = unquoted(token);
    }
  }
  const frame = stack.at(-1);
  if (!frame) return undefined;
  const path = [...base];
  for (const [n, f] of stack.entries()) {
    if (f.bracket === "[") path.push("0");
    else if (f.key !== undefined && (n < stack.length - 1 || f.value)) path.push(f.key);
  }
  const end = i > offset ? i : wordEnd(text, offset).end;
  const kind = frame.bracket === "{" && !frame.value ? "key" : "value";
  return { path, kind, start: word, end: Math.max(end, offset), flow: true, colon: /^\s*:/.test(text.slice(end)) };
}

const DOUBLE = /^"(?:[^"\\\r\n]|\\.)*"?/;
const SINGLE = /^'[^'\r\n]*'?/;
const PLAIN = /^[^\s,:[\]{}"'#][^,:[\]{}\r\n]*/;

/** The end of the word at an offset, and whether a colon follows it. */
function wordEnd(text: string, offset: number): { end: number; colon: boolean } {
  const rest = /^[\w/.-]*["']?/.exec(text.slice(offset))?.[0] ?? "";
  const end = offset + rest.length;
  return { end, colon: /^[ \t]*:/.test(text.slice(end)) };
}

function unquoted(token: string): string {
  const t = token.trim();
  return /^(["']).*\1$/s.test(t) ? t.slice(1, -1) : t;
}
