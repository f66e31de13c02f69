/**
 * Words of other languages under the English words by which the text models know them: "Trainingsdaten" is read as "training
 * data". What the models learned from English documents so holds for others, too. Phrases do not see them.
 */
import { isIdeographic, stem as stemOf, type Token, tokenize } from "./tokens.ts";
import type { WordTable } from "./wordTable.ts";

/** A word of ideographs: what follows its first one, and the numbers of its English words. */
export interface Run {
  rest: readonly string[];
  terms: readonly number[];
}

/** Between a word and its terms; no word holds it. */
const SEPARATOR = " ";
/** Behind the beginning of words: whatever ends so stands for the same. */
const ANY_END = "*";
/** A beginning is no shorter, and not more than so much shorter than a word. */
const SHORTEST = 4;
const LONGEST_END = 8;
const RADIX = 36;

/**
 * Packs the words of languages, or their beginnings with `*` behind them, each with its English words in the order of English,
 * for a word table. Throws one Error that lists the words that stand for different ones.
 */
export function packTranslations(
  words: Iterable<readonly [word: string, english: string]>,
  wordTable: WordTable,
): string {
  const lines = new Map<string, string>();
  const meanings = new Map<string, string>();
  const mistakes: string[] = [];
  const all = [...words].map(([word, english]) => {
    const terms = tokenize(english).map(({ stem }) => wordTable.add(stem).toString(RADIX));
    return { word, english, terms: terms.join(SEPARATOR) };
  });
  for (const { word, english, terms } of all) {
    const key = keyOf(word);
    if ((lines.get(key) ?? terms) !== terms) mistakes.push(`${word}: ${meanings.get(key)}, ${english}`);
    lines.set(key, terms);
    meanings.set(key, english);
  }
  if (mistakes.length)
    throw new Error(
      `Words of server/locales/*/words.yaml stand under two English ones; leave each under one:\n  ${mistakes.join("\n  ")}`,
    );
  return [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, terms]) => key + SEPARATOR + terms)
    .join("\n");
}

function keyOf(word: string): string {
  const plain = withoutAccents(word);
  if (plain.endsWith(ANY_END)) return plain;
  return tokenize(plain)
    .map(({ stem }) => stem)
    .join("");
}

/** A word's stem without accents: of "évaluation" that of the English word. */
export function plainStem({ lower, stem }: Pick<Token, "lower" | "stem">): string {
  const plain = withoutAccents(lower);
  return plain === lower ? stem : stemOf(plain);
}

/** Many do without accents when they type; hardly two words differ by them alone. */
function withoutAccents(word: string): string {
  return /[à-ÿ]/.test(word) ? word.normalize("NFD").replace(/[\u0300-\u036f]/g, "") : word;
}

export class Translations {
  /** Lines, sorted by their words. */
  private lines: readonly string[] | undefined;

  constructor(private readonly packed: string) {}

  /** The numbers of the English words for which a word stands; undefined if it is none of ours. */
  of(token: Token): readonly number[] | undefined {
    const stem = plainStem(token);
    const place = this.placeOf(stem + SEPARATOR);
    const found = this.at(place);
    if (found?.startsWith(stem + SEPARATOR)) return termsIn(found);
    // What begins like the stem stands before it, and all that stands between begins so, too.
    let length = alike(this.at(place - 1) ?? "", stem);
    for (; length >= SHORTEST && stem.length - length <= LONGEST_END; length--) {
      const beginning = stem.slice(0, length) + ANY_END + SEPARATOR;
      const line = this.at(this.placeOf(beginning));
      if (line?.startsWith(beginning)) return termsIn(line);
    }
    return undefined;
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

/** With how many characters both begin. */
function alike(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function termsIn(line: string): number[] {
  const [, ...terms] = line.split(SEPARATOR);
  return terms.map((term) => Number.parseInt(term, RADIX));
}

/** Whether a token is one ideograph, which may begin a word of several. */
export const mayBeginRun = ({ lower }: Token): boolean => isIdeographic(lower);
