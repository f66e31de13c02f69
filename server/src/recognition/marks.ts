/** Comments by which an author corrects the reading or silences findings. */
import { Memo, NOBODY } from "../document/memo.ts";
import type { Comment, DesignDoc, Heading } from "../document/types.ts";
import { likely } from "../framework/likely.ts";

/** The names of all marks, as they stand in a comment. */
export const MARK_NAMES = [
  "ml-design-docs",
  "ml-design-docs-section",
  "ml-design-docs-disable-next",
  "ml-design-docs-disable-file",
] as const;

/** `switch`: `ml-design-docs: on` or `off`. `unknown`: meant for us, but no mark that is known. */
export type MarkKind = "switch" | "section" | "disable-next" | "disable-file" | "unknown";

/** A word of a mark and where it stands. */
export interface MarkWord {
  /** In lower case. */
  id: string;
  start: number;
  end: number;
}

export interface Mark {
  kind: MarkKind;
  /** The mark's name as written; of an unknown switch with what is switched. */
  name: { text: string; start: number; end: number };
  /** Sections, rules, or what is switched. */
  ids: MarkWord[];
  /** Why findings are silenced; empty if nobody says. */
  reason: string;
  /** Behind the mark's last word: where a reason is to stand. */
  contentEnd: number;
  /** The whole comment. */
  start: number;
  end: number;
  /** Index into `DesignDoc.body`. */
  index: number;
  /** Of an unknown mark: the name that its author likely meant. */
  likely?: string;
}

const marksMemo = new Memo<DesignDoc, readonly Mark[]>();

/** The marks of a document, in order. What stands in code is none. */
export function marksOf(doc: DesignDoc): readonly Mark[] {
  const known = marksMemo.get(doc, NOBODY);
  if (known) return known;
  const marks: Mark[] = [];
  marksMemo.set(doc, NOBODY, marks);
  for (let index = 0; index < doc.body.length; index++) {
    const { part, start, end } = doc.body[index] as DesignDoc["body"][number];
    if (part.type !== "comment") continue;
    const mark = markIn(part, start, end, doc);
    // A comment that is never closed takes in all that follows: what is put before that must not become its heading.
    if (mark && doc.text.includes("-->", start)) marks.push(placedMark(mark, start, end, index));
  }
  return marks;
}

/** A mark whose words' places, as the parse knows them, count from the comment's beginning. */
function placedMark(
  { name, ids, contentEnd, ...mark }: PlacedInComment,
  start: number,
  end: number,
  index: number,
): Mark {
  const moved = ({ start: from, end: to }: { start: number; end: number }) => ({
    start: start + from,
    end: start + to,
  });
  return {
    ...mark,
    name: { text: name.text, ...moved(name) },
    ids: ids.map((word) => ({ id: word.id, ...moved(word) })),
    contentEnd: start + contentEnd,
    start,
    end,
    index,
  };
}

type PlacedInComment = Omit<Mark, "start" | "end" | "index">;

/** A mark with the places of its words in its comment's source. */
function placeWords({ name: word, ids: words, ...mark }: ParsedMark, comment: string): PlacedInComment {
  let at = 0;
  // Markdown reads a NUL as another character.
  const source = comment.replaceAll("\0", "\ufffd");
  /** Places words one after the other: in a quote or list the source may hold more than the comment's text. */
  const placed = (text: string) => {
    const found = source.indexOf(text, at);
    if (found < 0) return { start: at, end: at };
    at = found + text.length;
    return { start: found, end: at };
  };
  const name = { text: word, ...placed(word) };
  const ids = words.map((id) => ({ id: id.toLowerCase(), ...placed(id) }));
  const contentEnd = comment.replace(/-->$/, "").trimEnd().length;
  return { ...mark, name, ids, contentEnd };
}

interface ParsedMark {
  kind: MarkKind;
  name: string;
  ids: string[];
  reason: string;
  likely?: string;
}

const markMemo = new Memo<Comment, PlacedInComment | "none">();

/** The mark that a comment is; kept as long as the block it was read from. */
function markIn(comment: Comment, start: number, end: number, { text }: DesignDoc): PlacedInComment | undefined {
  let known = markMemo.get(comment, NOBODY);
  if (!known) {
    const parsed = parseMark(comment.text);
    known = parsed ? placeWords(parsed, text.slice(start, end)) : "none";
    markMemo.set(comment, NOBODY, known);
  }
  return known === "none" ? undefined : known;
}

const OURS = /^(ml-design-docs(-[\w-]+)?)(?![\w-])\s*([:：]?)\s*([\s\S]*)$/i;
const IDS = /^[\w/.-]+(?:\s*[,，、]\s*[\w/.-]+)*/;
const SWITCH = /^(?:on|off)$/i;

