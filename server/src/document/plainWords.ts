/** Text that opens nothing in Markdown. Read by hand: patterns with all letters take longer to compile than a document to read. */

/** Signs that open nothing wherever they stand in a line. */
const SIGNS = " .,;:?!'\"(){}/%$#=+^>-’‘“”«»–—…°×·→←↔≈≤≥±§№€£";
/** Those that are ASCII, with letters and figures. */
const IS_PLAIN = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[a-z\d]/i.test(char) || SIGNS.includes(char) ? 1 : 0;
});
const OTHER = /[\p{L}\p{M}\p{N}]/uy;
/** Before these `<` and `&` open nothing. */
const OPENS_NOTHING = /[ =\d]/;
const IN_WORD = /[\p{L}\p{N}]_+(?=[\p{L}\p{N}])/uy;

/** Where the words end that stand at a place in a line. */
export function wordsEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128 ? IS_PLAIN[code] : isLatinOrCyrillic(code) || SIGNS.includes(text[at] as string)) continue;
    if (code === UNDERSCORE && at > 0) {
      IN_WORD.lastIndex = at - (isLowSurrogate(text.charCodeAt(at - 1)) ? 2 : 1);
      if (!IN_WORD.test(text)) break;
      at = IN_WORD.lastIndex - 1;
      continue;
    }
    if (code === LESS || code === AMPERSAND) {
      if (OPENS_NOTHING.test(text[at + 1] ?? "")) continue;
      break;
    }
    OTHER.lastIndex = at;
    if (code < 128 || !OTHER.test(text)) break;
    at = OTHER.lastIndex - 1;
  }
  return at;
}

const [AMPERSAND, LESS, UNDERSCORE] = [38, 60, 95];

/** Letters of the two scripts, but not all. */
const isLatinOrCyrillic = (code: number): boolean =>
  (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) || (code >= 0x400 && code <= 0x481);
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
