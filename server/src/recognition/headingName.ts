/** What a heading is called: its words without a number before them, footnotes and attributes behind. */

const NUMBER = /^(?:\d+(?:\.\d+)+[.):]?|\d+[.):]|§ ?\d+(?:\.\d+)*\.?|(?:[IVXLC]+|[A-Z])[.)])\s+(?=\S)/;
/** `{#id}`, `{.class}`, `{: #id .class}`. */
const ATTRIBUTES = /(?<!\s)\s*\{:?\s*[#.][^{}]*\}\s*$/;
/** What refers to a footnote, which the parser takes for text. */
const FOOTNOTES = /(?<!\s)\s*\[\^[^\]\s]+\](?!\()/g;

export function headingName(text: string): string {
  const words = text.trim().replace(ATTRIBUTES, "").replace(NUMBER, "").replace(FOOTNOTES, "");
  return words || text.trim();
}
