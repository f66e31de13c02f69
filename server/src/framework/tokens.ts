/** Words of a text, stemmed by script: the unit in which phrases are written and matched. */
import { stemmer as stemEnglish } from "@orama/stemmers/english";
import { stemmer as stemRussian } from "@orama/stemmers/russian";

export interface Token {
  /** Lower-cased and stemmed; what phrases compare. */
  stem: string;
  /** Lower-cased as written; what `=word` compares. */
  lower: string;
  /** UTF-16 offsets in the text that was tokenised. */
  start: number;
  end: number;
}

// A number with its separators, a word with its apostrophe, or one ideograph: Chinese and Japanese are matched character by
// character, since a dictionary would cut the same phrase differently from one sentence to the next.
const WORD =
  /\d+(?:[.,]\d+)*(?=[^\p{L}\d]|$)|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}])+(?:['’](?=\p{L})(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])\p{L})+)?/gu;
const ASCII_WORD = /\d+(?:[.,]\d+)*(?![A-Za-z\d])|[A-Za-z\d]+(?:'[A-Za-z]+)?/g;
/** French articles and pronouns before a vowel: d'évaluation, l'équipe. */
const ELISION = /^(?:[cdjlmnst]|qu)'(?=\p{L})/u;
const NON_ASCII = /[\u0080-\uffff]/;

const stems = new Map<string, string>();
const MAX_STEMS = 50_000;

/** The stem of one lower-cased word: English for Latin letters, Russian for Cyrillic, the word itself otherwise. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const first = word.charCodeAt(0);
  let result = word;
  if (/^[a-z']+$/.test(word)) result = word.length > 2 ? stemEnglish(word.replace(/'s?$/, "")) : word;
  else if (first >= 0x400 && first <= 0x4ff) result = stemRussian(word.replaceAll("ё", "е"));
  else if (/^[a-zà-ÿœ'’]+$/.test(word) && word.length > 4)
    result = word.replace(/[’'].*$/, "").replace(/(?:es|s)$/, "");
  if (stems.size > MAX_STEMS) stems.clear();
  stems.set(word, result);
  return result;
}

/** Splits a text into its word tokens, in order. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = NON_ASCII.test(text) ? WORD : ASCII_WORD;
  pattern.lastIndex = 0;
  for (let m = pattern.exec(text); m; m = pattern.exec(text)) {
    const whole = m[0].toLowerCase().replaceAll("’", "'");
    const lower = whole.replace(ELISION, "");
    const end = m.index + m[0].length;
    tokens.push({ stem: stem(lower), lower, start: end - lower.length, end });
  }
  return tokens;
}
