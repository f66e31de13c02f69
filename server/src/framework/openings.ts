/** Openings of statements (`vocabulary` of a section): `{words}` is a blank that the author fills. */

const BLANK = /\{([^{}]+)\}/g;
/** How an opening may stand in a document. */
const BEFORE = ["", "- ", "* ", "+ ", "- [ ] ", "* [ ] ", "+ [ ] "];

/** An opening as plain text: its blanks stand in brackets, so that one left open is seen to be open. */
export function plainOpening(opening: string): string {
  return opening.replace(BLANK, "[$1]");
}

/** The same as a snippet: each blank is a tab stop, in reading order; the last is `$0`. */
export function openingSnippet(opening: string): string {
  let stops = 0;
  const text = opening.split(BLANK).map((part, i) => {
    const escaped = part.replace(/[\\$}]/g, "\\$&");
    return i % 2 === 0 ? escaped : `\${${++stops}:[${escaped}]}`;
  });
  return `${text.join("")}$0`;
}

/** The lines that an opening makes before its author has filled a blank. */
export function openingLines(opening: string): string[] {
  const plain = plainOpening(opening);
  return BEFORE.map((before) => before + plain);
}
