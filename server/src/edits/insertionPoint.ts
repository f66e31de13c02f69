/** Where exactly a new section is put: before the next heading and what belongs to it, between two Markdown blocks. */
import type { DesignDoc, Heading } from "../document/types.ts";
import { collapse, type Framework } from "../framework/index.ts";
import { type Mark, marksOf } from "../recognition/marks.ts";
import { blockStart, type MissingPlace } from "../recognition/place.ts";
import type { Reading } from "../recognition/types.ts";
import { lineStart } from "./edit.ts";
import { blocksBefore, closedEnd, type TopBlock } from "./topBlocks.ts";

/** Headings behind which nothing new is put at the end of a document. */
const TRAILING = new Set(["references", "appendix", "changelog"]);

/** The offset at which a missing section is inserted: the beginning of a line, or the end of the text. */
export function insertionOffset({ anchor, where }: MissingPlace, reading: Reading, framework: Framework): number {
  const { doc } = reading;
  const boundary = new Boundaries(doc, framework);
  if (!anchor || where === "end") return endOffset(reading, boundary);
  if (where === "before") {
    // A line between the head of the document and its first section belongs to both.
    const first = !doc.headings.some((h) => h.index < anchor.index && h.part.depth > 0 && h !== reading.title);
    return boundary.before(anchor, 0, !first) ?? lineStart(anchor.start, doc);
  }
  for (const next of doc.headings) {
    if (next.index <= anchor.index || next.part.depth === 0 || next.part.depth > anchor.part.depth) continue;
    const offset = boundary.before(next, anchor.end);
    // A heading in the midst of an HTML block has nothing before it that could be parted from it.
    if (offset !== undefined) return offset;
  }
  return closedEnd(doc);
}

/**
 * Where the beginning of a heading is with all that belongs to it (its anchor, a comment that speaks of it, a line between
 * sections), not above `floor`; undefined if it stands inside an HTML block.
 */
export function beginningOf(heading: Heading, floor: number, doc: DesignDoc, framework: Framework): number | undefined {
  return new Boundaries(doc, framework).before(heading, floor);
}

/** The end of the document, before references, appendix and changelog if they close it. */
function endOffset({ doc, other, title }: Reading, boundary: Boundaries): number {
  let offset = closedEnd(doc);
  const tops = doc.headings.filter((h) => h.part.depth > 0 && h !== title && (!h.parent || h.parent === title));
  for (const h of tops.reverse()) {
    const id = other.get(h);
    if (!id || !TRAILING.has(id)) break;
    offset = boundary.before(h, title?.end ?? 0) ?? offset;
  }
  return offset;
}

class Boundaries {
  private readonly marks: ReadonlyMap<number, Mark>;

  constructor(
    private readonly doc: DesignDoc,
    private readonly framework: Framework,
  ) {
    this.marks = new Map(marksOf(doc).map((m) => [m.start, m]));
  }

  /** The beginning of a heading and of all that belongs to it, not above `floor`; undefined inside an HTML block. */
  before(heading: Heading, floor: number, breaks = true): number | undefined {
    const start = blockStart(heading, this.doc);
    if (start === undefined || start < floor) return undefined;
    let offset = start;
    for (const block of blocksBefore(this.doc, start)) {
      if (block.start < floor || !this.belongsToNext(block, offset, heading, breaks)) break;
      offset = lineStart(block.start, this.doc);
    }
    return offset;
  }

  private belongsToNext(block: TopBlock, next: number, heading: Heading, breaks: boolean): boolean {
    const { node } = block;
    if (node?.type === "thematicBreak") return breaks;
    const source = this.doc.text.slice(block.start, block.end);
    if (node?.type === "paragraph") return isAnchors(source);
    if (node?.type !== "html") return false;
    const rest = source.replace(/<!--[\s\S]*?-->/g, "").trim();
    if (rest) return isAnchors(rest) || opensMore(rest);
    return this.commentBelongsToNext(block, source, next, heading);
  }

  private commentBelongsToNext({ start, end }: TopBlock, source: string, next: number, heading: Heading): boolean {
    const mark = this.marks.get(start);
    if (mark) return mark.kind === "disable-next";
    const comment = source.replace(/^<!--|-->$/g, "").trim();
    if (this.framework.guidance.has(collapse(comment))) return false;
    // It stands right above the heading: no blank line between them.
    if (!/(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r(?!\n))/.test(this.doc.text.slice(end, next))) return true;
    // "==== Monitoring ====", "prettier-ignore" and the like speak of what follows.
    const plain = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, " ")
        .trim();
    const words = plain(comment);
    return (
      words === "" ||
      words === plain(heading.part.text) ||
      /(?:ignore|disable|off|start|begin)(?:-next\S*|-line)?\s*(?::|$)/i.test(comment)
    );
  }
}

/** Only targets of links: `<a name="x"></a>`. */
function isAnchors(source: string): boolean {
  return /^(?:\s*<a\s[^>]*(?:\/>|>\s*<\/a>))+\s*$/i.test(source) && !/\shref\s*=/i.test(source);
}

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/** An HTML block with tags that only a later block closes: it is opened for what follows. */
function opensMore(source: string): boolean {
  let open = 0;
  for (const [, close, name = "", self] of source.matchAll(/<(\/?)([a-z][\w-]*)[^>]*?(\/?)>/gi))
    if (!self && !VOID.test(name)) open += close ? -1 : 1;
  return open > 0;
}
