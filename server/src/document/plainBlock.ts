/**
 * Blocks that need no parser, since beginning to parse takes longer than reading most of them: a heading, paragraphs and tight
 * lists of words, with stressed words, code, links and calls of footnotes in them, and short footnotes behind. All else, and
 * what only might be more to Markdown than what it shows, is left to the parser.
 */
import type {
  Emphasis,
  FootnoteDefinition,
  FootnoteReference,
  Heading,
  InlineCode,
  Link,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  Root,
  Strong,
  Text,
} from "mdast";
import { wordsEnd } from "./plainWords.ts";

type Point = { line: number; column: number; offset: number };

/** How a line begins that only goes on with its paragraph: no heading, list, quote, fence, underline or table. */
const LINE = /[\p{L}"'(“‘«]|`[^`]|\*\*?[\p{L}\p{N}]|\[[\p{L}\p{N}]|\d+(?![\d.)])/uy;
const LINE_END = /\r\n|\n|\r/y;
const LINE_END_BEFORE_TEXT = /(?:\r\n|\n|\r)(?=[^\r\n])/y;
/** Words that begin with a letter or figure and end with one or with what ends a phrase. */
const PHRASE = String.raw`([\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .,;:?!'"()/%+’–—-]*[\p{L}\p{N}.,;:?!)])?)`;
/** Opened between a blank and a letter; closed before a blank, or between a letter and what ends a phrase. */
const stressed = (stars: string) =>
  new RegExp(String.raw`(?<!\S)${stars}${PHRASE}${stars}(?:(?=\s|$)|(?<=[\p{L}\p{N}]${stars})(?=[.,;:?!)]))`, "uy");
const BOLD = stressed(String.raw`\*\*`);
const EMPHASIS = stressed(String.raw`\*`);
const LINK = new RegExp(String.raw`(?<!!)\[${PHRASE}\]\(([\p{L}\p{N}/.#?=%+,:;~_-]+)\)`, "uy");
const CODE = /(?<!`)`(?! )([^`\p{Cc}]+)`/uy;
const CALL = /\[\^([a-z\d]{1,40})\]/uy;
const NOTE = /\[\^([a-z\d]{1,40})\]: (?=[\p{L}"'(“‘«])/uy;
const HEADING = /(#{1,6}) +(?=\S)/y;
/** An item's marker, with the one blank behind it. */
const MARKER = /([-*+]|(\d{1,9})[.)]) (?! )/y;
/** What GFM takes for an address. */
const ADDRESS = /www\.|https?:/i;

const BEGINS = /^[\p{L}\d*#+[-]/u;

/** The tree that parsing would give for such a block, behind any front matter; undefined if it may be more. */
export function plainBlock(text: string): Root | undefined {
  return BEGINS.test(text) ? new PlainBlock(text).root() : undefined;
}

class PlainBlock {
  private at = 0;
  private line = 1;
  private lineStart = 0;
  private readonly called: string[] = [];
  /** GFM makes links of addresses. */
  private hasAddress = false;

  constructor(private readonly text: string) {}

  root(): Root | undefined {
    const start = this.point();
    const children: Root["children"] = [];
    const noted = new Set<string>();
    // A heading ends with its line; what else stands together needs a blank one between.
    for (let ends = 2; ends > 0 && this.at < this.text.length; ) {
      const last = children.at(-1)?.type;
      if (ends < 2 && last !== "heading") return undefined;
      const node = this.flow(last);
      if (!node) return undefined;
      children.push(node);
      if (node.type === "footnoteDefinition") noted.add(node.identifier);
      for (ends = 0; this.lineEnd(LINE_END); ) ends++;
    }
    // Without its footnote a call is but text.
    if (
      children.length === 0 ||
      this.hasAddress ||
      this.at < this.text.length ||
      this.called.some((id) => !noted.has(id))
    )
      return undefined;
    return { type: "root", children, position: { start, end: this.point() } };
  }

  /** What begins here. `last`: what stands before it. */
  private flow(last: string | undefined): Heading | List | Paragraph | FootnoteDefinition | undefined {
    const first = this.text[this.at];
    if (first === "#") return last === undefined ? this.heading() : undefined;
    if (first === "[" && this.text[this.at + 1] === "^")
      return last === undefined || last === "heading" ? undefined : this.note();
    if (last === "footnoteDefinition") return undefined;
    MARKER.lastIndex = this.at;
    // Behind a blank line a list may go on.
    if (MARKER.test(this.text)) return last === "list" ? undefined : this.list(0);
    return this.paragraph();
  }

  private heading(): Heading | undefined {
    const start = this.point();
    const depth = this.take(HEADING)?.[1]?.length as Heading["depth"] | undefined;
    const children = depth && this.content();
    // A closing sequence is none of its words.
    if (!children || this.text[this.at - 1] === "#") return undefined;
    return { type: "heading", depth, children, position: { start, end: this.point() } };
  }

  /** A tight list whose items begin behind so many blanks. */
  private list(indent: number): List | undefined {
    const start = this.point();
    const children: ListItem[] = [];
    let marker: RegExpExecArray | undefined;
    for (;;) {
      const from = this.point();
      const own = this.take(MARKER);
      if (!own || (marker && kindOf(own) !== kindOf(marker))) return undefined;
      marker ??= own;
      const item = this.item(from, indent + own[0].length);
      if (!item) return undefined;
      children.push(item);
      const end = this.point();
      const next = this.lineEnd(LINE_END_BEFORE_TEXT) ? this.blanks() : -1;
      if (next !== indent) {
        // Fewer blanks: it goes on with a list that this one stands in.
        if (next > indent) return undefined;
        this.back(end);
        const first = marker[2];
        const numbers = { ordered: first !== undefined, start: first === undefined ? null : Number(first) };
        return { type: "list", ...numbers, spread: false, children, position: { start, end } };
      }
    }
  }

  /** What stands behind a marker, and a list below it whose items begin where its words do. */
  private item(start: Point, indent: number): ListItem | undefined {
    const from = this.point();
    const words = this.content();
    if (!words) return undefined;
    const children: ListItem["children"] = [
      { type: "paragraph", children: words, position: { start: from, end: this.point() } },
    ];
    const end = this.point();
    if (this.lineEnd(LINE_END_BEFORE_TEXT) && this.blanks() === indent) {
      const below = this.list(indent);
      if (!below) return undefined;
      children.push(below);
    } else this.back(end);
    return { type: "listItem", spread: false, checked: null, children, position: { start, end: this.point() } };
  }

  private paragraph(): Paragraph | undefined {
    const start = this.point();
    const children = this.content(LINE_END_BEFORE_TEXT);
    return children && { type: "paragraph", children, position: { start, end: this.point() } };
  }

  /** The content of a line; with `goesOn` also of the lines that follow behind such an end. */
  private content(goesOn?: RegExp): PhrasingContent[] | undefined {
    const children: PhrasingContent[] = [];
    /** Where the words begin that are in no node yet. */
    let from = this.point();
    do {
      LINE.lastIndex = this.at;
      if (!LINE.test(this.text)) return undefined;
      while (!this.atLineEnd()) {
        if (this.passWords()) continue;
        const start = this.point();
        const node = this.marked(start);
        if (!node) return undefined;
        if (from.offset < start.offset) children.push(this.words(from, start));
        children.push(node);
        from = this.point();
      }
      // Blanks before a line end are left out, or break the line.
      if (this.text[this.at - 1] === " ") return undefined;
    } while (goesOn && this.lineEnd(goesOn));
    const end = this.point();
    if (from.offset < end.offset) children.push(this.words(from, end));
    return children;
  }

  /** What is more than words. */
  private marked(start: Point): PhrasingContent | undefined {
    switch (this.text[this.at]) {
      case "*":
        return this.stressed(start);
      case "`":
        return this.code(start);
      case "[":
        return this.text[this.at + 1] === "^" ? this.call(start) : this.link(start);
      default:
        return undefined;
    }
  }

  /** Goes past words, if any stand here. */
  private passWords(): boolean {
    const start = this.at;
    this.at = wordsEnd(this.text, start);
    return this.at > start;
  }

  private stressed(start: Point): Strong | Emphasis | undefined {
    const isBold = this.take(BOLD) !== undefined;
    if (!isBold && !this.take(EMPHASIS)) return undefined;
    const end = this.point();
    const stars = isBold ? 2 : 1;
    const children = [this.words(moved(start, stars), moved(end, -stars))];
    return { type: isBold ? "strong" : "emphasis", children, position: { start, end } };
  }

  private link(start: Point): Link | undefined {
    const found = this.take(LINK);
    if (!found) return undefined;
    const [, words = "", url = ""] = found;
    const from = moved(start, 1);
    const children = [this.words(from, moved(from, words.length))];
    return { type: "link", title: null, url, children, position: { start, end: this.point() } };
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
    if (id === undefined || !this.passWords() || !this.atLineEnd() || this.text[this.at - 1] === " ") return undefined;
    const end = this.point();
    const paragraph: Paragraph = {
      type: "paragraph",
      children: [this.words(from, end)],
      position: { start: from, end },
    };
    return { type: "footnoteDefinition", identifier: id, label: id, children: [paragraph], position: { start, end } };
  }

  private words(start: Point, end: Point): Text {
    const value = this.text.slice(start.offset, end.offset);
    if (ADDRESS.test(value)) this.hasAddress = true;
    return { type: "text", value, position: { start, end } };
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

  /** Goes past the blanks at a line's beginning; how many there are. */
  private blanks(): number {
    const start = this.at;
    while (this.text[this.at] === " ") this.at++;
    return this.at - start;
  }

  private back({ line, column, offset }: Point): void {
    this.at = offset;
    this.line = line;
    this.lineStart = offset - column + 1;
  }

  private atLineEnd(): boolean {
    return this.at === this.text.length || this.text[this.at] === "\n" || this.text[this.at] === "\r";
  }

  private point(): Point {
    return { line: this.line, column: this.at - this.lineStart + 1, offset: this.at };
  }
}

/** What the items of one list have in common. */
const kindOf = ([, marker]: RegExpExecArray): string | undefined => marker?.at(-1);

const moved = ({ line, column, offset }: Point, by: number): Point => ({
  line,
  column: column + by,
  offset: offset + by,
});
