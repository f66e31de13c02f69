/** One block's mdast → its headings, statements, figures and comments, in order. */
import type { ListItem, Heading as MdHeading, Paragraph, PhrasingContent, RootContent, Table } from "mdast";
import { codeWords } from "./code.ts";
import { type InlineText, inlineText, sourceOffset, withoutReferences } from "./inline.ts";
import { scannedParts, tooComplex } from "./limits.ts";
import { parseBlock } from "./parse.ts";
import { plainHeading } from "./plainHeading.ts";
import { withoutRoles } from "./roles.ts";
import { sentences } from "./sentences.ts";
import { boldLine, labelLine, leadIn, shortTopic } from "./servesAsHeading.ts";
import type { BlockHeading, BlockPart, BlockReading, HeadingKind, StatementKind } from "./types.ts";

/** Reads a block alone. `first`: it begins the document, so front matter may stand in it. */
export function readBlock(text: string, first: boolean): BlockReading {
  const plain = plainHeading(text);
  if (plain) return { text, parts: [plain] };
  const skipped = tooComplex(text);
  if (skipped) return { text, parts: scannedParts(text), skipped };
  // micromark drops a leading BOM and counts every offset from behind it.
  const bom = text.startsWith("\ufeff") ? 1 : 0;
  const reader = new Reader(bom ? text.slice(1) : text);
  reader.flow(parseBlock(reader.source, first).children, false, 0);
  if (bom) for (const part of reader.parts) shift(part, bom);
  return { text, parts: reader.parts };
}

function shift(part: BlockPart, by: number): void {
  part.start += by;
  part.end += by;
  if (part.type !== "heading") return;
  part.textStart += by;
  part.textEnd += by;
  if (part.scopeEnd !== undefined) part.scopeEnd += by;
}

const startOf = (node: { position?: { start: { offset?: number | undefined } } | undefined }) =>
  node.position?.start.offset ?? 0;
const endOf = (node: { position?: { end: { offset?: number | undefined } } | undefined }) =>
  node.position?.end.offset ?? 0;

/** A row's cells, joined; its header is left out, since the same words would stand in every row. */
const rowText = (cells: readonly InlineText[]) =>
  withoutReferences(
    cells
      .map((c) => c.text.trim())
      .filter(Boolean)
      .join(" | "),
  );

class Reader {
  readonly parts: BlockPart[] = [];

  constructor(readonly source: string) {}

  /** Reads sibling blocks. `listDepth`: in how many lists they stand. */
  flow(nodes: readonly RootContent[], quoted: boolean, listDepth: number): void {
    nodes.forEach((node, i) => {
      // A comment between a label and its list parts them for nobody.
      const next = nodes.slice(i + 1, i + 1 + MOST_COMMENTS).find((n) => !isComment(n));
      switch (node.type) {
        case "heading":
          // Headings inside quotes and lists head nothing in the document.
          if (quoted || listDepth > 0) this.statements(node.children, "sentence", quoted);
          else this.heading(node);
          break;
        case "paragraph":
          this.paragraph(node, next, quoted, listDepth, nodes[i - 1]);
          break;
        case "list":
          for (const item of node.children)
            this.item(item, quoted, listDepth + 1, node.ordered === true && node.children.length === 1);
          break;
        case "blockquote":
          this.flow(node.children, true, listDepth);
          break;
        case "table":
          this.table(node, quoted);
          break;
        case "html":
          this.html(node.value, startOf(node), endOf(node), quoted || listDepth > 0);
          break;
        case "code":
          this.parts.push({ type: "figure", start: startOf(node), end: endOf(node) });
          for (const words of codeWords(this.source, startOf(node), endOf(node), node.lang ?? ""))
            this.parts.push({ type: "statement", kind: "code", ...words, quoted });
          break;
        case "footnoteDefinition":
          this.flow(node.children, quoted, listDepth + 1);
          break;
        default:
          break;
      }
    });
  }

