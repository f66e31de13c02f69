/**
 * Globs over paths with `/`: `*`, `?`, `[abc]`, `{a,b}`, `**`. Matched by following all ways at once, in time pattern × path:
 * libraries make regular expressions of globs, and a pattern of a few characters can keep one of those busy for minutes.
 */

type Piece =
  | { kind: "literal"; text: string }
  | { kind: "any" }
  | { kind: "one" }
  | { kind: "set"; not: boolean; ranges: [string, string][] };
type Segment = "**" | Piece[];

/** More alternatives than this in one pattern are not followed. */
const MOST_ALTERNATIVES = 256;

/** A list of globs; of those that match a path the last decides, one with `!` in front against it. */
export class Globs {
  private readonly patterns: { not: boolean; segments: Segment[] }[];

  constructor(patterns: readonly string[]) {
    this.patterns = patterns.flatMap((pattern) => {
      const not = pattern.startsWith("!");
      return alternativesOf(plain(not ? pattern.slice(1) : pattern)).map((p) => ({ not, segments: compile(p) }));
    });
  }

  matches(path: string): boolean {
    const segments = path.split("/");
    for (const { not, segments: pattern } of this.patterns.toReversed()) if (matchPath(pattern, segments)) return !not;
    return false;
  }
}

/** Without what does not change its meaning. */
const plain = (pattern: string) => pattern.replaceAll("\\", "/").replace(/^(?:\.\/|\/)+/, "");

/** The patterns that one with braces stands for. */
function alternativesOf(pattern: string): string[] {
  let results = [""];
  let i = 0;
  while (i < pattern.length) {
    const c = pattern[i] as string;
    const end = c === "{" ? closing(pattern, i) : -1;
    if (end < 0) {
      results = results.map((r) => r + c);
      i++;
      continue;
    }
    const options = splitTop(pattern.slice(i + 1, end))
      .flatMap(alternativesOf)
      .slice(0, MOST_ALTERNATIVES);
    results = results.flatMap((r) => options.map((o) => r + o)).slice(0, MOST_ALTERNATIVES);
    i = end + 1;
  }
  return results;
}

function closing(pattern: string, open: number): number {
  let depth = 0;
  for (let i = open; i < pattern.length; i++) {
    if (pattern[i] === "{") depth++;
    else if (pattern[i] === "}" && --depth === 0) return i;
  }
  return -1;
}

function splitTop(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const c of text) {
    if (c === "{") depth++;
    else if (c === "}") depth--;
    if (c === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += c;
  }
  return parts;
}

function compile(pattern: string): Segment[] {
  const segments = pattern
    .split("/")
    .filter((s) => s !== "" && s !== ".")
    .map((s): Segment => (s === "**" ? s : piecesOf(s)));
  // A name that ends with a slash is a folder's, and stands for all in it.
  if (segments.length === 0 || (pattern.endsWith("/") && segments.at(-1) !== "**")) segments.push("**");
  return segments;
}

function piecesOf(segment: string): Piece[] {
  const pieces: Piece[] = [];
  for (let i = 0; i < segment.length; i++) {
    const c = String.fromCodePoint(segment.codePointAt(i) as number);
    if (c === "*") {
      if (pieces.at(-1)?.kind !== "any") pieces.push({ kind: "any" });
    } else if (c === "?") pieces.push({ kind: "one" });
    else {
      const set = c === "[" ? /^\[([!^]?)([^\]]+)\]/.exec(segment.slice(i)) : undefined;
      if (set) {
        const ranges = [...(set[2] as string).matchAll(/(.)-(.)|./gsu)].map((m): [string, string] => [
          m[1] ?? m[0],
          m[2] ?? m[0],
        ]);
        pieces.push({ kind: "set", not: set[1] !== "", ranges });
        i += set[0].length - 1;
      } else {
        pieces.push({ kind: "literal", text: c });
        i += c.length - 1;
      }
    }
  }
  return pieces;
}

/** Whether the pattern takes the whole path, or a folder above it that it names without wildcards in its last segment. */
function matchPath(pattern: readonly Segment[], path: readonly string[]): boolean {
  const last = pattern.at(-1);
  const folder = last !== undefined && last !== "**" && last.every((p) => p.kind === "literal");
  let states = new Set([0]);
  const close = () => {
    for (const s of states) if (pattern[s] === "**") states.add(s + 1);
  };
  close();
  for (const segment of path) {
    if (folder && states.has(pattern.length)) return true;
    const next = new Set<number>();
    for (const s of states) {
      const piece = pattern[s];
      if (piece === undefined) continue;
      if (piece === "**") next.add(s);
      else if (matchSegment(piece, segment)) next.add(s + 1);
    }
    states = next;
    close();
  }
  return states.has(pattern.length);
}

function matchSegment(pieces: readonly Piece[], segment: string): boolean {
  let states = new Set([0]);
  const close = () => {
    for (const s of states) if (pieces[s]?.kind === "any") states.add(s + 1);
  };
  close();
  for (const c of segment) {
    const next = new Set<number>();
    for (const s of states) {
      const piece = pieces[s];
      if (piece === undefined) continue;
      if (piece.kind === "any") next.add(s);
      else if (takes(piece, c)) next.add(s + 1);
    }
    states = next;
    if (states.size === 0) return false;
    close();
  }
  return states.has(pieces.length);
}

function takes(piece: Exclude<Piece, { kind: "any" }>, c: string): boolean {
  switch (piece.kind) {
    case "literal":
      return piece.text === c;
    case "one":
      return true;
    case "set":
      return piece.ranges.some(([from, to]) => from <= c && c <= to) !== piece.not;
  }
}
