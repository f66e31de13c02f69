/** "Did you mean …": the known name that a mistyped one is closest to. */

export interface Known {
  value: string;
  /** Other ways to say it, such as a title. */
  also?: readonly string[];
}

/** The likely name, or undefined if none is near. */
export function likely(word: string, known: readonly (Known | string)[]): string | undefined {
  const wanted = plain(word);
  if (!wanted || wanted.length > LONGEST) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const entry of known) {
    const { value, also = [] } = typeof entry === "string" ? { value: entry } : (entry as Known);
    for (const name of [value, ...also]) {
      const candidate = plain(name);
      // The last part of a path names it: "missing" for "section/missing".
      const distance = candidate.endsWith(`/${wanted}`)
        ? 0.5
        : editDistance(wanted, candidate, Math.max(1, Math.floor(Math.min(wanted.length, candidate.length) / 3)));
      if (distance < least) {
        least = distance;
        best = value;
      }
    }
  }
  return best;
}

const LONGEST = 60;

const plain = (word: string) =>
  word
    .toLowerCase()
    .replace(/[\s_-]+/g, "-")
    .replace(/^-|-$/g, "");

/** How many letters differ, neighbours that changed places counting once; infinite above `most`. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let d = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d = Math.min(d, (before[j - 2] as number) + 1);
      row.push(d);
    }
    before = last;
    last = row;
  }
  const distance = last[b.length] as number;
  return distance <= most ? distance : Number.POSITIVE_INFINITY;
}
