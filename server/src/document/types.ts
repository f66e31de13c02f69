/** What a Markdown text is to the checker: headings of every kind, the section tree and the statements below them. */
import type { LineEnd } from "./text.ts";

/**
 * What kind of thing serves as a heading. `atx` and `setext` are Markdown's own; `html` is `<h1>` … `<h6>`. The others only
 * serve as one: a bold line on its own, a bold lead-in before its text, a list item that names a topic, a table row's first
 * cell, a short line that ends in a colon above a list.
 */
export type HeadingKind =
  | "atx"
  | "setext"
  | "html"
  | "bold-line"
  | "lead-in"
  | "list-topic"
  | "table-cell"
  | "label-line";

/** A heading as its block knows it; offsets are relative to the block. */
export interface BlockHeading {
  type: "heading";
  kind: HeadingKind;
  /** 1 to 6 for real headings, 0 for what only serves as one. */
  depth: number;
  /** Without markup, links' addresses and images. */
  text: string;
  /** The whole heading in the source (for a real one its line or lines, marker included). */
  start: number;
  end: number;
  /** The text in the source, without markers: what a squiggle stands on. */
  textStart: number;
  textEnd: number;
  /** Where what it heads ends, if that is known inside the block (lead-ins, list topics, table cells). */
  scopeEnd?: number;
}

/** `code`: the words of a comment or diagram label; they may answer a question, but are no text under a heading. */
export type StatementKind = "sentence" | "item" | "row" | "code";

/** The smallest piece of text that can say something: a sentence, a list item, a table row. */
export interface Statement {
  type: "statement";
  kind: StatementKind;
  text: string;
  start: number;
  end: number;
  /** It stands in a block quote. */
  quoted: boolean;
  /** Behind it stands whom a template asks for it: "The choice and its reasons `Data Scientist`". */
  tagged?: true;
}

/** Something under a heading that is no statement yet more than nothing: a diagram, code, an image. */
export interface Figure {
  type: "figure";
  start: number;
  end: number;
}

/** An HTML comment of its own, with what stands in it. */
export interface Comment {
  type: "comment";
  text: string;
  start: number;
  end: number;
}

export type BlockPart = BlockHeading | Statement | Figure | Comment;

/** What was read from one block of the text, independent of where the block stands; reused while its text stays. */
export interface BlockReading {
  readonly text: string;
  readonly parts: readonly BlockPart[];
  /** Why it was not parsed; only its headings were found. */
  readonly skipped?: string;
  /** Only its headings were found yet, for want of time. */
  readonly pending?: true;
  /** Of a pending block what it says in full, once it was read. */
  full?: BlockReading;
}

/** A block's part in its document; offsets are the document's. */
export interface Placed<T extends BlockPart = BlockPart> {
  readonly part: T;
  readonly start: number;
  readonly end: number;
}

/** A heading in the document, with the tree around it. */
export interface Heading extends Placed<BlockHeading> {
  readonly index: number;
  readonly textStart: number;
  readonly textEnd: number;
  readonly parent: Heading | undefined;
  readonly children: Heading[];
  /** Offset at which what it heads ends: the next heading of its level or above, or the end of its item, row, paragraph. */
  scopeEnd: number;
  /** Direct and nested statements, figures and comments under it, in order: indices into `DesignDoc.body`. */
  bodyStart: number;
  bodyEnd: number;
}

export interface FrontMatter {
  start: number;
  end: number;
  /** The mapping that stands in it; empty if it is none. */
  data: Record<string, unknown>;
  /** Why it could not be read, with the offset in the document. */
  errors: { message: string; offset: number }[];
}

export interface DesignDoc {
  readonly text: string;
  readonly lineStarts: readonly number[];
  readonly lineEnd: LineEnd;
  readonly frontMatter: FrontMatter | undefined;
  readonly headings: readonly Heading[];
  /** Statements, figures and comments in order. */
  readonly body: readonly (Placed<Statement> | Placed<Figure> | Placed<Comment>)[];
  /** The innermost heading of each part of the body; undefined above the first heading. */
  readonly owner: readonly (Heading | undefined)[];
  readonly blocks: readonly { reading: BlockReading; start: number }[];
  /** Where the first part begins that was left out, since there are too many. */
  readonly unread?: number;
}
