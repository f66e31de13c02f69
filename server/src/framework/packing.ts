/** Lists of whole numbers as short strings: compact in JSON and in a bundle, and read without parsing. */

// Printable ASCII that neither JSON nor a JavaScript string has to escape.
const DIGITS = Array.from({ length: 127 - 35 }, (_, i) => String.fromCharCode(35 + i))
  .filter((c) => c !== "\\" && c !== "`")
  .join("");
/** The first half of the digits say that more follow, the second that the number is complete. */
const BASE = DIGITS.length / 2;
const VALUES = new Uint8Array(128);
for (let i = 0; i < DIGITS.length; i++) VALUES[DIGITS.charCodeAt(i)] = i;

/** Collects numbers. */
export class Packer {
  private text = "";

  /** A number that is not negative. */
  put(number: number): void {
    let rest = number;
    for (; rest >= BASE; rest = Math.floor(rest / BASE)) this.text += DIGITS[rest % BASE];
    this.text += DIGITS[BASE + rest];
  }

  /** Any number. */
  putSigned(number: number): void {
    this.put(number < 0 ? -2 * number - 1 : 2 * number);
  }

  toString(): string {
    return this.text;
  }
}

/** Gives back what a Packer collected: numbers below 2³¹. */
export class Unpacker {
  private readonly numbers: Int32Array;
  private at = 0;

  constructor(text: string) {
    // One plain loop over all of them: that is what an engine makes fast soonest.
    const numbers = new Int32Array(text.length);
    let count = 0;
    for (let i = 0, number = 0, unit = 1; i < text.length; i++) {
      const digit = VALUES[text.charCodeAt(i)] as number;
      if (digit < BASE) {
        number += digit * unit;
        unit *= BASE;
      } else {
        numbers[count++] = number + (digit - BASE) * unit;
        number = 0;
        unit = 1;
      }
    }
    this.numbers = numbers.subarray(0, count);
  }

  take(): number {
    return this.numbers[this.at++] as number;
  }

  takeSigned(): number {
    const number = this.numbers[this.at++] as number;
    return number & 1 ? -(number + 1) / 2 : number / 2;
  }

  /** The next numbers. */
  takeAll(count: number): Int32Array {
    this.at += count;
    return this.numbers.slice(this.at - count, this.at);
  }

  /** Where lists of the next lengths begin, one behind the other, and where the last ends. */
  takeStarts(count: number): Int32Array {
    const starts = new Int32Array(count + 1);
    for (let i = 0; i < count; i++) starts[i + 1] = (starts[i] as number) + (this.numbers[this.at++] as number);
    return starts;
  }
}
