/** What a heading is called: its words without a number before them and attributes behind. */

const NUMBER = /^(?:\d+(?:\.\d+)+[.):]?|\d+[.):]|§ ?\d+(?:\.\d+)*\.?|(?:[IVXLC]+|[A-Z])[.)])\s+(?=\S)/;
/** `{#id}`, `{.class}`, `{: #id .class}`. */
const ATTRIBUTES = /\s*\{:?\s*[#.][^{}]*\}\s*$/;

export function headingName(text: string): string {
  const words = text.trim().replace(ATTRIBUTES, "").replace(NUMBER, "");
  return words || text.trim();
}
