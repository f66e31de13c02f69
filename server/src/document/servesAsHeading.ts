/** Which paragraphs serve as headings: bold lines, bold lead-ins, short labels above a list, topic names in list items. */
import type { Paragraph, PhrasingContent, RootContent } from "mdast";
import { inlineText } from "./inline.ts";

const MAX_CHARS = 80;

const WAIVER =
  "n\\/a|not applicable|н\\/п|неприменимо|не применимо|no aplica|não se aplica|nicht zutreffend|sans objet";
/** What stands before a colon without naming a subject: a waiver, an address, a note to oneself. */
const NO_NAME = new RegExp(`^(?:${WAIVER}|https?|to-?do|tbd|tba|fixme|wip|note|nb)$`, "i");
/** A waiver and its reason, both in bold. */
const WAIVED = new RegExp(`^(?:${WAIVER}|不适用|該当なし)\\s*(?:[:：—–,.-]|because|since|$)`, "i");

const isBlank = (node: PhrasingContent) => node.type === "text" && !node.value.trim();

/** The content of a paragraph that is one bold run and nothing else but a colon or full stop. */
export function boldLine(node: Paragraph): PhrasingContent[] | undefined {
  const parts = node.children.filter((child) => !isBlank(child) && child.type !== "html");
  const [first, second] = parts;
  if (first?.type !== "strong" || parts.length > 2) return undefined;
  if (second && !(second.type === "text" && /^\s*(?:[:：.]\s*)?$/.test(second.value))) return undefined;
  const text = inlineText(first.children, "").text;
  if (WAIVED.test(text.trim())) return undefined;
  return text.length <= MAX_CHARS * 1.5 && !/\n/.test(text) ? first.children : undefined;
}

export interface LeadIn {
  text: string;
  /** Offset behind the lead-in and its colon. */
  end: number;
  /** What it leads in. */
  rest: PhrasingContent[];
}

/** A paragraph that begins with a bold (or plain, in few words) name and a colon: `**Baseline:** the rules engine`. */
export function leadIn(node: Paragraph, source: string): LeadIn | undefined {
  const parts = node.children.filter((child, i) => !(i === 0 && isBlank(child)));
  const [first, second] = parts;
  if (!first) return undefined;
  if (first.type === "strong") {
    const text = inlineText(first.children, "").text.trim();
    if (!text || text.length > MAX_CHARS || NO_NAME.test(text.replace(/[:：.]$/, ""))) return undefined;
    const end = first.position?.end.offset ?? 0;
    const inside = /[:：.]$/.test(text);
    const after = second?.type === "text" ? /^\s*[:：—–-]\s*/.exec(second.value) : null;
    if (!inside && !after) return undefined;
    const rest = parts.slice(1);
    if (after && second?.type === "text") {
      const length = after[0].length;
      rest[0] = cutText(second, length);
    }
    return { text: text.replace(/[:：.]$/, ""), end: end + (after?.[0].trimEnd().length ?? 0), rest };
  }
  if (first.type !== "text") return undefined;
  // "Baseline: the rules engine" without bold: at most four words, so that ordinary sentences stay sentences.
  const m = /^\s*(\p{L}[^:：.!?|\n]{1,50})[:：](?=\s|$)/u.exec(first.value);
  if (!m?.[1] || m[1].trim().split(/\s+/).length > 4 || NO_NAME.test(m[1])) return undefined;
  // "What is the response: …?" asks; it names nothing.
  if (/[?？]\s*$/.test(source.slice(first.position?.start.offset ?? 0, node.position?.end.offset ?? 0)))
    return undefined;
  // Nothing behind the colon: a label above what follows.
  if (parts.length === 1 && !first.value.slice(m[0].length).trim()) return undefined;
  const start = first.position?.start.offset ?? 0;
  if (source.slice(start, start + m[0].length) !== m[0]) return undefined;
  const rest = [cutText(first, m[0].length), ...parts.slice(1)];
  return { text: m[1].trim(), end: start + m[0].length, rest };
}

/** A text node without its first characters, which hold no line end. */
function cutText(node: PhrasingContent & { type: "text" }, length: number): PhrasingContent {
  const position = node.position && {
    ...node.position,
    start: { ...node.position.start, offset: (node.position.start.offset ?? 0) + length },
  };
  return { type: "text", value: node.value.slice(length), ...(position && { position }) };
}

/** A short line that ends in a colon above a list, table or code: its text. */
export function labelLine(node: Paragraph, next: RootContent, source: string): string | undefined {
  if (next.type !== "list" && next.type !== "table" && next.type !== "code") return undefined;
  const text = inlineText(node.children, source).text.trim();
  return /[:：]$/.test(text) && text.length <= MAX_CHARS && text.split(/\s+/).length <= 6 && !/[.!?]\s/.test(text)
    ? text.slice(0, -1)
    : undefined;
}

/** A list item's first line that is a name rather than a statement: few words, no sentence. */
export function shortTopic(node: Paragraph, source: string): boolean {
  const text = inlineText(node.children, source).text.trim();
  return text.length > 0 && text.length <= 60 && text.split(/\s+/).length <= 7 && !/[.!?;,]$/.test(text);
}
