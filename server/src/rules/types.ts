/** Findings and the rules that make them. */
import type { Position, Range } from "../document/text.ts";
import type { Framework } from "../framework/index.ts";
import type { Say } from "../l10n.ts";
import type { Mark, MarkWord } from "../recognition/marks.ts";
import type { Reading } from "../recognition/types.ts";

export type Severity = "error" | "warning" | "information" | "hint";

export interface Finding {
  rule: string;
  /** The section it is about, if it is about one. */
  section?: string;
  severity: Severity;
  /** The project chose the severity. */
  chosen?: true;
  message: string;
  range: Range;
  related: { message: string; range: Range }[];
  /** What its fixes need; plain JSON. */
  data: FindingData;
}

export interface FindingData {
  /** Sections that the finding's fixes insert. */
  sections?: string[];
  /** It stands for everything that a document just begun does not answer yet. */
  begun?: true;
  /** The text is our own guidance, untouched. */
  untouched?: boolean;
  /** Where the comments of that guidance stand. */
  leftover?: Range[];
  /** What the author may have meant by the words in the finding's range, if it is one of a few. */
  choices?: string[];
  /** What the author likely meant by the words in the finding's range: the fix writes it in their place. */
  likely?: string;
  /** Where the fix writes a reason, and what goes between what stands there and the reason. */
  reasonAt?: { position: Position; before: string };
  /** What the fix takes out: a mark that does nothing, one of its ids with its comma, a placeholder for the reason. */
  remove?: Range;
}

/** An id of a suppression under which nothing was silenced. */
export interface UnusedSuppression {
  mark: Mark;
  word: MarkWord;
}

export interface Context {
  reading: Reading;
  framework: Framework;
  say: Say;
  /** The interface's language, for titles and questions in messages. */
  locale: string;
  /** Ids of all rules there are. */
  ruleIds: readonly string[];
  /** Suppressions that silenced nothing; only for rules that run last. */
  unused?: readonly UnusedSuppression[];
}

/** A rule; its prose and examples are its page under docs/rules and its tests. */
export interface Rule {
  id: string;
  /** One line: what it finds. */
  title: string;
  /** How severe its findings are, in words. */
  severity: string;
  /** Why the finding matters; Markdown. */
  why: string;
  /** Markdown documents in which it speaks, and does not. */
  examples: { bad: string; good: string };
  /** It runs after the others' findings were silenced. */
  last?: true;
  check(context: Context): Finding[];
}
