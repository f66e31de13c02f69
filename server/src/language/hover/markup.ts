/** How a hover is written: Markdown in which a document's text means nothing, or plain text for clients without Markdown. */
import { type Hover, MarkupKind, type Range } from "vscode-languageserver-types";

export interface Markup {
  /** Text from outside: a document, a framework, a translation. */
  text(text: string): string;
  /** Our own Markdown. */
  own(text: string): string;
  strong(text: string): string;
  aside(text: string): string;
  code(text: string): string;
  /** To an address of our own; nothing where a link cannot be followed. */
  link(text: string, address: string): string;
  /** One entry of a list; its text is written already. */
  item(text: string): string;
  task(done: boolean, text: string): string;
  /** Between the parts of one hover. */
  readonly rule: string;
  readonly kind: MarkupKind;
}

/** What Markdown could read as markup inside a line, and what it would make a link of. */
const MARKS = /[\\`*_{}[\]<>|~$&!#@]|:(?=\/\/)|(?<=\bwww)\.|^(?:[-+]|\d+(?=[.)]))/gi;

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
const escaped = (text: string) =>
  oneLine(text)
    .replace(MARKS, (mark) => (/^\d/.test(mark) ? mark : `\\${mark}`))
    .replace(/^(\d+)([.)])/, "$1\\$2");

export const MARKDOWN: Markup = {
  text: escaped,
  own: oneLine,
  strong: (text) => `**${escaped(text)}**`,
  aside: (text) => `*${escaped(text)}*`,
  code(text) {
    const plain = oneLine(text);
    // A run of backticks ends at one of its own length only.
    const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(longest + 1);
    return longest > 0 ? `${fence} ${plain} ${fence}` : `${fence}${plain}${fence}`;
  },
  link: (text, address) => `[${escaped(text)}](<${address.replace(/[<>\s]/g, encodeURIComponent)}>)`,
  item: (text) => `- ${text}`,
  task: (done, text) => `- [${done ? "x" : " "}] ${text}`,
  rule: "---",
  kind: MarkupKind.Markdown,
};

export const PLAIN_TEXT: Markup = {
  text: oneLine,
  own: (text) => oneLine(text).replace(/[*`]/g, ""),
  strong: oneLine,
  aside: oneLine,
  code: oneLine,
  link: () => "",
  item: (text) => `- ${text}`,
  task: (done, text) => `[${done ? "x" : " "}] ${text}`,
  rule: "",
  kind: MarkupKind.PlainText,
};

/** A part of a hover: its paragraphs and lists, in order; what is empty is left out. */
export const paragraphs = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join("\n\n");

export const list = (items: readonly string[]): string => items.join("\n");

/** The hover for what stands in a range. */
export function hoverOf(parts: readonly string[], range: Range, { kind, rule }: Markup): Hover {
  return { contents: { kind, value: parts.join(rule ? `\n\n${rule}\n\n` : "\n\n") }, range };
}
