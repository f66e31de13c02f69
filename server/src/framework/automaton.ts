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

/** Edges are flat lists of key and target in turn. */
interface State {
  /** By interned stem. */
  stems: number[];
  /** By interned spelling. */
  spellings: number[];
  /** By interned class. */
  classes: number[];
  /** A gap: `target` is entered here and behind each of the next `max` tokens. */
  gap: { max: number; target: number } | undefined;
  /** States that are entered together with this one. */
  also: number[];
  accepts: number[];
}

const NONE: number[] = [];
const newState = (): State => ({
  stems: NONE,
  spellings: NONE,
  classes: NONE,
  gap: undefined,
  also: NONE,
  accepts: NONE,
});

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

/** By key: origin and target of every edge with that key, in turn. */
type EdgeIndex = (number[] | undefined)[];
/** The origin of the edges by which phrases begin: it is in force everywhere. */
const ROOT = 0;

/**
 * The search goes from the text to the phrases: a token looks up the edges that it could take and takes those whose origin is
 * in force at its place. What is in force is a number a state, so that nothing is walked for phrases that do not go on.
 */
export class Automaton {
  /** The first is the root. */
  private readonly states: State[] = [newState()];
  private readonly stems = new Interner();
  private readonly spellings = new Interner();
  private readonly classes = new Interner();
  private readonly byStem: EdgeIndex = [];
  private readonly bySpelling: EdgeIndex = [];
  private readonly byClass: EdgeIndex = [];
  private size = 0;
  /** How many states are in the indices. */
  private indexed = 1;
  /**
   * Per state the last step (a position in one run) at which it was entered, for even and odd steps apart: while the edges at
   * one step are taken, states are entered for the next.
   */
  private entered: readonly Int32Array[] = [];
  /** Per state and parity the token at which its phrase began. */
  private begun: readonly Int32Array[] = [];
  /** Per state the steps through which a gap holds it, and the token at which that phrase began. */
  private heldFrom = new Int32Array(0);
  private heldTo = new Int32Array(0);
  private heldBegun = new Int32Array(0);
  private step = 1;

  /** Adds a phrase; returns its number. */
  add(phrase: Phrase): number {
    const number = this.size++;
    const end = this.push({ ...newState(), accepts: [number] });
    // An entry that accepts would match everywhere, one that starts with a gap says no more than what follows it.
    const entries = [this.build(phrase, end)];
    for (let entry = entries.pop(); entry !== undefined; entry = entries.pop()) {
      const state = this.states[entry] as State;
      index(this.byStem, ROOT, state.stems);
      index(this.bySpelling, ROOT, state.spellings);
      index(this.byClass, ROOT, state.classes);
      entries.push(...state.also);
      if (state.gap) entries.push(state.gap.target);
    }
    return number;
  }