  private push(
    kind: HeadingKind,
    depth: number,
    text: string,
    at: [number, number],
    textAt: [number, number],
    scopeEnd?: number,
  ) {
    const heading: BlockHeading = {
      type: "heading",
      kind,
      depth,
      text: withoutReferences(text).trim(),
      start: at[0],
      end: at[1],
      textStart: textAt[0],
      textEnd: textAt[1],
    };
    if (scopeEnd !== undefined) heading.scopeEnd = scopeEnd;
    this.parts.push(heading);
  }

  private heading(node: MdHeading): void {
    const [start, end] = [startOf(node), endOf(node)];
    const inner = node.children;
    const textAt: [number, number] = inner.length
      ? [startOf(inner[0] as PhrasingContent), endOf(inner.at(-1) as PhrasingContent)]
      : [start, end];
    const kind = this.source[start] === "#" ? "atx" : "setext";
    this.push(kind, node.depth, inlineText(inner, this.source).text, [start, end], textAt);
    this.comments(inner);
  }

  private paragraph(
    node: Paragraph,
    next: RootContent | undefined,
    quoted: boolean,
    listDepth: number,
    before: RootContent | undefined,
  ): void {
    const [start, end] = [startOf(node), endOf(node)];
    if (!quoted) {
      const bold = listDepth === 0 ? boldLine(node) : undefined;
      if (bold) {
        this.push("bold-line", 0, inlineText(bold, this.source).text, [start, end], [start, end]);
        this.comments(node.children);
        return;
      }
      const lead = leadIn(node, this.source);
      if (lead) {
        // The text may be the list that follows: "**Risks:**" above its items.
        const scopeEnd =
          next && (next.type === "list" || next.type === "table") && /[:：]\s*$/.test(this.source.slice(start, end))
            ? endOf(next)
            : end;
        this.push("lead-in", 0, lead.text, [start, lead.end], [start, lead.end], scopeEnd);
        this.statements(lead.rest, "sentence", quoted, lead.end);
        return;
      }
      const label = listDepth === 0 && next ? labelLine(node, next, this.source) : undefined;
      if (label) {
        this.push("label-line", 0, label, [start, end], [start, end], endOf(next as RootContent));
        this.comments(node.children);
        return;
      }
      if (
        node.children.every(
          (child) =>
            child.type === "image" || child.type === "imageReference" || (child.type === "text" && !child.value.trim()),
        )
      ) {
        this.parts.push({ type: "figure", start, end });
        return;
      }
    }
    // After indented code micromark takes a list that begins with another number than 1, or empty, for a paragraph.
    const kind =
      before?.type === "code" && /^(?:[-*+]|\d{1,9}[.)])(?:\s|$)/.test(this.source.slice(start, end))
        ? "item"
        : "sentence";
    this.statements(node.children, kind, quoted);
  }

  /** `numbered`: it is the only one of an ordered list, so that it may be a numbered heading written as text. */
  private item(item: ListItem, quoted: boolean, listDepth: number, numbered: boolean): void {
    const [first, ...rest] = item.children;
    if (!first) return;
    if (first.type !== "paragraph") {
      this.flow(item.children, quoted, listDepth);
      return;
    }
    const lead = quoted ? undefined : leadIn(first, this.source);
    const bold = quoted ? undefined : boldLine(first);
    if (lead || (bold && rest.length === 0 && listDepth === 1)) {
      const [text, end] = lead
        ? [lead.text, lead.end]
        : [inlineText(bold as PhrasingContent[], this.source).text, endOf(first)];
      this.push("lead-in", 0, text, [startOf(first), end], [startOf(first), end], endOf(item));
      if (lead) this.statements(lead.rest, "item", quoted, lead.end);
    } else if (
      !quoted &&
      (bold || shortTopic(first, this.source)) &&
      (rest.length > 0 || numbered) &&
      listDepth === 1
    ) {
      const text = inlineText(first.children, this.source).text.replace(/[:：]\s*$/, "");
      const at: [number, number] = [startOf(first), endOf(first)];
      // Over nothing of its own a numbered topic heads what follows the list: "1. Data", and below it paragraphs or bullets.
      const headsOn = numbered && rest.every(isComment);
      this.push("list-topic", 0, text, at, at, headsOn ? undefined : endOf(item));
    } else this.statements(first.children, "item", quoted);
    this.flow(rest, quoted, listDepth);
  }

  private table(node: Table, quoted: boolean): void {
    const [, ...rows] = node.children;
    for (const row of rows) {
      const cells = row.children.map((cell) => inlineText(cell.children, this.source));
      const [start, end] = [startOf(row), endOf(row)];
      for (const cell of row.children) this.comments(cell.children);
      const text = cells
        .map((c) => c.text.trim())
        .filter(Boolean)
        .join(" | ");
      const first = row.children[0];
      const name = cells[0]?.text.trim() ?? "";
      // A row of two cells or more whose first cell is short defines what the cell names.
      if (!quoted && first && name && name.length <= 60 && cells.length >= 2 && /\p{L}/u.test(name)) {
        this.push("table-cell", 0, name, [startOf(first), endOf(first)], [startOf(first) + 1, endOf(first)], end);
        const rest = cells
          .slice(1)
          .map((c) => c.text.trim())
          .filter(Boolean)
          .join(" | ");
        if (!rest) continue;
      } else if (!text) continue;
      this.parts.push({ type: "statement", kind: "row", text: rowText(cells), start, end, quoted });
    }
  }

  private html(value: string, start: number, end: number, nested: boolean): void {
    const pattern = /<!--([\s\S]*?)(?:-->|$)|<h([1-6])\b[^>]*>([\s\S]*?)<\/h\2>/gi;
    let last = 0;
    const between = (to: number) => {
      const text = value
        .slice(last, to)
        .replace(/<[^>]*>/g, " ")
        .replace(/\s+/g, " ")
        .trim();
      if (text && /[\p{L}\p{N}]/u.test(text))
        this.parts.push({
          type: "statement",
          kind: "sentence",
          text,
          start: start + last,
          end: start + to,
          quoted: false,
        });
    };
    for (let m = pattern.exec(value); m; m = pattern.exec(value)) {
      between(m.index);
      last = m.index + m[0].length;
      const at: [number, number] = [start + m.index, Math.min(start + last, end)];
      if (m[1] !== undefined) this.parts.push({ type: "comment", text: m[1].trim(), start: at[0], end: at[1] });
      else if (!nested)
        this.push("html", Number(m[2]), (m[3] ?? "").replace(/<[^>]*>/g, " ").replace(/\s+/g, " "), at, at);
    }
    between(value.length);
  }

  /** Comments within a line: marks may stand there. */
  private comments(nodes: readonly PhrasingContent[]): void {
    for (const node of nodes)
      if (node.type === "html" && node.value.startsWith("<!--"))
        this.parts.push({
          type: "comment",
          text: node.value.replace(/^<!--|-->$/g, "").trim(),
          start: startOf(node),
          end: endOf(node),
        });
  }

  /** Sentences of inline content; of an item's too, each an item of its own. */
  private statements(nodes: readonly PhrasingContent[], kind: StatementKind, quoted: boolean, from?: number): void {
    const first = nodes[0];
    const last = nodes.at(-1);
    if (!first || !last) return;
    this.comments(nodes);
    const said = withoutRoles(nodes);
    const inline = inlineText(said, this.source);
    const limit = endOf(last);
    for (const [a, b] of sentences(inline.text)) {
      const text = withoutReferences(inline.text.slice(a, b)).replace(/\s+/g, " ");
      if (!/[\p{L}\p{N}?…._-]/u.test(text)) continue;
      const start = Math.max(sourceOffset(inline, a, limit), from ?? 0);
      this.parts.push({
        type: "statement",
        kind,
        text,
        start,
        end: Math.max(start, sourceOffset(inline, b, limit)),
        quoted,
        ...(said.length < nodes.length && { tagged: true }),
      });
    }
  }
}

/** So many comments in a row may stand between a label and what it labels. */
const MOST_COMMENTS = 4;

const isComment = (node: RootContent) => node.type === "html" && /^(?:<!--[\s\S]*?-->\s*)+$/.test(node.value);
