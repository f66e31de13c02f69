/** Openings of statements (`vocabulary` of a section): `{words}` is a blank that the author fills. */

const BLANK = /\{([^{}]+)\}/g;
/** What may stand before an opening in a document. */
const BEFORE = ["- ", "* ", "+ ", "- [ ] ", "* [ ] ", "+ [ ] "];
export const LONGEST_BEFORE = Math.max(...BEFORE.map((before) => before.length));

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

/** The lines that openings make before their author has filled a blank. */
export class Openings {
  private readonly plain = new Set<string>();

  /** Takes an opening as plain text. */
  add(opening: string): void {
    this.plain.add(opening);
  }

  has(line: string): boolean {
    if (this.plain.has(line)) return true;
    return BEFORE.some((before) => line.startsWith(before) && this.plain.has(line.slice(before.length)));
  }
}