  /** Finds every phrase in the tokens; `spans` are the classes' instances in the same tokens. */
  match(tokens: readonly Token[], spans: readonly Span[] = NO_SPANS): Match[] {
    const matches: Match[] = [];
    if (this.size === 0) return matches;
    this.prepare();
    const { states, heldFrom, heldTo, heldBegun } = this;
    const base = this.step;
    this.step += tokens.length + 1;
    const spansAt = bySpanStart(spans, tokens.length);
    /** States that are entered later: state and start in turn, by position. */
    const pending: (number[] | undefined)[] = [];
    const enterLater = (at: number, number: number, start: number) => {
      const later = pending[at];
      if (later) later.push(number, start);
      else pending[at] = [number, start];
    };
    const enter = (at: number, number: number, start: number) => {
      const step = base + at;
      const entered = this.entered[step & 1] as Int32Array;
      if (entered[number] === step) return;
      entered[number] = step;
      (this.begun[step & 1] as Int32Array)[number] = start;
      const { gap, also, accepts } = states[number] as State;
      for (let i = 0; i < accepts.length; i++) matches.push({ phrase: accepts[i] as number, start, end: at });
      for (let i = 0; i < also.length; i++) enter(at, also[i] as number, start);
      if (gap) hold(gap.target, at, Math.min(at + gap.max, tokens.length), start);
    };
    /** Keeps a state in force from one position to another. */
    const hold = (number: number, from: number, to: number, start: number) => {
      enter(from, number, start);
      const { gap, also, accepts } = states[number] as State;
      if (gap || also.length || accepts.length) {
        // More happens here than edges being taken, so it is entered each time.
        for (let at = from + 1; at <= to; at++) enterLater(at, number, start);
        return;
      }
      if ((heldTo[number] as number) < base + from - 1) heldFrom[number] = base + from;
      if ((heldTo[number] as number) >= base + to) return;
      heldTo[number] = base + to;
      heldBegun[number] = start;
    };
    const take = (edges: number[] | undefined, at: number, to: number) => {
      if (!edges) return;
      const step = base + at;
      const entered = this.entered[step & 1] as Int32Array;
      const begun = this.begun[step & 1] as Int32Array;
      for (let i = 0; i < edges.length; i += 2) {
        const from = edges[i] as number;
        let start = at;
        if (from !== ROOT) {
          if (entered[from] === step) start = begun[from] as number;
          else if ((heldTo[from] as number) >= step && (heldFrom[from] as number) <= step)
            start = heldBegun[from] as number;
          else continue;
        }
        if (to === at + 1) enter(to, edges[i + 1] as number, start);
        else enterLater(to, edges[i + 1] as number, start);
      }
    };
    for (let at = 0; at <= tokens.length; at++) {
      const due = pending[at];
      if (due) for (let i = 0; i < due.length; i += 2) enter(at, due[i] as number, due[i + 1] as number);
      const token = tokens[at];
      if (!token) break;
      const stem = this.stems.get(token.stem);
      if (stem >= 0) take(this.byStem[stem], at, at + 1);
      const spelling = this.spellings.get(token.lower);
      if (spelling >= 0) take(this.bySpelling[spelling], at, at + 1);
      const here = spansAt?.[at];
      if (here) for (const { name, end } of here) take(this.byClass[this.classes.get(name)], at, end);
    }
    return matches;
  }

  /** Puts the edges of new states into the indices. */
  private prepare(): void {
    if (this.indexed === this.states.length) return;
    for (; this.indexed < this.states.length; this.indexed++) {
      const state = this.states[this.indexed] as State;
      index(this.byStem, this.indexed, state.stems);
      index(this.bySpelling, this.indexed, state.spellings);
      index(this.byClass, this.indexed, state.classes);
    }
    const numbers = () => new Int32Array(this.states.length);
    this.entered = [numbers(), numbers()];
    this.begun = [numbers(), numbers()];
    this.heldFrom = numbers();
    this.heldTo = numbers();
    this.heldBegun = numbers();
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
        return this.merge(phrase.items.map((item) => this.build(item, next)));
      case "optional":
        return this.merge([this.build(phrase.item, next), next]);
      case "gap":
        return this.push({ ...newState(), gap: { max: phrase.max, target: next } });
    }
  }

  /** One state for several: their edges together, but for gaps, which are entered along with it. */
  private merge(numbers: number[]): number {
    if (numbers.length === 1) return numbers[0] as number;
    const merged = { ...newState(), stems: [] as number[], spellings: [] as number[], classes: [] as number[] };
    const also: number[] = [];
    const accepts: number[] = [];
    for (const number of numbers) {
      const state = this.states[number] as State;
      if (state.gap) {
        also.push(number);
        continue;
      }
      for (let i = 0; i < state.stems.length; i++) merged.stems.push(state.stems[i] as number);
      merged.spellings.push(...state.spellings);
      merged.classes.push(...state.classes);
      also.push(...state.also);
      accepts.push(...state.accepts);
    }
    return this.push({ ...merged, also, accepts });
  }
}

function index(edgesByKey: EdgeIndex, from: number, edges: readonly number[]): void {
  for (let i = 0; i < edges.length; i += 2) {
    const key = edges[i] as number;
    const list = edgesByKey[key];
    if (list) list.push(from, edges[i + 1] as number);
    else edgesByKey[key] = [from, edges[i + 1] as number];
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
