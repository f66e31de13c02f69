/**
 * Phrases → the tables of one automaton. The phrases' states are joined by subset construction, so that phrases that begin
 * alike share their beginnings and a token leads from a state to at most one other.
 */
import type { AutomatonTables } from "./automatonTables.ts";
import type { Phrase } from "./phrase.ts";
import type { WordTable } from "./wordTable.ts";

/** A state of one phrase. */
type State =
  | { kind: "edge"; key: number; next: number }
  /** `next` is entered here and behind each of up to `max` tokens. */
  | { kind: "gap"; max: number; next: number }
  | { kind: "split"; next: readonly number[] }
  | { kind: "accept"; phrase: number };

/** States of phrases that are entered together. */
interface Node {
  edges: [key: number, target: number][];
  gaps: [max: number, target: number][];
  accepts: number[];
}

/** So many nodes for a state there may be at most; where joining would make more, states are entered side by side. */
const MAX_GROWTH = 4;

export class AutomatonBuilder {
  private readonly states: State[] = [];
  private readonly entries: number[] = [];
  private size = 0;
  /** Of single states. */
  private readonly closures = new Map<number, readonly number[]>();

  constructor(
    private readonly wordTable: WordTable,
    private readonly growth = MAX_GROWTH,
  ) {}

  /** Adds a phrase; returns its number. */
  add(phrase: Phrase): number {
    const number = this.size++;
    this.entries.push(this.build(phrase, this.push({ kind: "accept", phrase: number })));
    return number;
  }

  /** Builds the states for a phrase that goes on at `next`; returns where it begins. */
  private build(phrase: Phrase, next: number): number {
    switch (phrase.kind) {
      case "word":
        return this.push({ kind: "edge", key: this.wordTable.add(phrase.stem), next });
      case "exact":
        return this.push({ kind: "edge", key: this.wordTable.add(`=${phrase.word}`), next });
      case "class":
        return this.push({ kind: "edge", key: this.wordTable.add(`<${phrase.name}>`), next });
      case "sequence":
        return phrase.items.reduceRight((target, item) => this.build(item, target), next);
      case "choice":
        return this.push({ kind: "split", next: phrase.items.map((item) => this.build(item, next)) });
      case "optional":
        return this.push({ kind: "split", next: [this.build(phrase.item, next), next] });
      case "gap":
        return this.push({ kind: "gap", max: phrase.max, next });
    }
  }

  private push(state: State): number {
    return this.states.push(state) - 1;
  }

