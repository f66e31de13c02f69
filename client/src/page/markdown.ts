/** Text that goes into Markdown we write. */

/** Text that Markdown leaves as it is, within a line and a table's cell. */
export function inlineMarkdown(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#~]/g, "\\$&");
}

/** At most so many characters, with a sign that there was more. */
export function clip(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
