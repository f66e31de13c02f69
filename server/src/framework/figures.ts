/**
 * Figures in a text and what they are figures of: percentages, money, durations and other quantities. Read character by
 * character: as regular expressions they would take an editor's server longer to compile than its first document to read.
 * Each function gives the places that it finds, from left to right: starts and ends in turn.
 */
import {
  COMPARED,
  CURRENCIES,
  CURRENCY_WORDS,
  DURATIONS,
  MAGNITUDES,
  MAGNITUDES_BEGIN,
  MAGNITUDES_ELSEWHERE,
  MONEY,
  OFTEN,
  PERCENT,
  PERCENT_BEGINS,
  PLAIN_MAGNITUDES,
  ROUBLES,
  UNITS,
} from "./figureWords.ts";

/** Groups of three digits behind the first: in a number without an end all would be looked at again from each. */
const MOST_GROUPS = 6;
const LETTER = /\p{L}/u;
const SPACE = /\s/;
const [ZERO, NINE] = [48, 57];

/** Where a global pattern matches: starts and ends in turn. */
export function placesOf(pattern: RegExp, text: string): number[] {
  const found: number[] = [];
  pattern.lastIndex = 0;
  for (let m = pattern.exec(text); m; m = pattern.exec(text)) found.push(m.index, m.index + m[0].length);
  return found;
}