/** A comment's text as a mark; undefined if it is not meant for us. */
function parseMark(text: string): ParsedMark | undefined {
  const [, name = "", suffix = "", colon = "", rest = ""] = OURS.exec(text) ?? [];
  if (!name) return misspelt(text);
  switch (suffix.toLowerCase()) {
    case "":
      return SWITCH.test(rest) ? { kind: "switch", name, ids: [rest], reason: "" } : wrongSwitch(text, rest, colon);
    case "-section":
      return { kind: "section", name, ids: wordsOf(rest, /\s*[,，、]\s*/), reason: "" };
    case "-disable-next":
    case "-disable-file": {
      const kind = suffix.slice(1).toLowerCase() as MarkKind;
      const cut = /[:：]|\s[—–]\s/.exec(rest);
      // Without a colon what follows the ids is the reason.
      const ids = cut ? rest.slice(0, cut.index) : (IDS.exec(rest)?.[0] ?? "");
      return { kind, name, ids: wordsOf(ids), reason: rest.slice(cut ? cut.index + cut[0].length : ids.length).trim() };
    }
    default:
      return unknown(name, likelyMark(suffix.slice(1)));
  }
}

const SUFFIXES = MARK_NAMES.slice(1).map((name) => name.slice(MARK_NAMES[0].length + 1));

/** The mark that something behind our name is like; our name itself is no likeness. */
function likelyMark(word: string): string | undefined {
  const on = /^(?:on|off)$/i.exec(word)?.[0].toLowerCase();
  if (on) return `${MARK_NAMES[0]}: ${on}`;
  // Other checkers have a plain "disable".
  const begun = /^disable(?:-file)?\b/i.exec(word)?.[0].toLowerCase();
  const meant = likely(word, SUFFIXES) ?? (begun === "disable" ? "disable-next" : begun);
  return meant && `${MARK_NAMES[0]}-${meant}`;
}

function unknown(name: string, meant: string | undefined): ParsedMark {
  return { kind: "unknown", name, ids: [], reason: "", ...(meant && { likely: meant }) };
}

/** Our name with something else behind it than on or off. Prose that begins with our name is no mark. */
function wrongSwitch(text: string, rest: string, colon: string): ParsedMark | undefined {
  const word = /^[\w-]*/.exec(rest)?.[0] ?? "";
  const suffix = likely(word, SUFFIXES);
  // A blank or colon for the hyphen: "ml-design-docs disable-next …".
  if (suffix) return unknown(text.slice(0, text.length - rest.length + word.length), `ml-design-docs-${suffix}`);
  if (!colon && rest) return undefined;
  return unknown(text, `ml-design-docs: ${likely(word, ["off", "on"]) ?? "on"}`);
}

/** A mark whose very name is misspelt. */
function misspelt(text: string): ParsedMark | undefined {
  if (!/^ml?[-_ ]?d/i.test(text)) return undefined;
  const token = /^[\p{L}\p{N}_-]+/u.exec(text)?.[0] ?? "";
  const meant = token.length >= 10 ? likely(token, MARK_NAMES) : undefined;
  // "ml-design-doc" before other words than ids is prose.
  if (meant && (meant !== MARK_NAMES[0] || /^\s*(?:[:：]|$)/.test(text.slice(token.length))))
    return unknown(token, meant);
  // With blanks for hyphens; "ML design doc: churn" alone is no mark.
  const spaced = /^ml design docs? (?:section|disable[- ](?:next|file))(?=\s|[:：]|$)/i.exec(text)?.[0];
  return spaced ? unknown(spaced, likely(spaced, MARK_NAMES)) : undefined;
}

/** Ids hold no blanks, but a title that is written for one does. */
const wordsOf = (list: string, between = /[\s,，、]+/) => list.split(between).filter(Boolean);

/** Stands for no section in a section mark. */
export const NO_SECTION = "none";

/**
 * `<!-- ml-design-docs-section: baselines, model -->` directly under a heading; `none` stands for no section. Ids for which
 * `known` does not hold say nothing: a slip must not take a heading's section away.
 */
export function sectionMarks(doc: DesignDoc, known: (id: string) => boolean): Map<Heading, string[]> {
  const marks = new Map<Heading, string[]>();
  for (const { kind, ids, index } of marksOf(doc)) {
    const heading = doc.owner[index];
    if (kind !== "section" || !heading) continue;
    const said = ids.map(({ id }) => id).filter((id) => id === NO_SECTION || known(id));
    const all = marks.get(heading);
    if (all) for (const id of said) all.push(id);
    else if (said.length) marks.set(heading, said);
  }
  return marks;
}
