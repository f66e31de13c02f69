/** Gives a waiver in the front matter a reason, to be filled in. */
import { placeInFrontMatter, readFrontMatter } from "../document/frontMatter.ts";
import type { DesignDoc } from "../document/types.ts";
import { applyEdits, type FilledEdits, lineStart, replaceAt, withPlaceholder } from "./edit.ts";
import { reasonPlaceholder } from "./reason.ts";

const KEY = "not-applicable";

/**
 * What the author gave as a reason stays, and asks to go on. A list of sections becomes a mapping, in which each has a
 * reason to be given.
 */
export function frontMatterReason(id: string, doc: DesignDoc, language: string): FilledEdits {
  const words = reasonPlaceholder(language);
  const said = doc.frontMatter?.data[KEY];
  const isMapping = typeof said === "object" && said !== null && !Array.isArray(said);
  const filled = isMapping ? inMapping(id, words, doc) : asMapping(id, words, doc);
  if (!filled) return { edits: [] };
  const [start, end, text] = filled;
  if (doc.text.slice(start, end) === text) return { edits: [] };
  const edits = [replaceAt(start, end, text, doc)];
  const after = readFrontMatter(applyEdits(doc, edits));
  const waivers = after?.data[KEY];
  // An odd layout is left to its author.
  const isRead = typeof waivers === "object" && waivers !== null && !Array.isArray(waivers) && id in waivers;
  return isRead && after?.errors.length === doc.frontMatter?.errors.length
    ? withPlaceholder(edits, words)
    : { edits: [] };
}

type Replacement = [start: number, end: number, text: string] | undefined;

function inMapping(id: string, words: string, { text }: DesignDoc): Replacement {
  const place = placeInFrontMatter(text, [KEY, id]);
  if (!place?.key) return undefined;
  const [, keyEnd] = place.key;
  if (!place.value) {
    const colon = /^[ \t]*:/.exec(text.slice(keyEnd))?.[0] ?? "";
    return [keyEnd, keyEnd + colon.length, `: "${words}"`];
  }
  const [start, end] = place.value;
  const written = text.slice(start, end);
  if (/^["']?\[[^[\]]*\]["']?$/.test(written)) return [start, end, `"${words}"`];
  const quote = /["']$/.exec(written)?.[0];
  return quote ? [end - 1, end, ` ${words}${quote}`] : [start, end, `"${written.replace(/["\\]/g, "\\$&")} ${words}"`];
}

function asMapping(id: string, words: string, doc: DesignDoc): Replacement {
  const place = placeInFrontMatter(doc.text, [KEY])?.value;
  if (!place) return undefined;
  const [start, end] = place;
  const written = doc.text.slice(start, end);
  const reason = (name: string) => `${name}: "${name === id ? words : ""}"`;
  if (/^\[[\s\S]*\]$/.test(written)) {
    const names = written
      .slice(1, -1)
      .split(",")
      .map((name) => name.trim());
    return [start, end, `{${names.filter(Boolean).map(reason).join(", ")}}`];
  }
  if (!written.startsWith("-")) return [start, end, `{${reason(written.trim())}}`];
  const from = lineStart(start, doc);
  // Entries of a list may stand as far left as their key, those of a mapping may not.
  const indent = start === from ? "  " : "";
  const lines = doc.text.slice(from, end).replace(/^([ \t]*)-[ \t]+([^\s#]+)/gm, (_, blanks: string, name: string) => {
    return `${indent}${blanks}${reason(name)}`;
  });
  return [from, end, lines];
}
