/**
 * All phrases of a table in one automaton, run once over a statement's tokens: time is linear in the text, since at a token
 * each node is entered once and held by gaps at most once for each of a gap's lengths.
 */
import type { AutomatonTables } from "./automatonTables.ts";
import type { Word, WordTable } from "./wordTable.ts";

/** A stretch of tokens [start, end) that is an instance of a named class. */
export interface Span {
  name: string;
  start: number;
  end: number;
}

/** A phrase that was found: its number in the order of compilation, and its tokens [start, end). */
export interface Match {
  phrase: number;
  start: number;
  end: number;
}

/** Nodes that are in force, each with the token at which its phrases began, and how long gaps hold it. */
class Entered {
  size = 0;
  readonly nodes: number[] = [];
  readonly begun: number[] = [];
  readonly until: number[] = [];

  push(node: number, start: number, until: number): void {
    const at = this.size++;
    this.nodes[at] = node;
    this.begun[at] = start;
    this.until[at] = until;
  }
}

/** Which nodes have edges with a key. */
const ENTERED = 1;
const HELD = 2;

/** What follows from the tables. */
export interface AutomatonKeys {
  /** By key the node to which the root leads; 0 for none. */
  first: Int32Array;
  /** By key which other nodes have edges with it: those that are entered only, or those that gaps hold too. */
  inner: Uint8Array;
}

export class Automaton {
  private readonly first: Int32Array;
  private readonly inner: Uint8Array;
  /** Per node: the last step at which it was entered, counted over all runs, and its place in the list then. */
  private readonly enteredAt: Int32Array;
  private readonly place: Int32Array;
  /** Per phrase: the last step at which it was found, and its place among the matches then. */
  private readonly foundAt: Int32Array;
  private readonly foundPlace: Int32Array;
  private step = 1;
  private now = new Entered();
  private next = new Entered();
  private readonly held = new Entered();

  constructor(
    readonly tables: AutomatonTables,
    private readonly wordTable: WordTable,
    readonly keys: AutomatonKeys = keysOf(tables),
  ) {
    this.first = keys.first;
    this.inner = keys.inner;
    const nodes = tables.edgeStarts.length - 1;
    this.enteredAt = new Int32Array(nodes);
    this.place = new Int32Array(nodes);
    this.foundAt = new Int32Array(tables.phrases);
    this.foundPlace = new Int32Array(tables.phrases);
  }

  /**
   * Finds every phrase, once for each of its ends, from the last token at which it may begin; in order of ends, then of
   * phrases. `spans` are the classes' instances in the same tokens.
   */
  match(words: readonly Word[], spans: readonly Span[] = NO_SPANS): Match[] {
    const matches: Match[] = [];
    const { gapStarts, gapLengths, gapTargets } = this.tables;
    const base = this.step;
    this.step += words.length + 1;
    const spansAt = spans.length ? bySpanStart(spans, words.length) : undefined;
    /** Nodes that instances of classes lead to, by position: node and start in turn. */
    const pending: (number[] | undefined)[] = [];
    const { held } = this;
    this.now.size = 0;
    held.size = 0;
    for (let at = 0; at <= words.length; at++) {
      const { now, next } = this;
      const step = base + at;
      const due = spansAt && pending[at];
      if (due) for (let i = 0; i < due.length; i += 2) this.enter(now, due[i] as number, due[i + 1] as number, step);
      next.size = 0;
      const before = matches.length;
      for (let i = 0; i < now.size; i++) {
        const node = now.nodes[i] as number;
        const start = now.begun[i] as number;
        this.accept(node, start, at, step, matches);
        for (let g = gapStarts[node] as number; g < (gapStarts[node + 1] as number); g++)
          this.hold(gapTargets[g] as number, start, at + (gapLengths[g] as number));
      }
      let kept = 0;
      for (let i = 0; i < held.size; i++) {
        if ((held.until[i] as number) < at) continue;
        const node = held.nodes[i] as number;
        held.nodes[kept] = node;
        held.begun[kept] = held.begun[i] as number;
        held.until[kept++] = held.until[i] as number;
        this.accept(node, held.begun[i] as number, at, step, matches);
      }
      held.size = kept;
      if (matches.length > before + 1) sortFrom(matches, before);
      const word = words[at];
      if (!word) break;
      const { stem, spelling } = word;
      const here = spansAt?.[at];
      this.take(stem, at, step + 1);
      this.take(spelling, at, step + 1);
      if (here)
        for (const { name, end } of here) {
          const key = this.wordTable.classOf(name);
          if (key >= 0) this.followClass(key, at, end, pending);
        }
      this.now = next;
      this.next = now;
    }
    return matches;
  }

  /** Enters a node at a step; of several starts the last is kept. */
  private enter(list: Entered, node: number, start: number, step: number): void {
    if (this.enteredAt[node] === step) {
      const place = this.place[node] as number;
      if ((list.begun[place] as number) < start) list.begun[place] = start;
      return;
    }
    this.enteredAt[node] = step;
    this.place[node] = list.size;
    list.push(node, start, 0);
  }

