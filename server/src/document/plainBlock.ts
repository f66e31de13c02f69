/**
 * Blocks that need no parser, since beginning to parse takes longer than reading most of them: a paragraph of words, with bold
 * words, code and calls of footnotes in it, and short footnotes behind it. All else, and what only might be more to Markdown
 * than what it shows, is left to the parser.
 */
import type {
  FootnoteDefinition,
  FootnoteReference,
  InlineCode,
  Paragraph,
  PhrasingContent,
  Root,
  Strong,
  Text,
} from "mdast";

type Point = { line: number; column: number; offset: number };

/** What opens nothing wherever it stands in a line; `<` and `&` do not before a blank or a number, `_` not within a word. */
const WORDS =
  /(?:[\p{L}\p{M}\p{N} .,;:?!'"(){}/%$#=+^>’‘“”«»–—…°×·→←↔≈≤≥±§№€£-]+|[<&](?=[ =\d])|(?<=[\p{L}\p{N}])_+(?=[\p{L}\p{N}]))+/uy;
/** How a line begins that only goes on with its paragraph: no heading, list, quote, fence, underline or table. */
const LINE = /[\p{L}"'(“‘«]|`[^`]|\*\*[\p{L}\p{N}]|\d+(?![\d.)])/uy;
const LINE_END = /\r\n|\n|\r/y;
const LINE_END_BEFORE_TEXT = /(?:\r\n|\n|\r)(?=[^\r\n])/y;
/** Opened between a blank and a letter; closed before a blank, or between a letter and what ends a phrase. */
const BOLD =
  /(?<!\S)\*\*([\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .,;:?!'"()/%+’–—-]*[\p{L}\p{N}.,;:?!)])?)\*\*(?:(?=\s|$)|(?<=[\p{L}\p{N}]\*\*)(?=[.,;:?!)]))/uy;
const CODE = /(?<!`)`(?! )([^`\p{Cc}]+)`/uy;
const CALL = /\[\^([a-z\d]{1,40})\]/uy;
const NOTE = /\[\^([a-z\d]{1,40})\]: (?=[\p{L}"'(“‘«])/uy;
/** What GFM takes for an address. */
const ADDRESS = /www\.|https?:/i;

/** The tree that parsing would give for such a block, behind any front matter; undefined if it may be more. */
export function plainBlock(text: string): Root | undefined {
  return /^[\p{L}*]/u.test(text) && !ADDRESS.test(text) ? new PlainBlock(text).root() : undefined;
}

class PlainBlock {
  private at = 0;
  private line = 1;
  private lineStart = 0;
  private readonly called: string[] = [];

  constructor(private readonly text: string) {}

  root(): Root | undefined {
    const start = this.point();
    const first = this.paragraph();
    if (!first) return undefined;
    const children: Root["children"] = [first];
    const noted = new Set<string>();
    for (;;) {
      let ends = 0;
      while (this.lineEnd(LINE_END)) ends++;
      if (this.at === this.text.length) break;
      const note = ends > 1 ? this.note() : undefined;
      if (!note) return undefined;
      children.push(note);
      noted.add(note.identifier);
    }
    // Without its footnote a call is but text.
    if (this.called.some((id) => !noted.has(id))) return undefined;
    return { type: "root", children, position: { start, end: this.point() } };
  }

  private paragraph(): Paragraph | undefined {
    const start = this.point();
    const children: PhrasingContent[] = [];
    /** Where the words begin that are in no node yet. */
    let from = start;
    do {
      LINE.lastIndex = this.at;
      if (!LINE.test(this.text)) return undefined;
      while (!this.atLineEnd()) {
        if (this.take(WORDS)) continue;
        const start = this.point();
        const node = this.bold(start) ?? this.code(start) ?? this.call(start);
        if (!node) return undefined;
        if (from.offset < start.offset) children.push(this.words(from, start));
        children.push(node);
        from = this.point();
      }
      // Blanks before a line end are left out, or break the line.
      if (this.text[this.at - 1] === " ") return undefined;
    } while (this.lineEnd(LINE_END_BEFORE_TEXT));
    const end = this.point();
    if (from.offset < end.offset) children.push(this.words(from, end));
    return { type: "paragraph", children, position: { start, end } };
  }

  private bold(start: Point): Strong | undefined {
    if (!this.take(BOLD)) return undefined;
    const end = this.point();
    return { type: "strong", children: [this.words(moved(start, 2), moved(end, -2))], position: { start, end } };
  }

  private code(start: Point): InlineCode | undefined {
    const value = this.take(CODE)?.[1];
    return value === undefined ? undefined : { type: "inlineCode", value, position: { start, end: this.point() } };
  }

  private call(start: Point): FootnoteReference | undefined {
    const id = this.take(CALL)?.[1];
    if (id === undefined) return undefined;
    this.called.push(id);
    return { type: "footnoteReference", identifier: id, label: id, position: { start, end: this.point() } };
  }

  /** A footnote of one line of words. */
  private note(): FootnoteDefinition | undefined {
    const start = this.point();
    const id = this.take(NOTE)?.[1];
    const from = this.point();
    if (id === undefined || !this.take(WORDS) || !this.atLineEnd() || this.text[this.at - 1] === " ") return undefined;
    const end = this.point();
    const paragraph: Paragraph = {
      type: "paragraph",
      children: [this.words(from, end)],
      position: { start: from, end },
    };
    return { type: "footnoteDefinition", identifier: id, label: id, children: [paragraph], position: { start, end } };
  }

  private words(start: Point, end: Point): Text {
    return { type: "text", value: this.text.slice(start.offset, end.offset), position: { start, end } };
  }

  private take(what: RegExp): RegExpExecArray | undefined {
    what.lastIndex = this.at;
    const found = what.exec(this.text);
    if (found) this.at = what.lastIndex;
    return found ?? undefined;
  }

  private lineEnd(what: RegExp): boolean {
    if (!this.take(what)) return false;
    this.line++;
    this.lineStart = this.at;
    return true;
  }

  private atLineEnd(): boolean {
    return this.at === this.text.length || this.text[this.at] === "\n" || this.text[this.at] === "\r";
  }

  private point(): Point {
    return { line: this.line, column: this.at - this.lineStart + 1, offset: this.at };
  }
}

const moved = ({ line, column, offset }: Point, by: number): Point => ({
  line,
  column: column + by,
  offset: offset + by,
});
