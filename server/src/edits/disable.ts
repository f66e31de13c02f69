/** Marks that silence a rule, or all rules of a section, for the next block or for the whole document. */
import { lineAt } from "../document/text.ts";
import type { DesignDoc } from "../document/types.ts";
import { type Mark, marksOf } from "../recognition/marks.ts";
import { type FilledEdits, insertAt, insertBlock, isBlankLine, lineStart, withPlaceholder } from "./edit.ts";
import { isAttributeLine } from "./ownText.ts";
import { reasonInComment, reasonPlaceholder } from "./reason.ts";
import { rendersSame } from "./sameRendering.ts";
import { blockAt, blocksBefore, type TopBlock } from "./topBlocks.ts";

/** What is silenced, why, and in which language a missing reason is asked for. */
export interface Silence {
  /** Id of a rule or a section. */
  rule: string;
  reason?: string;
  language: string;
}

/**
 * Puts the mark before the outermost block on which the offset stands: before the whole list, quote or table, never into it.
 * No edit if the rule is silenced there already, or the offset stands in the front matter, where a mark cannot be: there only
 * `disableFile` helps.
 */
export function disableNext(doc: DesignDoc, offset: number, silence: Silence): FilledEdits {
  const block = offset < frontEnd(doc) ? undefined : silencedBlock(doc, offset);
  // Attributes on the line behind a heading are the heading's: nothing can part the two.
  if (!block || isAttributeLine(lineAt(doc.lineStarts, block.start), doc)) return { edits: [] };
  const above = marksRightAbove(doc, block);
  if (above.some((m) => m.kind === "disable-next" && hasId(m, silence.rule))) return { edits: [] };
  return putBefore(doc, block, "disable-next", silence);
}

/** The block on which an offset stands, else the next one; comments and definitions are none, since a mark passes them over. */
function silencedBlock(doc: DesignDoc, offset: number): TopBlock | undefined {
  let block = blockAt(doc, offset);
  while (block && isSilent(block, doc)) block = blockAt(doc, block.end + 1);
  return block;
}

const isSilent = ({ node, start, end }: TopBlock, { text }: DesignDoc): boolean =>
  node?.type === "definition" ||
  ((node?.type === "html" || node?.type === "paragraph") && withoutComments(text.slice(start, end)) === "");

const withoutComments = (html: string) => html.replace(/<!--[\s\S]*?(?:-->|$)/g, "").trim();

/** Puts the mark at the document's head, behind marks of ours that stand there. No edit if the rule is silenced already. */
export function disableFile(doc: DesignDoc, silence: Silence): FilledEdits {
  const head = headOf(doc);
  if (!head || marksOf(doc).some((m) => m.kind === "disable-file" && hasId(m, silence.rule))) return { edits: [] };
  return putBefore(doc, head.first, "disable-file", silence);
}

/**
 * Where a mark for the whole document is put: before the first block that is no such mark, which is undefined if there is
 * none. Undefined while the front matter is being written: a comment in it would break it.
 */
export function headOf(doc: DesignDoc): { first: TopBlock | undefined } | undefined {
  if (!doc.frontMatter && !TOML.test(doc.text) && OPEN.test(doc.text)) return undefined;
  const heads = new Set(marksOf(doc).flatMap((m) => (m.kind === "switch" || m.kind === "disable-file" ? m.start : [])));
  for (let at = frontEnd(doc); ; ) {
    const first = blockAt(doc, at);
    // A line that may yet begin front matter stays the first.
    const begins = first?.node?.type === "thematicBreak" && lineAt(doc.lineStarts, first.start) === 0;
    if (!first || !(begins || heads.has(first.start))) return { first };
    at = first.end + 1;
  }
}

/** Front matter that other tools read: TOML. */
const TOML = /^\ufeff?\+\+\+[ \t]*(?:\r\n|\n|\r)(?:[\s\S]*?(?:\r\n|\n|\r))??\+\+\+[ \t]*(?:\r\n|\n|\r|$)/;
/** Front matter that is not closed yet: its first entries. */
const OPEN = /^\ufeff?(?:-{3}|\+{3})[ \t]*(?:\r\n|\n|\r)(?:[ \t]*["'\w-][^\r\n:=]*[:=][^\r\n]*(?:\r\n|\n|\r|$))+/;

/** Where the front matter ends, closed or not: before it, and in it, no mark can stand. */
function frontEnd({ text, frontMatter }: DesignDoc): number {
  return frontMatter?.end ?? (TOML.exec(text) ?? OPEN.exec(text))?.[0].length ?? 0;
}

/** A comment of its own before a block; at the text's end if there is none. */
export function putComment(doc: DesignDoc, block: TopBlock | undefined, comment: string) {
  if (!block) return insertBlock(comment, doc.text.length, doc);
  const offset = lineStart(block.start, doc);
  const line = lineAt(doc.lineStarts, offset);
  // As many blank lines below as above: none where the author's blocks stand without one.
  const gap = isBlankLine(line - 1, doc) ? doc.lineEnd : "";
  return insertAt(offset, comment + doc.lineEnd + gap, doc);
}

function putBefore(doc: DesignDoc, block: TopBlock | undefined, kind: string, silence: Silence): FilledEdits {
  const { rule, reason = "", language } = silence;
  const placeholder = reasonPlaceholder(language);
  const given = reasonInComment(reason);
  const edit = putComment(doc, block, `<!-- ml-design-docs-${kind} ${rule}: ${given || placeholder} -->`);
  if (!rendersSame(doc, [edit])) return { edits: [] };
  return given ? { edits: [edit] } : withPlaceholder([edit], placeholder);
}

/** Our marks that stand right above a block, nothing else between. */
function marksRightAbove(doc: DesignDoc, block: TopBlock): Mark[] {
  const byStart = new Map(marksOf(doc).map((m) => [m.start, m]));
  const marks: Mark[] = [];
  for (const { node, start } of blocksBefore(doc, block.start)) {
    const mark = node?.type === "html" ? byStart.get(start) : undefined;
    if (!mark) break;
    marks.push(mark);
  }
  return marks;
}

const hasId = (mark: Mark, id: string) => mark.ids.some((word) => word.id === id.toLowerCase());
