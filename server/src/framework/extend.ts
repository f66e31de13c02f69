/**
 * A team's own framework file merged into the book's: sections added, changed, dropped. The book's tables stay as they are;
 * what the file drops is passed over, and its own phrases are a second table beside them.
 */
import schemaJson from "../../../schemas/framework.schema.json" with { type: "json" };
import { DataFile, type Mistake, type Path, type Say } from "./dataFile.ts";
import { likely } from "./likely.ts";
import { changedFramework, type Framework } from "./load.ts";
import { PhraseError } from "./phrase.ts";
import { classesIn, MAX_PHRASES, MAX_TOTAL_COST, parseBounded } from "./phraseCost.ts";
import { ChangedPhrases, PhraseTable } from "./phraseTable.ts";
import type { Schema } from "./schema.ts";
import type { FrameworkData, LocaleData, PhraseEntry, SectionData, Vocabulary } from "./types.ts";
import { addVocabulary } from "./vocabulary.ts";

export const FRAMEWORK_SCHEMA = schemaJson as unknown as Schema;
export const TEAM_SCHEMA = FRAMEWORK_SCHEMA.$defs?.["team"] as Schema;

/** What `schemas/framework.schema.json` calls `teamSection`, without what was wrong. */
type TeamSection = Partial<Omit<SectionData, "id">> & Vocabulary & { after?: string };
interface TeamData {
  format?: 1;
  extends?: string;
  drop?: (string | undefined)[];
  sections?: Record<string, TeamSection>;
}

const PHRASE_LISTS = ["aliases", "ambiguous", "not-in-heading", "evidence", "topics"] as const;
const PROSE = ["questions", "guidance", "template"] as const;

/** Reads a team's file against the book's framework. What is wrong is left out. Never throws. */
export function readTeamFramework(
  text: string,
  book: Framework,
  say: Say,
): {
  mistakes: Mistake[];
  /** The book with what is right in the file; absent if the file is none of ours. */
  build?: () => Framework;
} {
  const { file, data } = readTeamFile(text, book, say);
  if (data.extends === undefined) return { mistakes: file.mistakes };
  const merge = new Merge(book, new Set(data.drop?.filter((id) => id !== undefined)), file, say);
  for (const [id, section] of Object.entries(data.sections ?? {})) merge.section(id, section);
  merge.place();
  return { build: () => merge.build(), mistakes: file.mistakes };
}

/** The same, built. */
export function extendFramework(
  text: string,
  book: Framework,
  say: Say,
): { mistakes: Mistake[]; framework?: Framework } {
  const { build, mistakes } = readTeamFramework(text, book, say);
  return { mistakes, ...(build && { framework: build() }) };
}

/** Phrases are checked here too, so that the caller sees only those that can be built. */
function readTeamFile(text: string, book: Framework, say: Say): { file: DataFile; data: TeamData } {
  const names = { bookId: book.sections.map((s) => ({ value: s.id, also: [s.title] })) };
  const file = new DataFile(text, FRAMEWORK_SCHEMA, say, names, TEAM_SCHEMA);
  const data = file.data as TeamData;
  const { classes } = book;
  const budget = { phrases: MAX_PHRASES, cost: MAX_TOTAL_COST, told: false };

  const accepts = (phrase: string, path: Path): boolean => {
    if (--budget.phrases < 0 || budget.cost < 0) {
      const message =
        budget.phrases < 0
          ? say("A framework file may hold {0} phrases; this one and the rest are left out.", MAX_PHRASES)
          : say("The phrases of this file match in too many ways; this one and the rest are left out.");
      if (!budget.told) file.mistake(path, message);
      budget.told = true;
      return false;
    }
    try {
      const parsed = parseBounded(phrase);
      budget.cost -= parsed.cost;
      const unknown = classesIn(parsed.phrase).find((name) => !classes.has(name));
      if (unknown === undefined) return true;
      const near = likely(unknown, [...classes]);
      file.mistake(
        path,
        near
          ? say("Unknown word class <{0}>: did you mean <{1}>?", unknown, near)
          : say("Unknown word class <{0}>. Known are {1}.", unknown, [...classes].join(", ")),
      );
    } catch (error) {
      if (!(error instanceof PhraseError)) throw error;
      file.mistake(path, say("The phrase cannot be read: {0}.", error.message));
    }
    return false;
  };
  for (const [id, section] of Object.entries(data.sections ?? {})) {
    for (const list of PHRASE_LISTS) {
      const entries = section[list] as (PhraseEntry | undefined)[] | undefined;
      const right = entries?.filter((entry, i): entry is PhraseEntry => {
        const path = ["sections", id, list, i];
        if (entry === undefined) return false;
        if (typeof entry === "string") return accepts(entry, path);
        if (typeof entry.phrase !== "string") return false;
        const unless = (entry.unless ?? []).map((u, j) => u !== undefined && accepts(u, [...path, "unless", j]));
        return accepts(entry.phrase, [...path, "phrase"]) && unless.every(Boolean);
      });
      if (right) Object.assign(section, { [list]: right });
    }
    if (section.questions) section.questions = section.questions.filter((q) => q !== undefined);
    if (section.vocabulary) section.vocabulary = section.vocabulary.filter((v) => v !== undefined);
  }
  return { file, data };
}

