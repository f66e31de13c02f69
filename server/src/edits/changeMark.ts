/** Edits of marks that stand in a document already: name a reason, correct a name, take a useless one out. */
import { lineAt } from "../document/text.ts";
import type { DesignDoc } from "../document/types.ts";
import type { Mark } from "../recognition/marks.ts";
import { isPlaceholder } from "../recognition/substance.ts";
import {
  type Edit,
  type FilledEdits,
  insertAt,
  isBlankLine,
  lineEnd,
  lineStart,
  replaceAt,
  withPlaceholder,
} from "./edit.ts";
import { reasonPlaceholder } from "./reason.ts";
import { rendersSame } from "./sameRendering.ts";

/** Adds a reason, to be filled in, to a mark that silences something without one. */
export function fixReason(mark: Mark, doc: DesignDoc, language: string): FilledEdits {
  if ((mark.kind !== "disable-next" && mark.kind !== "disable-file") || mark.ids.length === 0) return { edits: [] };
  const words = reasonPlaceholder(language);
  const written = doc.text.slice(mark.start, mark.contentEnd);
  if (mark.reason && !isPlaceholder(mark.reason)) return { edits: [] };
  if (mark.reason) {
    // A placeholder stands there already: it is what the author is led to.
    const start = mark.contentEnd - mark.reason.length;
    if (mark.reason === words || doc.text.slice(start, mark.contentEnd) !== mark.reason) return { edits: [] };
    return withPlaceholder([replaceAt(start, mark.contentEnd, words, doc)], words);
  }
  const colon = /[:：]$/.test(written) ? " " : ": ";
  return withPlaceholder([insertAt(mark.contentEnd, colon + words, doc)], words);
}

/** Replaces a name in a mark, an id or the mark's own, wherever it stands in it. */
export function renameInMark(mark: Mark, from: string, to: string, doc: DesignDoc): Edit[] {
  const old = from.toLowerCase();
  const words = mark.ids.filter((word) => word.id === old);
  if (mark.name.text.toLowerCase() === old) words.unshift({ id: old, start: mark.name.start, end: mark.name.end });
  return words
    .filter(({ start, end }) => doc.text.slice(start, end) !== to)
    .map(({ start, end }) => replaceAt(start, end, to, doc));
}

/**
 * Takes a mark out, with the line that it leaves blank. Where it keeps two blocks apart that would grow together without it,
 * a blank line or an empty comment stays.
 */
export function removeMark(mark: Mark, doc: DesignDoc): Edit[] {
  const candidates: Edit[] = [];
  const [from, to] = [lineStart(mark.start, doc), lineEnd(mark.end, doc)];
  if (!doc.text.slice(from, mark.start).trim() && !doc.text.slice(mark.end, to).trim()) {
    const lines = wholeLines(mark, doc);
    candidates.push(replaceAt(...lines, "", doc), replaceAt(mark.start, mark.end, "", doc));
  } else {
    const blank = /[ \t]$/.test(doc.text.slice(from, mark.start)) ? 1 : 0;
    candidates.push(replaceAt(mark.start - blank, mark.end, "", doc), replaceAt(mark.start, mark.end, "", doc));
  }
  const fitting = candidates.find((edit) => rendersSame(doc, [edit]));
  return [fitting ?? replaceAt(mark.start, mark.end, "<!-- -->", doc)];
}

/** The mark's lines, with one of the blank lines around them if it stands between two. */
function wholeLines({ start, end }: Mark, doc: DesignDoc): [number, number] {
  const { text, lineStarts } = doc;
  const first = lineAt(lineStarts, start);
  const last = lineAt(lineStarts, end);
  const next = lineStarts[last + 1];
  const below = next === undefined ? text.length : (lineStarts[last + 2] ?? text.length);
  const blankAbove = isBlankLine(first - 1, doc);
  const from = lineStart(start, doc);
  if (next !== undefined && next < text.length) return [from, blankAbove && isBlankLine(last + 1, doc) ? below : next];
  // At the text's end the line end before it goes, so that the file ends as it did.
  const above = first > 1 && blankAbove ? first - 1 : first;
  if (next !== undefined) return [above === first ? from : (lineStarts[above] as number), text.length];
  return [above > 0 ? lineEnd((lineStarts[above] as number) - 1, doc) : from, text.length];
}
