/** Phrases and what it means to find them. */
import { Automaton, type AutomatonKeys, type Match, type Span } from "./automaton.ts";
import { AutomatonBuilder } from "./automatonBuilder.ts";
import { type AutomatonTables, packTables, unpackTables } from "./automatonTables.ts";
import { Packer, Unpacker } from "./packing.ts";
import { PhraseError, parsePhrase } from "./phrase.ts";
import type { Token } from "./tokens.ts";
import { type Word, WordTable } from "./wordTable.ts";

const ROLES = [
  "alias",
  "ambiguous",
  "not-in-heading",
  "evidence",
  "topic",
  "guard",
  "type",
  "condition",
  "denied",
  "kind",
  "kind-title",
  "answer",
] as const;

/** What a phrase found in a heading or statement says. */
export interface Meaning {
  /** Section id; for a problem type or condition its name. */
  id: string;
  role: (typeof ROLES)[number];
  /** Numbers of the phrases that, in the same statement, take this one back. */
  unless: readonly number[];
}

/** A meaning and where in the tokens it stands. */
export interface Found extends Match {
  meaning: Meaning;
}

/** Phrases that are searched together. */
export interface Phrases {
  /**
   * The meanings in the tokens, in order of their ends; those whose guard stands there too are left out. `words` are the
   * tokens' own, where they are at hand.
   */
  find(tokens: readonly Token[], spans?: readonly Span[], words?: readonly Word[]): Found[];
}

/** A table as it is kept: numbers as `Packer` writes them. */
export interface PhraseTableData {
  automaton: string;
  /** The roles, ids and numbers of guards of all phrases. */
  meanings: string;
  ids: string[];
}

/** The same as it is searched. */
export interface UnpackedPhrases {
  tables: AutomatonTables;
  keys: AutomatonKeys;
  /** Per phrase: its role, one up; nought for those that only take others back. */
  roles: Int32Array;
  /** Per phrase the place of its id. */
  idNumbers: Int32Array;
  /** Per phrase how many of the phrases before it take it back. */
  guards: Int32Array;
  ids: string[];
}

/** A table of phrases with meanings, searched together; they are compiled when first searched. */
export class PhraseTable implements Phrases {
  /** Malformed phrases that were left out: `ID: what is wrong`. */
  readonly mistakes: string[] = [];
  private readonly automaton: AutomatonBuilder;
  private readonly meanings: { role: number; id: number; guards: number }[] = [];
  private readonly ids = new Map<string, number>();
  private compiled: CompiledPhraseTable | undefined;

  constructor(private readonly wordTable = new WordTable()) {
    this.automaton = new AutomatonBuilder(wordTable);
  }

  add(phrase: string, id: string, role: Meaning["role"], unless: readonly string[] = []): void {
    this.compiled = undefined;
    try {
      const parsed = parsePhrase(phrase);
      const guards = unless.map((u) => parsePhrase(u));
      for (const guard of guards) {
        this.automaton.add(guard);
        this.meanings.push({ role: 0, id: 0, guards: 0 });
      }
      this.automaton.add(parsed);
      if (!this.ids.has(id)) this.ids.set(id, this.ids.size);
      this.meanings.push({
        role: 1 + ROLES.indexOf(role),
        id: this.ids.get(id) as number,
        guards: guards.length,
      });
    } catch (error) {
      if (!(error instanceof PhraseError)) throw error;
      this.mistakes.push(`${id}: ${error.message}`);
    }
  }

  find(tokens: readonly Token[], spans?: readonly Span[], words?: readonly Word[]): Found[] {
    this.compiled ??= new CompiledPhraseTable(this.data(), this.wordTable);
    return this.compiled.find(tokens, spans, words);
  }

  data(): PhraseTableData {
    const meanings = new Packer();
    for (const list of ["role", "id", "guards"] as const) for (const m of this.meanings) meanings.put(m[list]);
    return {
      automaton: packTables(this.automaton.tables()),
      meanings: meanings.toString(),
      ids: [...this.ids.keys()],
    };
  }
}

/** A table whose phrases were compiled. */
export class CompiledPhraseTable implements Phrases {
  readonly unpacked: UnpackedPhrases;
  private readonly automaton: Automaton;
  /** By phrase, made when first found. */
  private readonly meanings: Meaning[] = [];

  constructor(
    data: PhraseTableData | UnpackedPhrases,
    private readonly wordTable: WordTable,
  ) {
    if ("tables" in data) {
      this.unpacked = data;
      this.automaton = new Automaton(data.tables, wordTable, data.keys);
      return;
    }
    const tables = unpackTables(data.automaton);
    this.automaton = new Automaton(tables, wordTable);
    const from = new Unpacker(data.meanings);
    const roles = from.takeAll(tables.phrases);
    const idNumbers = from.takeAll(tables.phrases);
    const guards = from.takeAll(tables.phrases);
    this.unpacked = { tables, keys: this.automaton.keys, roles, idNumbers, guards, ids: data.ids };
  }

  find(
    tokens: readonly Token[],
    spans: readonly Span[] = [],
    words: readonly Word[] = this.wordTable.wordsOf(tokens),
  ): Found[] {
    const matches = this.automaton.match(words, spans);
    const found: Found[] = [];
    for (const { phrase, start, end } of matches) {
      if (this.unpacked.roles[phrase] === 0) continue;
      const meaning = this.meanings[phrase] ?? this.newMeaning(phrase);
      if (meaning.unless.some((u) => matches.some((m) => m.phrase === u))) continue;
      found.push({ phrase, start, end, meaning });
    }
    return found;
  }

  private newMeaning(phrase: number): Meaning {
    const { ids, idNumbers, roles } = this.unpacked;
    const guards = this.unpacked.guards[phrase] as number;
    const meaning: Meaning = {
      id: ids[idNumbers[phrase] as number] as string,
      role: ROLES[(roles[phrase] as number) - 1] as Meaning["role"],
      unless: Array.from({ length: guards }, (_, i) => phrase - guards + i),
    };
    this.meanings[phrase] = meaning;
    return meaning;
  }
}

/** A framework's phrases, without those that a team drops and with its own. */
export class ChangedPhrases implements Phrases {
  constructor(
    private readonly base: Phrases,
    /** Sections whose phrases say nothing any more. */
    private readonly dropped: ReadonlySet<string>,
    private readonly own: PhraseTable,
  ) {}

  find(tokens: readonly Token[], spans?: readonly Span[], words?: readonly Word[]): Found[] {
    let found = this.base.find(tokens, spans, words);
    if (this.dropped.size)
      found = found.filter(({ meaning }) => !(OF_SECTIONS.has(meaning.role) && this.dropped.has(meaning.id)));
    const own = this.own.find(tokens, spans, words);
    return own.length ? [...found, ...own].sort((a, b) => a.end - b.end) : found;
  }
}

/** Roles of phrases that name a section. */
const OF_SECTIONS = new Set<Meaning["role"]>(["alias", "ambiguous", "not-in-heading", "evidence", "topic"]);