  /** The states that are entered with some, splits resolved, by number. */
  private closure(from: readonly number[]): readonly number[] {
    const [only] = from;
    const known = from.length === 1 ? this.closures.get(only as number) : undefined;
    if (known) return known;
    const seen = new Set<number>();
    const set: number[] = [];
    const open = [...from];
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      if (seen.has(number)) continue;
      seen.add(number);
      const state = this.states[number] as State;
      if (state.kind === "split") for (const next of state.next) open.push(next);
      else set.push(number);
    }
    set.sort((a, b) => a - b);
    if (from.length === 1) this.closures.set(only as number, set);
    return set;
  }

  /** What is entered behind gaps, by their greatest length; gaps that follow each other are one. */
  private behindGaps(set: readonly number[]): Map<number, number[]> {
    const behind = new Map<number, number[]>();
    const open: [set: readonly number[], max: number][] = [[set, 0]];
    for (let item = open.pop(); item; item = open.pop()) {
      const [numbers, max] = item;
      for (const number of numbers) {
        const state = this.states[number] as State;
        if (state.kind === "gap") open.push([this.closure([state.next]), max + state.max]);
        else if (max > 0) {
          const list = behind.get(max);
          if (list) list.push(number);
          else behind.set(max, [number]);
        }
      }
    }
    return behind;
  }

  /** Where phrases begin. One that begins with a gap says no more than what follows it, an empty one would match everywhere. */
  private root(): number[] {
    const beginnings = [...this.closure(this.entries)];
    for (const list of this.behindGaps(beginnings).values()) beginnings.push(...list);
    return this.closure(beginnings).filter((n) => this.states[n]?.kind === "edge");
  }

  tables(): AutomatonTables {
    const nodes: Node[] = [];
    const sets: (readonly number[])[] = [];
    const known = new Map<string, number>();
    const alone = new Int32Array(this.states.length).fill(-1);
    const limit = this.growth * this.states.length + 1;
    const nodeOf = (set: readonly number[]): number => {
      // Most nodes are of one state.
      const only = set.length === 1 ? (set[0] as number) : -1;
      const name = only < 0 ? set.join() : "";
      let number = only < 0 ? known.get(name) : (alone[only] as number);
      if (number !== undefined && number >= 0) return number;
      number = sets.push(set) - 1;
      if (only < 0) known.set(name, number);
      else alone[only] = number;
      return number;
    };
    /** One node for states that are entered together or, when there are too many nodes, one each; but one behind the root. */
    const nodesOf = (set: readonly number[], from: number) =>
      from === 0 || sets.length < limit ? [nodeOf(set)] : set.map((n) => nodeOf([n]));
    nodeOf(this.root());
    for (let n = 0; n < sets.length; n++) {
      const set = sets[n] as readonly number[];
      const node: Node = { edges: [], gaps: [], accepts: [] };
      const edges: { key: number; next: number }[] = [];
      let gaps = false;
      for (const number of set) {
        const state = this.states[number] as State;
        if (state.kind === "accept") node.accepts.push(state.phrase);
        else if (state.kind === "edge") edges.push(state);
        else gaps = true;
      }
      if (edges.length > 1) edges.sort((x, y) => x.key - y.key);
      for (let i = 0; i < edges.length; ) {
        const { key } = edges[i] as { key: number };
        const next: number[] = [];
        for (; edges[i]?.key === key; i++) {
          const target = (edges[i] as { next: number }).next;
          if (target !== next.at(-1)) next.push(target);
        }
        for (const target of nodesOf(this.closure(next), n)) node.edges.push([key, target]);
      }
      if (gaps)
        for (const [max, behind] of [...this.behindGaps(set)].sort(([x], [y]) => x - y))
          for (const target of nodesOf(this.closure(behind), n)) node.gaps.push([max, target]);
      node.accepts.sort((a, b) => a - b);
      nodes.push(node);
    }
    return flat(nodes, this.size);
  }
}

function flat(nodes: readonly Node[], phrases: number): AutomatonTables {
  const sizes = { edges: 0, gaps: 0, accepts: 0 };
  for (const { edges, gaps, accepts } of nodes) {
    sizes.edges += edges.length;
    sizes.gaps += gaps.length;
    sizes.accepts += accepts.length;
  }
  const tables: AutomatonTables = {
    phrases,
    edgeStarts: new Int32Array(nodes.length + 1),
    edgeKeys: new Int32Array(sizes.edges),
    edgeTargets: new Int32Array(sizes.edges),
    gapStarts: new Int32Array(nodes.length + 1),
    gapLengths: new Int32Array(sizes.gaps),
    gapTargets: new Int32Array(sizes.gaps),
    acceptStarts: new Int32Array(nodes.length + 1),
    accepts: new Int32Array(sizes.accepts),
  };
  let [e, g, a] = [0, 0, 0];
  nodes.forEach(({ edges, gaps, accepts }, n) => {
    for (const [key, target] of edges) {
      tables.edgeKeys[e] = key;
      tables.edgeTargets[e++] = target;
    }
    for (const [max, target] of gaps) {
      tables.gapLengths[g] = max;
      tables.gapTargets[g++] = target;
    }
    for (const phrase of accepts) tables.accepts[a++] = phrase;
    tables.edgeStarts[n + 1] = e;
    tables.gapStarts[n + 1] = g;
    tables.acceptStarts[n + 1] = a;
  });
  return tables;
}