  /** Keeps a node in force, unless it is for as long and from as late a start. */
  private hold(node: number, start: number, until: number): void {
    const { held } = this;
    for (let i = 0; i < held.size; i++) {
      if (held.nodes[i] !== node) continue;
      const [otherStart, otherUntil] = [held.begun[i] as number, held.until[i] as number];
      if (otherStart >= start && otherUntil >= until) return;
      if (otherStart > start || otherUntil > until) continue;
      held.begun[i] = start;
      held.until[i] = until;
      return;
    }
    held.push(node, start, until);
  }

  private accept(node: number, start: number, end: number, step: number, matches: Match[]): void {
    const { acceptStarts, accepts } = this.tables;
    for (let i = acceptStarts[node] as number; i < (acceptStarts[node + 1] as number); i++) {
      const phrase = accepts[i] as number;
      if (this.foundAt[phrase] === step) {
        const match = matches[this.foundPlace[phrase] as number] as Match;
        if (match.start < start) match.start = start;
        continue;
      }
      this.foundAt[phrase] = step;
      this.foundPlace[phrase] = matches.length;
      matches.push({ phrase, start, end });
    }
  }

  /** Takes all edges that have a key, from whatever is in force. */
  private take(key: number, at: number, step: number): void {
    if (key < 0 || key >= this.inner.length) return;
    const root = key < this.first.length ? (this.first[key] as number) : 0;
    if (root > 0) this.enter(this.next, root, at, step);
    const inner = this.inner[key] as number;
    const { now, held } = this;
    if (inner === 0) return;
    for (let i = 0; i < now.size; i++) this.follow(now.nodes[i] as number, now.begun[i] as number, key, step);
    if (inner === ENTERED) return;
    for (let i = 0; i < held.size; i++) this.follow(held.nodes[i] as number, held.begun[i] as number, key, step);
  }

  /** Takes the edges of a node that have a key. */
  private follow(node: number, start: number, key: number, step: number): void {
    const { edgeStarts, edgeKeys, edgeTargets } = this.tables;
    const end = edgeStarts[node + 1] as number;
    let low = edgeStarts[node] as number;
    let high = end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edgeKeys[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    for (; low < end && edgeKeys[low] === key; low++) this.enter(this.next, edgeTargets[low] as number, start, step);
  }

  /** Takes the edges of all nodes in force that have a class as their key, to where its instance ends. */
  private followClass(key: number, at: number, end: number, pending: (number[] | undefined)[]): void {
    const { edgeStarts, edgeKeys, edgeTargets } = this.tables;
    const later = pending[end] ?? [];
    const take = (node: number, start: number) => {
      for (let i = edgeStarts[node] as number; i < (edgeStarts[node + 1] as number); i++)
        if (edgeKeys[i] === key) later.push(edgeTargets[i] as number, start);
    };
    const root = this.first[key];
    if (root) later.push(root, at);
    for (let i = 0; i < this.now.size; i++) take(this.now.nodes[i] as number, this.now.begun[i] as number);
    for (let i = 0; i < this.held.size; i++) take(this.held.nodes[i] as number, this.held.begun[i] as number);
    if (later.length) pending[end] = later;
  }
}

function keysOf({ edgeStarts, edgeKeys, edgeTargets, gapTargets }: AutomatonTables): AutomatonKeys {
  const roots = edgeStarts[1] as number;
  const first = new Int32Array(roots ? (edgeKeys[roots - 1] as number) + 1 : 0);
  for (let i = 0; i < roots; i++) first[edgeKeys[i] as number] = edgeTargets[i] as number;
  let keys = 0;
  for (let i = 0; i < edgeKeys.length; i++) keys = Math.max(keys, (edgeKeys[i] as number) + 1);
  const inner = new Uint8Array(keys);
  for (let i = roots; i < edgeKeys.length; i++) inner[edgeKeys[i] as number] = ENTERED;
  for (let g = 0; g < gapTargets.length; g++) {
    const node = gapTargets[g] as number;
    for (let i = edgeStarts[node] as number; i < (edgeStarts[node + 1] as number); i++)
      inner[edgeKeys[i] as number] = ENTERED | HELD;
  }
  return { first, inner };
}

const NO_SPANS: readonly Span[] = [];

function bySpanStart(spans: readonly Span[], length: number): (Span[] | undefined)[] {
  const at: (Span[] | undefined)[] = new Array(length);
  for (const span of spans) {
    const here = at[span.start];
    if (here) here.push(span);
    else at[span.start] = [span];
  }
  return at;
}

/** Sorts the matches from one on by phrase; they are few. */
function sortFrom(matches: Match[], from: number): void {
  for (let i = from + 1; i < matches.length; i++) {
    const match = matches[i] as Match;
    let to = i;
    for (; to > from && (matches[to - 1] as Match).phrase > match.phrase; to--) matches[to] = matches[to - 1] as Match;
    matches[to] = match;
  }
}
