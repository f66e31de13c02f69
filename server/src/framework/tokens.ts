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

/** French articles and pronouns before a vowel: d'évaluation, l'équipe. */
const ELISION = /^(?:[cdjlmnst]|qu)'(?=\p{L})/u;

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

/**
 * Splits a text into its word tokens, in order: a number with its separators, a word with its apostrophe, or one ideograph.
 * Chinese and Japanese are matched character by character, since a dictionary would cut the same phrase differently from one
 * sentence to the next.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const first = kindAt(text, at);
    if (first === OTHER) {
      at++;
      continue;
    }
    let end = first === DIGIT ? numberEnd(text, at) : at;
    if (first >= IDEOGRAPH) end += width(text, at);
    else if (end === at) {
      end = wordEnd(text, at);
      if (isApostrophe(text, end) && kindAt(text, end + 1) === LETTER) {
        end++;
        while (kindAt(text, end) === LETTER) end += width(text, end);
      }
    }
    push(tokens, text.slice(at, end).replaceAll("’", "'"), end);
    at = end;
  }
  return tokens;
}

function push(tokens: Token[], word: string, end: number): void {
  const whole = word.toLowerCase();
  const lower = whole.includes("'") ? whole.replace(ELISION, "") : whole;
  tokens.push({ stem: stem(lower), lower, start: end - lower.length, end });
}

/** Where the letters, figures and marks from a place on end. */
function wordEnd(text: string, from: number): number {
  let end = from;
  for (let kind = kindAt(text, end); kind !== OTHER && kind < IDEOGRAPH; kind = kindAt(text, end))
    end += width(text, end);
  return end;
}

/** Where the number that begins at `from` ends, with its separators; `from` itself if a letter follows its first figures. */
function numberEnd(text: string, from: number): number {
  let end = from;
  for (let at = from; ; at++) {
    while (kindAt(text, at) === DIGIT) at++;
    // Where a letter follows, what stands behind the last separator is part of a word.
    const next = kindAt(text, at);
    if (next === LETTER || next === IDEOGRAPH) return end;
    end = at;
    if ((text[at] !== "." && text[at] !== ",") || kindAt(text, at + 1) !== DIGIT) return end;
  }
}

function isApostrophe(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x27 || code === 0x2019;
}

/** What a character is in a word. */
const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
/** Accents that stand by themselves, other numbers. */
const MARK = 3;
/** A letter of Chinese or Japanese; the other signs of these scripts. */
const IDEOGRAPH = 4;
const IDEOGRAPHIC_SIGN = 5;

const IS_LETTER = /\p{L}/u;
// Made when first needed: most texts never ask.
const isMark = (character: string) => /[\p{M}\p{N}]/u.test(character);
const isIdeograph = (character: string) => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character);
/** The first ideographic sign of all. */
const FIRST_IDEOGRAPH = 0x2e80;

/** By code the kind, one up; 0 until it is asked for. */
const kinds = new Uint8Array(0x10000);

function kindAt(text: string, at: number): number {
  if (at >= text.length) return OTHER;
  const code = text.charCodeAt(at);
  const known = kinds[code] as number;
  if (known > 0) return known - 1;
  const kind = kindOf(text.codePointAt(at) as number);
  // What the first half of a pair is the second half says.
  if (code < 0xd800 || code >= 0xdc00) kinds[code] = kind + 1;
  return kind;
}

function kindOf(code: number): number {
  if (code < 128) {
    if (code >= 48 && code <= 57) return DIGIT;
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) ? LETTER : OTHER;
  }
  // Dashes, quotation marks, arrows, relations: in most texts nothing else is beyond ASCII.
  if (code >= 0x2010 && code < 0x2060) return OTHER;
  if (code >= 0x2190 && code < 0x2300) return OTHER;
  const character = String.fromCodePoint(code);
  const letter = IS_LETTER.test(character);
  if (code >= FIRST_IDEOGRAPH && isIdeograph(character)) return letter ? IDEOGRAPH : IDEOGRAPHIC_SIGN;
  if (letter) return LETTER;
  return isMark(character) ? MARK : OTHER;
}

/** Whether a token's text is a letter of Chinese or Japanese. */
export function isIdeographic(text: string): boolean {
  return kindAt(text, 0) === IDEOGRAPH;
}

function width(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code < 0xdc00 && (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
}
