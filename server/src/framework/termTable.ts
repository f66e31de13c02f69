/** The framework's terms, in all its languages, by the stem of their first word: for looking a word of a text up. */
import type { Framework } from "./load.ts";
import { tokenize } from "./tokens.ts";
import type { LocalTerm, TermData } from "./types.ts";

/** A term where it stands in a text (UTF-16 offsets). */
export interface TermFound {
  term: TermData;
  start: number;
  end: number;
}

interface Word {
  stem: string;
  lower: string;
  /** An acronym as it is spelt; other words are found in any case. */
  exact: string | undefined;
}

interface Form {
  term: TermData;
  words: readonly Word[];
}

interface TermTable {
  byStem: ReadonlyMap<string, readonly Form[]>;
  /** Words of the longest form. */
  longest: number;
}

const tables = new WeakMap<Framework, TermTable>();

/** The longest term that covers an offset of a text; the earlier of two equally long ones. */
export function termAt(text: string, offset: number, framework: Framework): TermFound | undefined {
  const table = tables.get(framework) ?? build(framework);
  tables.set(framework, table);
  const words = wordsOf(text);
  const at = words.findIndex((w) => w.start <= offset && offset <= w.end);
  if (at < 0) return undefined;
  let best: (TermFound & { length: number }) | undefined;
  // An offset between two words belongs to both.
  const last = words[at + 1]?.start === offset ? at + 1 : at;
  for (let from = Math.max(0, at - table.longest + 1); from <= last; from++) {
    for (const { term, words: form } of table.byStem.get(words[from]?.stem ?? "") ?? []) {
      const to = from + form.length;
      if (to <= at || to > words.length || (best && form.length <= best.length)) continue;
      const here = words.slice(from, to);
      if (!here.every((word, i) => isSame(word, form[i] as Word, form.length === 1))) continue;
      // A term does not go on behind a comma or a full stop.
      if (here.some((word, i) => i > 0 && !JOINT.test(text.slice(here[i - 1]?.end, word.start)))) continue;
      best = { term, start: (here[0] as Placed).start, end: (here.at(-1) as Placed).end, length: form.length };
    }
  }
  return best;
}

/** What may stand between two words of one term. */
const JOINT = /^(?:[ \t]*(?:\r\n|[\r\n])?[ \t>]*|[-–‐/&]|'|’)$/;

interface Placed extends Word {
  start: number;
  end: number;
}

function wordsOf(text: string): Placed[] {
  return tokenize(text).map(({ stem, lower, start, end }) => {
    const spelt = text.slice(start, end);
    return { stem, lower, exact: isAcronym(spelt) ? spelt : undefined, start, end };
  });
}

const isAcronym = (word: string) => (word.match(/\p{Lu}/gu)?.length ?? 0) > 1;

/**
 * Whether a word of a text is one of a term. A term of one word is found in its numbers and cases only: "boosting" is no
 * "boost", "stacking" no "stack".
 */
function isSame(word: Placed, wanted: Word, alone: boolean): boolean {
  if (wanted.exact !== undefined) return word.exact !== undefined && singular(word.exact) === singular(wanted.exact);
  if (word.lower === wanted.lower) return true;
  return alone ? base(word.lower) === base(wanted.lower) : word.stem === wanted.stem;
}

/** A noun without its number and case. */
function base(word: string): string {
  return CYRILLIC.test(word) ? word.replaceAll("ё", "е").replace(RUSSIAN_CASE, "") : singular(word);
}

const CYRILLIC = /^[а-яё]/;
/** Endings of nouns alone: an adjective or a verb on the same stem keeps more of its own. */
const RUSSIAN_CASE = /(?:и?(?:ями?|ях|ем|ей)|ами?|ах|и[еийюя]|[ое]в|ом|ой|ью|[аеийоуыьюя])$/;

function singular(word: string): string {
  if (/[^s]ies$/.test(word)) return word.replace(/ies$/, "y");
  return word.replace(/['’]s$/, "").replace(/(?<=[sxz]|ch|sh)es$|(?<=[^su])s$/, "");
}

function build({ data: { terms, locales } }: Pick<Framework, "data">): TermTable {
  const byStem = new Map<string, Form[]>();
  let longest = 0;
  for (const term of terms) {
    for (const form of [term, ...locales.map((l) => l.terms?.[term.term])].flatMap(namesOf)) {
      const words = wordsOf(form);
      const [first] = words;
      if (!first) continue;
      longest = Math.max(longest, words.length);
      const list = byStem.get(first.stem);
      if (list) list.push({ term, words });
      else byStem.set(first.stem, [{ term, words }]);
    }
  }
  return { byStem, longest };
}

const namesOf = (term: LocalTerm | undefined): string[] => (term ? [term.term, ...(term.forms ?? [])] : []);
