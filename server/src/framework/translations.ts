/**
 * Words of other languages under the English words by which the text models know them: "Trainingsdaten" is read as "training
 * data". What the models learned from English documents so holds for others, too. Phrases do not see them.
 */
import { isIdeographic, type Token, tokenize } from "./tokens.ts";
import type { WordTable } from "./wordTable.ts";

/** A word of ideographs: what follows its first one, and the numbers of its English words. */
export interface Run {
  rest: readonly string[];
  terms: readonly number[];
}

/** Between a word and its terms; no word holds it. */
const SEPARATOR = " ";
const RADIX = 36;

/**
 * Packs the words of languages, each with its English words in the order of English, for a word table. Throws one Error that
 * lists the words that stand for different ones.
 */
export function packTranslations(
  words: Iterable<readonly [word: string, english: string]>,
  wordTable: WordTable,
): string {
  const lines = new Map<string, string>();
  const mistakes: string[] = [];
  const all = [...words].map(([word, english]) => {
    const terms = tokenize(english).map(({ stem }) => wordTable.add(stem).toString(RADIX));
    return { word, english, terms: terms.join(SEPARATOR) };
  });
  for (const { word, english, terms } of all) {
    const key = keyOf(word);
    if ((lines.get(key) ?? terms) !== terms) mistakes.push(`${word}: ${english}`);
    lines.set(key, terms);
  }
  // Many do without accents when they type; a word that is spelled so itself comes first.
  for (const { word, terms } of all) {
    const key = keyOf(withoutAccents(word));
    if (!lines.has(key)) lines.set(key, terms);
  }
  if (mistakes.length) throw new Error(`Words stand for different English ones:\n  ${mistakes.join("\n  ")}`);
  return [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, terms]) => key + SEPARATOR + terms)
    .join("\n");
}

const keyOf = (word: string): string =>
  tokenize(word)
    .map(({ stem }) => stem)
    .join("");
const withoutAccents = (word: string): string =>
  /[à-ÿœ]/.test(word) ? word.normalize("NFD").replace(/[\u0300-\u036f]/g, "") : word;

export class Translations {
  /** Lines, sorted by their words. */
  private lines: readonly string[] | undefined;

  constructor(private readonly packed: string) {}

  /** The numbers of the English words for which a stem stands; undefined if it is none of ours. */
  of(stem: string): readonly number[] | undefined {
    const line = this.at(this.placeOf(stem + SEPARATOR));
    return line?.startsWith(stem + SEPARATOR) ? termsIn(line) : undefined;
  }

  /** The words that begin with an ideograph, longest first. */
  runsFrom(first: string): Run[] {
    const runs: Run[] = [];
    for (let place = this.placeOf(first); ; place++) {
      const line = this.at(place);
      if (!line?.startsWith(first)) break;
      const [, ...rest] = line.slice(0, line.indexOf(SEPARATOR));
      runs.push({ rest, terms: termsIn(line) });
    }
    return runs.sort((a, b) => b.rest.length - a.rest.length);
  }

  private at(place: number): string | undefined {
    return this.lines?.[place];
  }

  /** The place of the first line that does not stand before a text. */
  private placeOf(text: string): number {
    this.lines ??= this.packed.split("\n");
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.lines[middle] as string) < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function termsIn(line: string): number[] {
  const [, ...terms] = line.split(SEPARATOR);
  return terms.map((term) => Number.parseInt(term, RADIX));
}

/** Whether a token is one ideograph, which may begin a word of several. */
export const mayBeginRun = ({ lower }: Token): boolean => isIdeographic(lower);