export class Figures {
  /** Where digits begin and end that stand together. */
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  constructor(private readonly text: string) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < ZERO || code > NINE) continue;
      this.starts.push(i);
      do i++;
      while (this.isDigit(i));
      this.ends.push(i);
    }
  }

  percents(): number[] {
    return this.each((run) => {
      const end = this.numberEnd(run);
      const next = this.text[this.pastSpace(end)];
      if (next === undefined || !PERCENT_BEGINS.includes(next)) return -1;
      return this.matchEnd(PERCENT, end);
    });
  }

  money(): number[] {
    const { text } = this;
    const found: number[] = [];
    if (!MONEY.test(text)) return found;
    let run = 0;
    for (let at = 0; at < text.length; ) {
      while (run < this.ends.length && (this.ends[run] as number) <= at) run++;
      const digit = Math.max(at, this.starts[run] ?? text.length);
      let sign = at;
      while (sign < digit && !this.isCurrency(sign)) sign++;
      const isSign = sign < digit;
      const start = isSign ? sign : digit;
      const end = isSign ? this.amountEnd(sign + 1, run) : this.currencyEnd(run);
      if (end >= 0) found.push(start, end);
      at = end >= 0 ? end : isSign ? sign + 1 : (this.ends[run] ?? text.length);
    }
    return found;
  }

  durations(): number[] {
    const found = this.each((run) => {
      const end = this.numberEnd(run);
      const dash = this.pastSpace(end);
      if (this.text[dash] !== "-" && this.text[dash] !== "–") return this.unitEnd(end, DURATIONS);
      const to = this.runAt(this.pastSpace(dash + 1), run);
      return this.unitEnd(to < 0 ? end : this.numberEnd(to), DURATIONS);
    });
    const often = placesOf(OFTEN, this.text);
    // They never overlap, so starts and ends stay together.
    return often.length ? [...found, ...often].sort((a, b) => a - b) : found;
  }

  quantities(): number[] {
    const found: number[] = [];
    const { text } = this;
    let compared: RegExpExecArray | null | undefined;
    let run = 0;
    for (let at = 0; ; ) {
      if (compared === undefined || (compared && compared.index < at)) {
        COMPARED.lastIndex = at;
        compared = COMPARED.exec(text);
      }
      while (run < this.ends.length && (this.ends[run] as number) <= at) run++;
      const until = compared?.index ?? text.length;
      const start = Math.max(at, this.starts[run] ?? text.length);
      if (start < until) {
        const [from, end] = this.quantityAt(run, start);
        if (end >= 0) found.push(from, end);
        at = end >= 0 ? end : (this.ends[run] as number);
      } else if (compared) {
        at = compared.index + compared[0].length;
        found.push(compared.index, at);
      } else return found;
    }
  }

  numbers(): number[] {
    return this.each((run, start) => {
      if (start > 0 && (this.text[start - 1] === "." || this.isLetterBefore(start))) return -1;
      let last = run;
      while (this.joined(last) === "." || this.joined(last) === ",") last++;
      return this.ends[last] as number;
    });
  }

  /** Asks at each run of digits behind the last find for the end of another one that begins there; -1 for none. */
  private each(endOf: (run: number, start: number) => number): number[] {
    const found: number[] = [];
    let from = 0;
    for (let run = 0; run < this.starts.length; run++) {
      if ((this.ends[run] as number) <= from) continue;
      const start = Math.max(from, this.starts[run] as number);
      const end = endOf(run, start);
      if (end < 0) continue;
      found.push(start, end);
      from = end;
      run--;
    }
    return found;
  }

  /** The run of digits that begins at a place, from another one on; -1 for none. */
  private runAt(at: number, from: number): number {
    let run = from;
    while (run < this.starts.length && (this.starts[run] as number) < at) run++;
    return this.starts[run] === at ? run : -1;
  }

  /** The one character between a run of digits and the next. */
  private joined(run: number): string | undefined {
    const end = this.ends[run] as number;
    return this.starts[run + 1] === end + 1 ? this.text[end] : undefined;
  }

  /**
   * Where the number that begins with a run of digits ends: groups of three, then a fraction. `greedy`: a group may be the
   * first three digits of more, as nothing has to follow.
   */
  private numberEnd(run: number, greedy = false): number {
    for (let last = run; ; last++) {
      const end = this.ends[last] as number;
      const sign = this.joined(last);
      const isPoint = sign === "." || sign === ",";
      if (!isPoint && sign !== " " && sign !== "\u00a0") return end;
      const [start, next] = [this.starts[last + 1] as number, this.ends[last + 1] as number];
      const isGroup = last - run < MOST_GROUPS;
      if (isGroup && next - start === 3) continue;
      if (isGroup && greedy && next - start > 3) return start + 3;
      return isPoint ? next : end;
    }
  }

  /** Where a figure ends with its magnitude, in the order in which to try; without one comes last. */
  private magnitudeEnds(end: number): number[] {
    const at = this.pastSpace(end);
    const first = this.text[at];
    if (first === undefined || !MAGNITUDES_BEGIN.includes(first)) return [end];
    const word = this.wordAt(at);
    let behind = -1;
    if (MAGNITUDES.has(word)) behind = at + word.length;
    else {
      const other = MAGNITUDES_ELSEWHERE.find((m) => this.text.startsWith(m, at));
      if (other && this.isWord(at + other.length)) behind = at + other.length;
    }
    if (behind < 0) return [end];
    return this.text[behind] === "." ? [behind + 1, behind, end] : [behind, end];
  }

  /** Where an amount ends that stands behind a currency's sign. */
  private amountEnd(at: number, run: number): number {
    if (this.starts[run] !== this.pastSpace(at)) return -1;
    return this.magnitudeEnds(this.numberEnd(run, true))[0] as number;
  }

  /** Where the currency of a figure ends. */
  private currencyEnd(run: number): number {
    if (run >= this.starts.length) return -1;
    for (const end of this.magnitudeEnds(this.numberEnd(run))) {
      const at = this.pastSpace(end);
      if (this.isCurrency(at)) return at + 1;
      const word = this.wordAt(at);
      if (CURRENCY_WORDS.has(word)) return at + word.length;
      const roubles = this.text[at] === "р" ? this.matchEnd(ROUBLES, at) : -1;
      if (roubles >= 0) return roubles;
    }
    return -1;
  }

  private quantityAt(run: number, start: number): [start: number, end: number] {
    const { text } = this;
    const number = this.numberEnd(run);
    for (const end of this.magnitudeEnds(number)) {
      const unit = this.unitEnd(end, UNITS);
      if (unit >= 0) return [start, unit];
    }
    const at = this.pastSpace(number);
    const letters = this.lettersEnd(at);
    if (letters > at && !this.isDigit(letters) && PLAIN_MAGNITUDES.has(text.slice(at, letters)))
      return [start, letters];
    const end = this.ends[run] as number;
    const sign = this.joined(run);
    if (end === start + 1 && text[start] === "0" && !this.isWord(start - 1) && (sign === "." || sign === ","))
      return [start, this.ends[run + 1] as number];
    const ratio = this.partEnd(run);
    if (ratio >= 0) return [start, Math.max(ratio, this.partEnd(run + 1))];
    let grouped = -1;
    for (let last = run, more = true; more; last++) {
      const joined = this.joined(last);
      const [from, to] = [this.starts[last + 1] as number, this.ends[last + 1] as number];
      if ((joined !== " " && joined !== "," && joined !== ".") || to - from < 3) break;
      grouped = from + 3;
      more = to === grouped;
    }
    return [Math.max(start, end - 3), grouped];
  }

  /** Where the next part of a ratio, date or time ends. */
  private partEnd(run: number): number {
    const sign = this.pastSpace(this.ends[run] as number);
    if (this.text[sign] !== "/" && this.text[sign] !== ":") return -1;
    return this.starts[run + 1] === this.pastSpace(sign + 1) ? (this.ends[run + 1] as number) : -1;
  }

  /** Where the unit ends that stands behind a figure, as a whole word. */
  private unitEnd(end: number, { words, stems }: typeof UNITS): number {
    const at = this.text[end] === "-" ? end + 1 : this.pastSpace(end);
    const isTimes = words === UNITS.words && this.text[at] === "×";
    const behind = isTimes ? at + 1 : this.lettersEnd(at);
    if (behind === at || this.isDigit(behind)) return -1;
    if (isTimes) return this.lettersEnd(behind) > behind ? -1 : behind;
    const word = this.text.slice(at, behind);
    return words.has(word) || (this.text.charCodeAt(at) > 127 && stems.test(word)) ? behind : -1;
  }

  private matchEnd(pattern: RegExp, at: number): number {
    pattern.lastIndex = at;
    return pattern.test(this.text) ? pattern.lastIndex : -1;
  }

  private lettersEnd(from: number): number {
    for (let at = from; ; ) {
      const code = this.text.codePointAt(at);
      if (code === undefined || !isLetter(code)) return at;
      at += code > 0xffff ? 2 : 1;
    }
  }

  private isLetterBefore(at: number): boolean {
    const low = this.text.charCodeAt(at - 1);
    const pair = low >= 0xdc00 && low <= 0xdfff ? (this.text.codePointAt(at - 2) ?? 0) : 0;
    return isLetter(pair > 0xffff ? pair : low);
  }

  /** The ASCII letters, digits and underscores from a place on. */
  private wordAt(at: number): string {
    let end = at;
    while (this.isWord(end)) end++;
    return this.text.slice(at, end);
  }

  private isWord(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return (code >= 97 && code <= 122) || (code >= ZERO && code <= NINE) || code === 95;
  }

  private isDigit(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code >= ZERO && code <= NINE;
  }

  private isCurrency(at: number): boolean {
    return at < this.text.length && CURRENCIES.includes(this.text[at] as string);
  }

  private pastSpace(at: number): number {
    const code = this.text.charCodeAt(at);
    return code === 32 || ((code < 14 || code > 127) && SPACE.test(this.text[at] as string)) ? at + 1 : at;
  }
}

function isLetter(code: number): boolean {
  return code < 128 ? code >= 97 && code <= 122 : LETTER.test(String.fromCodePoint(code));
}
