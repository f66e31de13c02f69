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
  /\d+(?:[.,]\d+){0,40}(?=[^\p{L}\d]|$)|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}])+(?:['’](?=\p{L})(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])\p{L})+)?/gu;
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
  if (!NON_ASCII.test(text)) return tokenizeAscii(text);
  const tokens: Token[] = [];
  WORD.lastIndex = 0;
  for (let m = WORD.exec(text); m; m = WORD.exec(text)) push(tokens, m[0].replaceAll("’", "'"), m.index + m[0].length);
  return tokens;
}

function push(tokens: Token[], word: string, end: number): void {
  const whole = word.toLowerCase();
  const lower = whole.includes("'") ? whole.replace(ELISION, "") : whole;
  tokens.push({ stem: stem(lower), lower, start: end - lower.length, end });
}

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
/** Of each ASCII character what it is in a word. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const c = String.fromCharCode(code);
  return /\d/.test(c) ? DIGIT : /[a-z]/i.test(c) ? LETTER : OTHER;
});

/** The same as `WORD` finds, character by character. */
function tokenizeAscii(text: string): Token[] {
  const tokens: Token[] = [];
  const kind = (at: number) => (at < text.length ? (KINDS[text.charCodeAt(at)] as number) : OTHER);
  for (let at = 0; at < text.length; ) {
    const first = kind(at);
    if (first === OTHER) {
      at++;
      continue;
    }
    let end = first === DIGIT ? numberEnd(text, at, kind) : at;
    if (end === at) {
      do end++;
      while (kind(end) !== OTHER);
      if (text[end] === "'" && kind(end + 1) === LETTER) {
        end++;
        do end++;
        while (kind(end) === LETTER);
      }
    }
    push(tokens, text.slice(at, end), end);
    at = end;
  }
  return tokens;
}

/** Where the number that begins at `from` ends, with its separators; `from` itself if a letter follows its first figures. */
function numberEnd(text: string, from: number, kind: (at: number) => number): number {
  let end = from;
  for (let at = from; ; at++) {
    while (kind(at) === DIGIT) at++;
    // Where a letter follows, what stands behind the last separator is part of a word.
    if (kind(at) === LETTER) return end;
    end = at;
    if ((text[at] !== "." && text[at] !== ",") || kind(at + 1) !== DIGIT) return end;
  }
}
