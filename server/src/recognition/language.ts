/** The language a document is written in, by its letters and commonest words. */

const STOPWORDS: Record<string, readonly string[]> = {
  en: ["the", "and", "of", "to", "is", "for", "with", "we", "in", "are", "be", "that"],
  es: ["el", "los", "las", "del", "para", "con", "una", "que", "por", "se", "es", "como"],
  pt: ["os", "das", "dos", "para", "com", "uma", "não", "que", "ao", "em", "são", "mais"],
  de: ["der", "die", "das", "und", "ist", "für", "mit", "von", "den", "wir", "eine", "werden"],
  fr: ["le", "les", "des", "pour", "avec", "une", "est", "dans", "nous", "sur", "que", "aux"],
};
/** Words by the languages that they speak for. */
const BY_WORD = new Map<string, string[]>();
for (const [language, words] of Object.entries(STOPWORDS))
  for (const word of words) BY_WORD.set(word, [...(BY_WORD.get(word) ?? []), language]);
/** So many characters are looked at. */
export const SAMPLE = 6_000;

/** ISO 639-1 code; "en" if nothing speaks for another. */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE);
  let [latin, cyrillic, kana, han] = [0, 0, 0, 0];
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i);
    if (code < 0x80) latin += Number((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
    else if (code >= 0x400 && code <= 0x4ff) cyrillic++;
    else if (code >= 0x3040 && code <= 0x30ff) kana++;
    else if (code >= 0x4e00 && code <= 0x9fff) han++;
  }
  if (cyrillic > latin * 0.4) return "ru";
  // An ideograph says as much as a few letters; Japanese is told from Chinese by its kana.
  if ((han + kana) * 3 > latin * 0.6) return kana > han * 0.1 ? "ja" : "zh";
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const votes = new Map<string, number>();
  for (const word of words)
    for (const language of BY_WORD.get(word) ?? []) votes.set(language, (votes.get(language) ?? 0) + 1);
  let best = "en";
  for (const [language, n] of votes) if (n > (votes.get(best) ?? 0)) best = language;
  return best;
}