/** The book with a team's changes. */
class Merge {
  private sections: SectionData[];
  private locales: LocaleData[];
  /** The file's phrases and new titles by section. */
  private readonly words = new Map<string, Vocabulary & { title?: string }>();
  /** By section the one behind which the file puts it. */
  private readonly follows = new Map<string, string>();
  /** New sections and moved ones, until the section that they stand behind is there. */
  private readonly waiting: { section: SectionData; after: string }[] = [];

  constructor(
    private readonly book: Framework,
    private readonly dropped: ReadonlySet<string>,
    private readonly file: DataFile,
    private readonly say: Say,
  ) {
    this.sections = book.data.sections.filter((s) => !dropped.has(s.id));
    this.locales = book.data.locales.map((locale) => ({
      ...locale,
      sections: Object.fromEntries(Object.entries(locale.sections).filter(([id]) => !dropped.has(id))),
    }));
  }

  section(id: string, team: TeamSection): void {
    const { file, say } = this;
    const path = ["sections", id];
    if (this.dropped.has(id)) {
      file.mistake(path, say('Section "{0}" is dropped above.', id), { key: true });
      return;
    }
    if (this.book.data.other.some((o) => o.id === id)) {
      file.mistake(path, say('"{0}" is taken: such headings are recognised, but never asked for.', id), { key: true });
      return;
    }
    const old = this.sections.find((s) => s.id === id);
    const { aliases, ambiguous, "not-in-heading": notInHeading, evidence, topics, ...own } = team;
    const section = old ? this.changed(old, own) : this.added(id, own);
    if (!section) return;
    this.words.set(id, team);
    if (team.after !== undefined) {
      this.sections = this.sections.filter((s) => s !== old);
      this.waiting.push({ section, after: team.after });
    } else if (old && section.chapter === old.chapter) this.sections[this.sections.indexOf(old)] = section;
    else {
      this.sections = this.sections.filter((s) => s !== old);
      const last = this.sections.findLastIndex((s) => s.chapter <= section.chapter);
      this.sections.splice(last + 1, 0, section);
    }
  }

  build(): Framework {
    const { book, dropped } = this;
    const known = new Set(this.sections.map((s) => s.id));
    const data: FrameworkData = {
      ...book.data,
      sections: this.sections,
      locales: this.locales,
      chapters: book.chapters
        .map((c) => ({ ...c, sections: this.sections.filter((s) => s.chapter === c.chapter).map((s) => s.id) }))
        .filter((c) => c.sections.length > 0),
      terms: book.data.terms.filter((t) => known.has(t.section)),
    };
    const headings = new PhraseTable(book.wordTable);
    const statements = new PhraseTable(book.wordTable);
    for (const [id, words] of this.words) if (known.has(id)) addVocabulary({ headings, statements }, id, words);
    return changedFramework(book, data, {
      headings: new ChangedPhrases(book.headings, dropped, headings),
      statements: new ChangedPhrases(book.statements, dropped, statements),
    });
  }

