/**
 * All phrases of the framework in one automaton, run once over a statement's tokens: time is linear in the text, since each
 * token can be in at most as many states as there are, and a state is entered once a position.
 */
import type { Phrase } from "./phrase.ts";
import type { Token } from "./tokens.ts";

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

/** Edges are flat lists of key and target in turn, since this is walked for every token of every statement. */
interface State {
  /** By interned stem. */
  stems: number[];
  /** By interned spelling. */
  spellings: number[];
  /** By interned class. */
  classes: number[];
  /** Target of any one token. */
  any: number;
  /** States that are entered together with this one. */
  also: number[];
  accepts: number[];
}

const NONE: number[] = [];
const newState = (): State => ({ stems: NONE, spellings: NONE, classes: NONE, any: -1, also: NONE, accepts: NONE });

/** Strings as small numbers. */
class Interner {
  private readonly keys = new Map<string, number>();

  add(text: string): number {
    const known = this.keys.get(text);
    if (known !== undefined) return known;
    this.keys.set(text, this.keys.size);
    return this.keys.size - 1;
  }

  /** -1 if no phrase holds it. */
  get(text: string): number {
    return this.keys.get(text) ?? -1;
  }
}

export class Automaton {
  private readonly states: State[] = [];
  private readonly stems = new Interner();
  private readonly spellings = new Interner();
  private readonly classes = new Interner();
  /** Where phrases begin, by their first token or class. */
  private readonly rootStems: number[][] = [];
  private readonly rootSpellings: number[][] = [];
  private readonly rootClasses: number[][] = [];
  private size = 0;
  /** Per state the last step (a position in one run) in which it was entered, and from where. */
  private entered = new Int32Array(0);
  private step = 0;

  /** Adds a phrase; returns its number. */
  add(phrase: Phrase): number {
    const number = this.size++;
    const end = this.push({ ...newState(), accepts: [number] });
    // An entry that accepts would match everywhere, one that starts with a gap says no more than what follows it.
    const entries = [this.build(phrase, end)];
    for (let entry = entries.pop(); entry !== undefined; entry = entries.pop()) {
      const state = this.states[entry] as State;
      this.enroll(this.rootStems, state.stems);
      this.enroll(this.rootSpellings, state.spellings);
      this.enroll(this.rootClasses, state.classes);
      entries.push(...state.also);
    }
    return number;
  }

  /** Finds every phrase in the tokens; `spans` are the classes' instances in the same tokens. */
  match(tokens: readonly Token[], spans: readonly Span[] = NO_SPANS): Match[] {
    const matches: Match[] = [];
    if (this.size === 0) return matches;
    if (this.entered.length < this.states.length) this.entered = new Int32Array(this.states.length).fill(-1);
    const base = this.step;
    this.step += tokens.length + 1;
    const spansAt = bySpanStart(spans, tokens.length);
    /** Per position: state and start in turn. */
    const active: (number[] | undefined)[] = new Array(tokens.length + 1);
    const enter = (at: number, number: number, start: number) => {
      if (this.entered[number] === base + at) return;
      this.entered[number] = base + at;
      const here = active[at];
      if (here) here.push(number, start);
      else active[at] = [number, start];
      const { also } = this.states[number] as State;
      for (let i = 0; i < also.length; i++) enter(at, also[i] as number, start);
    };
    const follow = (edges: readonly number[], key: number, at: number, start: number) => {
      for (let i = 0; i < edges.length; i += 2) if (edges[i] === key) enter(at, edges[i + 1] as number, start);
    };
    const begin = (root: number[] | undefined, at: number, start: number) => {
      if (root) for (let i = 0; i < root.length; i++) enter(at, root[i] as number, start);
    };
    for (let at = 0; at <= tokens.length; at++) {
      const token = tokens[at];
      const stem = token ? this.stems.get(token.stem) : -1;
      const spelling = token ? this.spellings.get(token.lower) : -1;
      const here = spansAt?.[at];
      const states = active[at];
      if (states) {
        for (let i = 0; i < states.length; i += 2) {
          const state = this.states[states[i] as number] as State;
          const start = states[i + 1] as number;
          for (const phrase of state.accepts) matches.push({ phrase, start, end: at });
          if (!token) continue;
          if (stem >= 0) follow(state.stems, stem, at + 1, start);
          if (spelling >= 0) follow(state.spellings, spelling, at + 1, start);
          if (state.any >= 0) enter(at + 1, state.any, start);
          if (here && state.classes.length)
            for (const span of here) follow(state.classes, this.classes.get(span.name), span.end, start);
        }
        active[at] = undefined;
      }
      if (!token) break;
      if (stem >= 0) begin(this.rootStems[stem], at + 1, at);
      if (spelling >= 0) begin(this.rootSpellings[spelling], at + 1, at);
      if (here) for (const span of here) begin(this.rootClasses[this.classes.get(span.name)], span.end, at);
    }
    return matches;
  }

  private enroll(root: number[][], edges: readonly number[]): void {
    for (let i = 0; i < edges.length; i += 2) {
      const key = edges[i] as number;
      const targets = root[key];
      if (targets) targets.push(edges[i + 1] as number);
      else root[key] = [edges[i + 1] as number];
    }
  }

  private push(state: State): number {
    return this.states.push(state) - 1;
  }

  /** Builds the states for a phrase that goes on at `next`; returns where it begins. */
  private build(phrase: Phrase, next: number): number {
    switch (phrase.kind) {
      case "word":
        return this.push({ ...newState(), stems: [this.stems.add(phrase.stem), next] });
      case "exact":
        return this.push({ ...newState(), spellings: [this.spellings.add(phrase.word), next] });
      case "class":
        return this.push({ ...newState(), classes: [this.classes.add(phrase.name), next] });
      case "sequence":
        return phrase.items.reduceRight((target, item) => this.build(item, target), next);
      case "choice":
        return this.choice(phrase.items, next);
      case "optional":
        return this.merge([this.build(phrase.item, next), next]);
      case "gap": {
        let entry = next;
        for (let n = 0; n < phrase.max; n++) {
          const skip = this.push({ ...newState(), any: entry });
          entry = this.merge([skip, next]);
        }
        return entry;
      }
    }
  }

  /** Alternatives: single words share one state, since most alternatives are. */
  private choice(items: readonly Phrase[], next: number): number {
    const words: number[] = [];
    const others: number[] = [];
    for (const item of items) {
      const only = item.kind === "sequence" && item.items.length === 1 ? (item.items[0] as Phrase) : item;
      if (only.kind === "word") words.push(this.stems.add(only.stem), next);
      else others.push(this.build(only, next));
    }
    if (words.length) others.push(this.push({ ...newState(), stems: words }));
    return this.merge(others);
  }

  /** One state for several, if they are several. */
  private merge(numbers: number[]): number {
    return numbers.length === 1 ? (numbers[0] as number) : this.push({ ...newState(), also: numbers });
  }
}

const NO_SPANS: readonly Span[] = [];

function bySpanStart(spans: readonly Span[], length: number): (Span[] | undefined)[] | undefined {
  if (spans.length === 0) return undefined;
  const at: (Span[] | undefined)[] = new Array(length);
  for (const span of spans) {
    const here = at[span.start];
    if (here) here.push(span);
    else at[span.start] = [span];
  }
  return at;
}
