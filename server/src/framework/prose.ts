/**
 * Framework data without the phrases that its tables hold anyway. Whoever wants the lists (a team's file is merged into them)
 * gets them back from the tables; the others never pay for them.
 */
import type { CompiledPhraseTable, Meaning } from "./phraseTable.ts";
import type {
  Condition,
  FrameworkData,
  KindData,
  LocaleData,
  OtherSectionData,
  PhraseEntry,
  SectionData,
  Vocabulary,
} from "./types.ts";

type WithoutPhrases<T> = Omit<T, keyof Vocabulary>;

export interface FrameworkProse extends Pick<FrameworkData, "chapters" | "terms"> {
  sections: WithoutPhrases<SectionData>[];
  other: WithoutPhrases<OtherSectionData>[];
  generic: string[];
  "answer-classes"?: Record<string, string[]>;
  types: string[];
  conditions: Record<Condition, { always?: boolean; types: string[] }>;
  kinds: Omit<KindData, "titles" | "phrases">[];
  locales: (Pick<LocaleData, "language" | "answer-classes"> & {
    sections: Record<string, WithoutPhrases<LocaleData["sections"][string]>>;
  })[];
}

export function proseOf(data: FrameworkData): FrameworkProse {
  return {
    chapters: data.chapters,
    terms: data.terms,
    sections: data.sections.map(withoutPhrases),
    other: data.other.map(withoutPhrases),
    generic: [data.lexicon.generic, ...data.locales.map((l) => l.generic ?? [])].flat(),
    ...(data.lexicon["answer-classes"] && { "answer-classes": data.lexicon["answer-classes"] }),
    types: data.problemTypes.types.map(({ id }) => id),
    conditions: mapped(data.problemTypes.conditions, ({ phrases: _phrases, unless: _unless, ...rest }) => rest),
    kinds: data.kinds.map(({ titles: _titles, phrases: _phrases, ...rest }) => rest),
    locales: data.locales.map(({ classes: _classes, guards: _guards, generic: _generic, ...locale }) => ({
      ...locale,
      sections: mapped(locale.sections, withoutPhrases),
    })),
  };
}

function withoutPhrases<T extends Vocabulary>(data: T): WithoutPhrases<T> {
  const {
    aliases: _aliases,
    ambiguous: _ambiguous,
    "not-in-heading": _notInHeading,
    evidence: _evidence,
    topics: _topics,
    ...rest
  } = data;
  return rest;
}

/** The data again. Phrases of all languages and titles as phrases stand with the sections, and are made when first read. */
export function withPhrases(
  prose: FrameworkProse,
  tables: { headings: CompiledPhraseTable; statements: CompiledPhraseTable; classes: CompiledPhraseTable },
): FrameworkData {
  let lists: Map<string, PhraseEntry[]> | undefined;
  const listed = (role: Meaning["role"], id: string): PhraseEntry[] => {
    lists ??= phraseLists([tables.headings, tables.statements]);
    return lists.get(`${role} ${id}`) ?? [];
  };
  const plain = (role: Meaning["role"], id: string) => listed(role, id) as string[];
  const section = <T extends { id: string }>(own: T) => ({
    ...own,
    get aliases() {
      return plain("alias", own.id);
    },
    get ambiguous() {
      return plain("ambiguous", own.id);
    },
    get "not-in-heading"() {
      return plain("not-in-heading", own.id);
    },
    get evidence() {
      return listed("evidence", own.id);
    },
    get topics() {
      return listed("topic", own.id);
    },
  });
  return {
    chapters: prose.chapters,
    terms: prose.terms,
    sections: prose.sections.map(section),
    other: prose.other.map(section),
    lexicon: {
      format: 1,
      get classes() {
        const classes: Record<string, string[]> = {};
        for (const { id, phrase } of tables.classes.entries()) {
          classes[id] ??= [];
          classes[id].push(phrase);
        }
        return classes;
      },
      get guards() {
        return plain("guard", "guard");
      },
      generic: prose.generic,
      ...(prose["answer-classes"] && { "answer-classes": prose["answer-classes"] }),
    },
    problemTypes: {
      format: 1,
      types: prose.types.map((id) => ({
        id,
        get phrases() {
          return plain("type", id);
        },
      })),
      conditions: mapped(prose.conditions, (condition, id) => ({
        ...condition,
        get phrases() {
          return plain("condition", id);
        },
        get unless() {
          return plain("denied", id);
        },
      })),
    },
    kinds: prose.kinds.map((kind) => ({
      ...kind,
      get titles() {
        return plain("kind-title", kind.id);
      },
      get phrases() {
        return plain("kind", kind.id);
      },
    })),
    locales: prose.locales,
  };
}

/** By role and id. */
function phraseLists(tables: readonly CompiledPhraseTable[]): Map<string, PhraseEntry[]> {
  const lists = new Map<string, PhraseEntry[]>();
  for (const table of tables)
    for (const { id, role, phrase, unless } of table.entries()) {
      const list = lists.get(`${role} ${id}`) ?? [];
      lists.set(`${role} ${id}`, list);
      list.push(unless.length ? { phrase, unless } : phrase);
    }
  return lists;
}

function mapped<K extends string, T, R>(record: Record<K, T>, map: (value: T, key: K) => R): Record<K, R> {
  return Object.fromEntries(Object.entries<T>(record).map(([key, value]) => [key, map(value, key as K)])) as Record<
    K,
    R
  >;
}
