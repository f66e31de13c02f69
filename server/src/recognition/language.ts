/** The language a document is written in, by its letters and commonest words. */
import { Memo, NOBODY } from "../document/memo.ts";
import type { DesignDoc } from "../document/types.ts";

const STOPWORDS: Record<string, readonly string[]> = {
  en: ["the", "and", "of", "to", "is", "for", "with", "we", "in", "are", "be", "that"],
  es: ["el", "los", "las", "del", "para", "con", "una", "que", "por", "se", "es", "como"],
  pt: ["os", "das", "dos", "para", "com", "uma", "não", "que", "ao", "em", "são", "mais"],
  de: ["der", "die", "das", "und", "ist", "für", "mit", "von", "den", "wir", "eine", "werden"],
  fr: ["le", "les", "des", "pour", "avec", "une", "est", "dans", "nous", "sur", "que", "aux"],
};
const LANGUAGES = Object.keys(STOPWORDS);
/** Words by the languages that they speak for. */
const BY_WORD = new Map<string, number[]>();
LANGUAGES.forEach((language, n) => {
  for (const word of STOPWORDS[language] ?? []) BY_WORD.set(word, [...(BY_WORD.get(word) ?? []), n]);
});
/** So many characters are looked at. */
const SAMPLE = 6_000;

/** The letters of a text by their script, and its words that speak for a language, by its place in `LANGUAGES`. */
interface Speech {
  length: number;
  latin: number;
  cyrillic: number;
  kana: number;
  han: number;
  votes: number[];
}

const memo = new Memo<object, Speech>();

/** ISO 639-1 code of the language of a document's own words, code and addresses left out. */
export function languageOf({ headings, body }: DesignDoc): string {
  const all: Speech[] = [];
  let length = 0;
  const add = (part: { text: string }) => {
    const speech = memo.get(part, NOBODY) ?? speechOf(part.text.slice(0, SAMPLE));
    memo.set(part, NOBODY, speech);
    all.push(speech);
    length += speech.length;
  };
  for (let i = 0; i < headings.length && length < SAMPLE; i++) add((headings[i] as DesignDoc["headings"][number]).part);
  for (let i = 0; i < body.length && length < SAMPLE; i++) {
    const { part } = body[i] as DesignDoc["body"][number];
    if (part.type === "statement" && part.kind !== "code") add(part);
  }
  return languageOfSpeech(all);
}

/** ISO 639-1 code of a text's language; "en" if nothing speaks for another. */
export function detectLanguage(text: string): string {
  return languageOfSpeech([speechOf(text.slice(0, SAMPLE))]);
}

function speechOf(text: string): Speech {
  const speech: Speech = { length: text.length, latin: 0, cyrillic: 0, kana: 0, han: 0, votes: LANGUAGES.map(() => 0) };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) speech.latin += Number((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
    else if (code >= 0x400 && code <= 0x4ff) speech.cyrillic++;
    else if (code >= 0x3040 && code <= 0x30ff) speech.kana++;
    else if (code >= 0x4e00 && code <= 0x9fff) speech.han++;
  }
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? [])
    for (const language of BY_WORD.get(word) ?? []) speech.votes[language] = (speech.votes[language] as number) + 1;
  return speech;
}

function languageOfSpeech(all: readonly Speech[]): string {
  let [latin, cyrillic, kana, han] = [0, 0, 0, 0];
  const votes = LANGUAGES.map(() => 0);
  for (const speech of all) {
    latin += speech.latin;
    cyrillic += speech.cyrillic;
    kana += speech.kana;
    han += speech.han;
    for (let n = 0; n < votes.length; n++) votes[n] = (votes[n] as number) + (speech.votes[n] as number);
  }
  if (cyrillic > latin * 0.4) return "ru";
  // An ideograph says as much as a few letters; Japanese is told from Chinese by its kana.
  if ((han + kana) * 3 > latin * 0.6) return kana > han * 0.1 ? "ja" : "zh";
  let best = 0;
  for (let n = 1; n < votes.length; n++) if ((votes[n] as number) > (votes[best] as number)) best = n;
  return LANGUAGES[best] ?? "en";
}
