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

interface State {
  /** Targets by interned stem; exact spellings are interned with a leading "=". */
  words: [key: number, target: number][];
  classes: [name: string, target: number][];
  /** Target of any one token. */
  any: number;
  /** States that are entered together with this one. */
  also: number[];
  accepts: number[];
}

const newState = (): State => ({ words: [], classes: [], any: -1, also: [], accepts: [] });

export class Automaton {
  private readonly states: State[] = [];
  private readonly keys = new Map<string, number>();
  private readonly root = new Map<number, number[]>();
  private readonly rootClasses = new Map<string, number[]>();
  private size = 0;

  /** Adds a phrase; returns its number. */
  add(phrase: Phrase): number {
    const number = this.size++;
    const end = this.push(newState());
    this.state(end).accepts.push(number);
    // An entry that accepts would match everywhere, one that starts with a gap says no more than what follows it.
    const entries = [this.build(phrase, end)];
    for (let entry = entries.pop(); entry !== undefined; entry = entries.pop()) {
      const state = this.state(entry);
      for (const [key, target] of state.words) append(this.root, key, target);
      for (const [name, target] of state.classes) append(this.rootClasses, name, target);
      entries.push(...state.also);
    }
    return number;
  }

  /** Finds every phrase in the tokens; `spans` are the classes' instances in the same tokens. */
  match(tokens: readonly Token[], spans: readonly Span[] = []): Match[] {
    const matches: Match[] = [];
    if (this.size === 0) return matches;
    const spansAt = new Map<number, Span[]>();
    for (const span of spans) append(spansAt, span.start, span);
    const active: Map<number, number>[] = [];
    const enter = (at: number, state: number, start: number) => {
      active[at] ??= new Map();
      const here = active[at];
      if (here.has(state)) return;
      here.set(state, start);
      for (const also of this.state(state).also) enter(at, also, start);
    };
    for (let at = 0; at <= tokens.length; at++) {
      const token = tokens[at];
      const stemKey = token ? (this.keys.get(token.stem) ?? -1) : -1;
      const exactKey = token ? (this.keys.get(`=${token.lower}`) ?? -1) : -1;
      const here = spansAt.get(at);
      const states = active[at];
      if (states) {
        for (const [number, start] of states) {
          const state = this.states[number] as State;
          for (const phrase of state.accepts) matches.push({ phrase, start, end: at });
          if (!token) continue;
          for (const [key, target] of state.words)
            if (key === stemKey || key === exactKey) enter(at + 1, target, start);
          if (state.any >= 0) enter(at + 1, state.any, start);
          if (here) {
            for (const [name, target] of state.classes)
              for (const span of here) if (span.name === name) enter(span.end, target, start);
          }
        }
        active[at] = undefined as never;
      }
      if (!token) break;
      if (stemKey >= 0) for (const target of this.root.get(stemKey) ?? []) enter(at + 1, target, at);
      if (exactKey >= 0) for (const target of this.root.get(exactKey) ?? []) enter(at + 1, target, at);
      if (here)
        for (const span of here)
          for (const target of this.rootClasses.get(span.name) ?? []) enter(span.end, target, at);
    }
    return matches;
  }

  private state(number: number): State {
    return this.states[number] as State;
  }

  private push(state: State): number {
    return this.states.push(state) - 1;
  }

  private key(text: string): number {
    const known = this.keys.get(text);
    if (known !== undefined) return known;
    this.keys.set(text, this.keys.size);
    return this.keys.size - 1;
  }

  /** Builds the states for a phrase that goes on at `next`; returns where it begins. */
  private build(phrase: Phrase, next: number): number {
    switch (phrase.kind) {
      case "word":
        return this.push({ ...newState(), words: [[this.key(phrase.stem), next]] });
      case "exact":
        return this.push({ ...newState(), words: [[this.key(`=${phrase.word}`), next]] });
      case "class":
        return this.push({ ...newState(), classes: [[phrase.name, next]] });
      case "sequence":
        return phrase.items.reduceRight((target, item) => this.build(item, target), next);
      case "choice":
        return this.merge(phrase.items.map((item) => this.build(item, next)));
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

  /** One state for several, if they are several. */
  private merge(numbers: number[]): number {
    return numbers.length === 1 ? (numbers[0] as number) : this.push({ ...newState(), also: numbers });
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
