/** The framework's data, as section files declare it and as the compiled module holds it. */

/** Document status, in the order in which a document grows up. */
export const STATUSES = ["draft", "review", "approved", "live"] as const;
export type DocumentStatus = (typeof STATUSES)[number];

/** The status from which a section is expected; `optional` sections are never asked for. */
export type RequiredFrom = "draft" | "review" | "approved" | "optional";

/** When a conditional section is expected; without a condition it always is. */
export type Condition = "supervised" | "rare-class" | "little-data" | "shapes-its-data";

/** A phrase in the notation of server/framework/README.md, or one with guards of its own. */
export type PhraseEntry = string | { phrase: string; unless?: string[] };

/**
 * By question of the framework (in English) phrases all of which stand near each other where it is answered. A question that
 * is not among them cannot be seen to be answered.
 */
export type Answers = Record<string, string[]>;

/** What a language has to say about a section's recognition; phrase lists add up over the languages. */
export interface Vocabulary {
  aliases?: string[];
  ambiguous?: string[];
  "not-in-heading"?: string[];
  evidence?: PhraseEntry[];
  topics?: PhraseEntry[];
}

/** One of the framework's sections. Its phrases are in the framework's tables. */
export interface SectionData {
  id: string;
  title: string;
  /** 1 to 11, the chapter of *Designing Machine Learning Systems*. */
  chapter: number;
  "required-from": RequiredFrom;
  condition?: Condition;
  questions: string[];
  /** Per question the phrases that together show it answered; files list them in the questions' order. */
  answers?: Answers;
  /** Openings of specific statements; `{words}` is a blank for the author to fill. */
  vocabulary?: string[];
  guidance: string;
  /** Markdown below the heading, with prompts as HTML comments. */
  template: string;
}

/** As its file declares it. */
export interface SectionSource extends SectionData, Vocabulary {
  format: 1;
}

export interface ChapterData {
  chapter: number;
  title: string;
  /** Section ids in canonical order. */
  sections: string[];
}

/** A heading that is recognised but never asked for. */
export interface OtherSectionData {
  id: string;
  title: string;
}

/** Class name → phrases without classes in them. */
export type Classes = Record<string, string[]>;

export interface LexiconSource {
  classes: Classes;
  /** Classes that only answers use. */
  "answer-classes"?: Classes;
  /** Phrases that keep a statement from being evidence. */
  guards: string[];
  /** Words that say nothing of their own. */
  generic: string[];
}

/** A hover term. `chapter` is absent for common usage that must not be attributed to the book. */
export interface TermData {
  term: string;
  forms?: string[];
  chapter?: number | number[];
  section: string;
  text: string;
}

/** What a language calls a hover term, and how it explains it. */
export type LocalTerm = Pick<TermData, "term" | "forms" | "text">;

/** When a conditional section is expected: for these problem types, or always. */
export interface ConditionData {
  always?: boolean;
  types: string[];
}

/** How documents show their kind of problem, and when conditional sections are expected. */
export interface ProblemTypesSource {
  types: { id: string; phrases: string[] }[];
  conditions: Record<Condition, ConditionData & { phrases?: string[]; unless?: string[] }>;
}

/** What else a document may be. */
export interface KindData {
  id: string;
  /** With its article: "a README". */
  name: string;
}

/** The same with the phrases of its title and headings. */
export interface KindSource extends KindData {
  /** A title that holds one of these settles it. */
  titles?: string[];
  /** These, in title or headings, speak for it. */
  phrases: string[];
}

/** What a language says instead of a section's own texts. */
export type LocalSection = Partial<
  Pick<SectionData, "title" | "questions" | "answers" | "vocabulary" | "guidance" | "template">
>;

/** A language's own titles and prose for the sections, mirrored by id. */
export interface LocaleData {
  language: string;
  /** Titles by chapter number. */
  chapters?: Record<string, string>;
  sections: Record<string, LocalSection>;
  /** By English term. */
  terms?: Record<string, LocalTerm>;
  "answer-classes"?: Classes;
}

/** The same with its phrases. */
export interface LocaleSource extends Omit<LocaleData, "sections"> {
  sections: Record<string, LocalSection & Vocabulary>;
  classes?: Classes;
  guards?: string[];
  generic?: string[];
}

/** What a framework says to people, and its answers; its other phrases are in its tables. */
export interface FrameworkData {
  chapters: ChapterData[];
  /** In canonical order. */
  sections: SectionData[];
  other: OtherSectionData[];
  "answer-classes": Classes;
  problemTypes: { types: { id: string }[]; conditions: Record<Condition, ConditionData> };
  kinds: KindData[];
  terms: TermData[];
  locales: LocaleData[];
}

/** Everything that server/framework and server/locales declare. */
export interface FrameworkSource {
  chapters: ChapterData[];
  sections: SectionSource[];
  other: (OtherSectionData & Vocabulary)[];
  lexicon: LexiconSource;
  problemTypes: ProblemTypesSource;
  kinds: KindSource[];
  terms: TermData[];
  locales: LocaleSource[];
}