  private added(id: string, team: Omit<TeamSection, keyof Vocabulary>): SectionData | undefined {
    const { file, say } = this;
    const path = ["sections", id];
    const mistake = (message: string, near?: string) => file.mistake(path, message, { key: true, likely: near });
    const missing = (key: string) => mistake(say('The new section "{0}" needs "{1}".', id, key));
    const near = likely(
      id,
      this.book.sections.map((s) => s.id),
    );
    if (team.title === undefined && near)
      mistake(say('Unknown section "{0}": did you mean "{1}"? A new one needs a title and questions.', id, near), near);
    else {
      // What is there but wrong was said already.
      for (const key of ["title", "questions"]) if (!file.has([...path, key])) missing(key);
      if (!file.has([...path, "chapter"]) && !file.has([...path, "after"])) missing("chapter");
    }
    const { title, questions, after: _, ...rest } = team;
    if (title === undefined || !questions?.length || (team.chapter === undefined && team.after === undefined))
      return undefined;
    return {
      guidance: "",
      template: `<!-- ${questions.join(" ").replaceAll("--", "–")} -->\n`,
      "required-from": "review",
      chapter: 0,
      ...rest,
      id,
      title,
      questions,
    };
  }

  private changed(old: SectionData, team: Omit<TeamSection, keyof Vocabulary>): SectionData {
    const { after: _, ...own } = team;
    const section: SectionData = { ...old, ...own };
    if (own.questions?.length === 0) section.questions = old.questions;
    if (own.title !== undefined || PROSE.some((key) => own[key] !== undefined)) this.untranslate(old.id);
    return section;
  }

  /** The book's translations no longer say what the team's section says; their words still name it. */
  private untranslate(id: string): void {
    this.locales = this.locales.map((locale) => {
      const own = locale.sections[id];
      if (!own) return locale;
      const { title: _title, questions: _questions, guidance: _guidance, template: _template, ...rest } = own;
      return { ...locale, sections: { ...locale.sections, [id]: rest } };
    });
  }

  /** Puts what waits behind its section; what stands behind nothing, or behind itself, is a mistake. */
  place(): void {
    const { file, say } = this;
    for (let progress = true; progress; ) {
      progress = false;
      for (const entry of [...this.waiting]) {
        const at = this.sections.findIndex((s) => s.id === entry.after);
        if (at < 0) continue;
        const chapter = entry.section.chapter || (this.sections[at] as SectionData).chapter;
        // Several behind one section keep the order of the file.
        let to = at + 1;
        while (this.follows.get((this.sections[to] as SectionData | undefined)?.id ?? "") === entry.after) to++;
        this.follows.set(entry.section.id, entry.after);
        this.sections.splice(to, 0, { ...entry.section, chapter });
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        progress = true;
      }
    }
    for (const { section, after } of this.waiting) {
      if (this.waiting.some((w) => w.section.id === after)) {
        file.mistake(
          ["sections", section.id, "after"],
          say('"{0}" stands behind a section that stands behind it.', section.id),
        );
        this.restore(section);
        continue;
      }
      const near = likely(
        after,
        [...this.sections.map((s) => s.id), ...this.waiting.map((w) => w.section.id)].filter((s) => s !== section.id),
      );
      file.mistake(
        ["sections", section.id, "after"],
        near
          ? say('There is no section "{0}" to stand behind: did you mean "{1}"?', after, near)
          : say('There is no section "{0}" to stand behind.', after),
        { likely: near },
      );
      this.restore(section);
    }
  }

  /** The book's own section is not lost by a mistake in its place. */
  private restore(section: SectionData): void {
    const old = this.book.section(section.id);
    if (old) this.sections.splice(this.sections.findLastIndex((s) => s.chapter <= old.chapter) + 1, 0, section);
  }
}
