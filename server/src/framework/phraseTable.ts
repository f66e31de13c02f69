/** Phrases and what it means to find them. */
import { Automaton, type Match, type Span } from "./automaton.ts";
import { PhraseError, parsePhrase } from "./phrase.ts";
import type { Token } from "./tokens.ts";

/** What a phrase found in a heading or statement says. */
export interface Meaning {
  /** Section id; for a problem type or condition its name. */
  id: string;
  role:
    | "alias"
    | "ambiguous"
    | "not-in-heading"
    | "evidence"
    | "topic"
    | "guard"
    | "type"
    | "condition"
    | "denied"
    | "kind"
    | "kind-title";
  /** The phrase in its notation, for explanations. */
  phrase: string;
  /** Numbers of the phrases that, in the same statement, take this one back. */
  unless: readonly number[];
}

/** A meaning and where in the tokens it stands. */
export interface Found extends Match {
  meaning: Meaning;
}

/** A table of phrases with meanings, searched together. */
export class PhraseTable {
  /** Malformed phrases that were left out: `ID: what is wrong`. */
  readonly mistakes: string[] = [];
  private readonly automaton = new Automaton();
  private readonly meanings: (Meaning | undefined)[] = [];

  add(phrase: string, id: string, role: Meaning["role"], unless: readonly string[] = []): void {
    try {
      const guards = unless.map((u) => this.automaton.add(parsePhrase(u)));
      this.meanings[this.automaton.add(parsePhrase(phrase))] = { id, role, phrase, unless: guards };
    } catch (error) {
      if (!(error instanceof PhraseError)) throw error;
      this.mistakes.push(`${id}: ${error.message}`);
    }
  }

  /** The meanings in the tokens, in order of their ends; those whose guard stands there too are left out. */
  find(tokens: readonly Token[], spans: readonly Span[] = []): Found[] {
    const matches = this.automaton.match(tokens, spans);
    const found: Found[] = [];
    for (const { phrase, start, end } of matches) {
      const meaning = this.meanings[phrase];
      if (!meaning || meaning.unless.some((u) => matches.some((m) => m.phrase === u))) continue;
      found.push({ phrase, start, end, meaning });
    }
    return found;
  }
}
