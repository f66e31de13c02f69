/** Words, classes and marks as small numbers, shared by all tables of a framework: a word of a text is looked up once for all. */
import type { Token } from "./tokens.ts";
import { mayBeginRun, plainStem, type Run, Translations } from "./translations.ts";

/** What the tables compare of a token. */
export interface Word {
  /** Number of its stem. */
  stem: number;
  /** Number of its spelling; -1 if no phrase asks for it. */
  spelling: number;
  /** Numbers under which the text models know it: of the English words for which it stands, of its stem, or one for all figures. */
  terms: readonly number[];
  /** The words of ideographs that it may begin, longest first. */
  runs?: readonly Run[];
}

/** The terms of every word table: a text's start and end, and any figure. */
export const START = "^";
export const END = "$";
export const FIGURE = "#";
/** Unknown words beyond this many are not told apart: a server may run for months. */
const MAX_WORDS = 100_000;
const DIGIT = /^\d/;

export class WordTable {
  private readonly numbers = new Map<string, number>();
  private readonly words = new Map<string, Word>();
  private readonly classes = new Map<string, number>();
  private names: string[] = [];

  private readonly translations: Translations;

  /** `translations`: as `packTranslations` makes them for these terms. */
  constructor(terms: readonly string[] = [START, END, FIGURE], translations = "") {
    this.translations = new Translations(translations);
    for (let i = 0; i < terms.length; i++) this.numbers.set(terms[i] as string, i);
  }

  get size(): number {
    return this.numbers.size;
  }

  /** All terms, in the order of their numbers. */
  terms(): string[] {
    return [...this.numbers.keys()];
  }

  /** The term of a number. */
  name(number: number): string {
    if (this.names.length <= number) this.names = this.terms();
    return this.names[number] ?? "";
  }

  /** The number of a term, a new one if need be. */
  add(term: string): number {
    const known = this.numbers.get(term);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(term, number);
    const word = term.startsWith("=") ? this.words.get(term.slice(1)) : undefined;
    if (word) word.spelling = number;
    return number;
  }

  /** The number of a term; -1 if nothing holds it. */
  get(term: string): number {
    return this.numbers.get(term) ?? -1;
  }

  /** The number of a class of words; -1 if nothing holds it. */
  classOf(name: string): number {
    let number = this.classes.get(name);
    if (number === undefined || number < 0) {
      number = this.get(`<${name}>`);
      this.classes.set(name, number);
    }
    return number;
  }

  wordsOf(tokens: readonly Token[]): Word[] {
    const words: Word[] = new Array(tokens.length);
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as Token;
      words[i] = this.words.get(token.lower) ?? this.newWord(token);
    }
    return words;
  }

  /** The numbers under which the text models know the words of a text. */
  termsOf(words: readonly Word[], tokens: readonly Token[]): number[] {
    const terms: number[] = [];
    for (let i = 0; i < words.length; ) {
      const word = words[i] as Word;
      const run = word.runs?.find(({ rest }) => rest.every((character, k) => tokens[i + 1 + k]?.lower === character));
      for (const term of run ? run.terms : word.terms) terms.push(term);
      i += run ? 1 + run.rest.length : 1;
    }
    return terms;
  }

  /** A word that differs from an English one by its accents is known as that. */
  private likeEnglish(token: Token, stem: number): number {
    const plain = plainStem(token);
    return plain === token.stem ? stem : (this.numbers.get(plain) ?? stem);
  }

  /** Words that no table holds get numbers too: a model that is trained later may hold them. */
  private newWord(token: Token): Word {
    const { lower, stem: text } = token;
    const open = this.words.size < MAX_WORDS;
    const stem = open ? this.add(text) : this.get(text);
    const terms = DIGIT.test(lower)
      ? [this.get(FIGURE)]
      : (this.translations.of(token) ?? [this.likeEnglish(token, stem)]);
    const runs = mayBeginRun(token) ? this.translations.runsFrom(lower) : [];
    const word: Word = { stem, spelling: this.get(`=${lower}`), terms, ...(runs.length && { runs }) };
    if (open) this.words.set(lower, word);
    return word;
  }
}
