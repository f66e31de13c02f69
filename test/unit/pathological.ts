/** Texts that keep a Markdown parser busy far longer than their length says: each made to about so many characters. */

const times = (piece: string, size: number) => piece.repeat(Math.max(1, Math.round(size / piece.length)));
const numbered = (size: number, each: number, line: (n: number) => string) =>
  Array.from({ length: Math.max(1, Math.round(size / each)) }, (_, n) => line(n)).join("");
/** Lines each longer than the last by the same, of `size` characters together. */
const growing = (size: number, step: number, line: (n: number) => string) =>
  Array.from({ length: Math.max(1, Math.floor(Math.sqrt((2 * size) / step))) }, (_, n) => line(n)).join("");
const WORDS = "one event of many words that say nothing about models ";

const FAMILIES: Readonly<Record<string, (size: number) => string>> = {
  "opened brackets": (n) => times("[", n),
  "nested brackets": (n) => `${times("[", n / 2)}x${times("]", n / 2)}`,
  "links in links": (n) => times("[x](", n),
  "links never defined": (n) => times("[y] ", n),
  "opened images": (n) => times("![", n),
  asterisks: (n) => times("*", n),
  "emphasis between letters": (n) => times("x*y ", n),
  "emphasis opened": (n) => times("**x ", n),
  "emphasis of two kinds": (n) => times("*x_ ", n),
  "emphasis in emphasis": (n) => `${times("*x **y ", n / 2)}${times("** z* ", n / 2)}`,
  backticks: (n) => times("`", n),
  "backticks apart": (n) => times("`x ", n),
  "ever more backticks": (n) => growing(n, 1, (i) => `${"`".repeat(i + 1)} `),
  tildes: (n) => times("~x~~y ", n),
  "quotes on one line": (n) => `${times("> ", n)}x`,
  "quotes a line deeper": (n) => growing(n, 2, (i) => `${"> ".repeat(i + 1)}x\n`),
  "bullets on one line": (n) => `${times("- ", n)}x`,
  "stars on one line": (n) => `${times("* ", n)}x`,
  "numbers on one line": (n) => `${times("1. ", n)}x`,
  "lists a line deeper": (n) => growing(n, 2, (i) => `${"  ".repeat(i)}- x\n`),
  "quotes and bullets in turn": (n) => `${times("> - ", n)}x`,
  "a long list": (n) => times("- an item\n", n),
  "a long loose list": (n) => times("- an item\n\n", n),
  "a long table": (n) => `| a | b | c |\n|---|---|---|\n${times("| 1 | 2 | 3 |\n", n)}`,
  "a wide table": (n) => `|${times(" a |", n / 3)}\n|${times("---|", n / 3)}\n|${times(" b |", n / 3)}\n`,
  "one line": (n) => times(WORDS, n),
  "one line of links": (n) => times("read [x](y) and `z` or *w* ", n),
  "one paragraph": (n) => times(`${WORDS}\n`, n),
  "opened tags": (n) => times("<b ", n),
  "tags never closed": (n) => times("<div>\n", n),
  "opened comments": (n) => times("<!-- ", n),
  "comments in a line": (n) => `x ${times("<!-- y --> ", n)}`,
  "opened declarations": (n) => `x ${times("<!", n)}`,
  "opened instructions": (n) => `x ${times("<?", n)}`,
  "less than": (n) => times("<", n),
  ampersands: (n) => times("&", n),
  "character references": (n) => times("&amp;&#x41;", n),
  backslashes: (n) => times("\\", n),
  "bare addresses": (n) => times("www.", n),
  "web addresses": (n) => times("https://x.y/?a=(b) ", n),
  "mail addresses": (n) => times("x@", n),
  headings: (n) => times("# x\n", n),
  "headings with text": (n) => numbered(n, 24, (i) => `## Part ${i}\n\nText ${i}.\n\n`),
  "underlined headings": (n) => times("x\n-\n", n),
  "a fence never closed": (n) => `\`\`\`\n${times("x = 1\n", n)}`,
  "fences opened anew": (n) => times("```\nx\n~~~\n", n),
  "digits in groups": (n) => times("111 ", n),
  "digits in groups without blanks": (n) => times("111,", n),
  definitions: (n) => numbered(n, 14, (i) => `[d${i}]: /u${i}\n`),
  footnotes: (n) => numbered(n, 22, (i) => `x[^${i}]\n\n[^${i}]: y\n\n`),
  "blank lines": (n) => times("\n", n),
  "blank lines in a list": (n) => `- x\n${times("\n", n)}  y\n`,
  tabs: (n) => `${times("\t", n)}x`,
  zeros: (n) => times("\0", n),
  "carriage returns": (n) => times("x\r", n),
  "bold lines": (n) => times("**x**\n\n", n),
  "lead-ins": (n) => times("**x:** y\n\n", n),
  "thematic breaks": (n) => times("* * *\n", n),
  marks: (n) => times("<!-- ml-design-docs-disable-next cost: later -->\n\n", n),
  "section marks": (n) => times("<!-- ml-design-docs-section: cost, model -->\n\n", n),
  "switches in a mark": (n) => `<!-- ml-design-docs-section: ${times("cost, ", n)} -->\n`,
  "one word": (n) => times("x", n),
  "joined letters": (n) => times("e\u0301", n),
  "words without blanks": (n) => times("数据来自日志。", n),
  "full stops": (n) => times(". ", n),
  "dots in a word": (n) => `x${times(".", n)}y`,
  "one number": (n) => times("1", n),
  "ever more thousands": (n) => `${times("111,", n)}x`,
  "numbers of versions": (n) => `${times("1.", n)}1x`,
  "words behind a bracket": (n) => `[ ${times("x ", n)}`,
  "marks behind an address": (n) => `www.${times(")", n)}`,
  "comments opened in a line": (n) => `x ${times("<!-- y ", n)}`,
  "blanks behind bold words": (n) => `**x:** ${times("\t", n)}y`,
  "blanks in a heading": (n) => `## x${times(" ", n)}: y`,
  "blanks in a mark": (n) => `<!-- ml-design-docs-section:${times(" ", n)}x -->`,
};

/** As names and makers, for `test.each`. */
export const pathological = Object.entries(FAMILIES);

/** Those whose length alone is the trouble, as long as they may well be. */
export const lengthy = Object.entries({
  headings: 200_000,
  footnotes: 220_000,
  definitions: 340_000,
  "a long list": 140_000,
  "a long table": 440_000,
  "blank lines": 500_000,
  "a fence never closed": 600_000,
  "one paragraph": 1_000_000,
  "one line": 1_000_000,
  "one line of links": 1_000_000,
}).map(([name, size]) => [`${name}, ${size} characters`, FAMILIES[name] as (size: number) => string, size] as const);

/** A design doc with such a text under its second heading. */
export const asDesignDoc = (text: string) =>
  `---\ntype: ml-design-doc\n---\n# Churn\n\n## Features\n\n${text}\n\n## Monitoring\n\nPage if weekly recall falls below 0.3.\n`;
