/** Findings and the rules that make them. */
import type { Range } from "../document/text.ts";
import type { Framework } from "../framework/index.ts";
import type { Say } from "../l10n.ts";
import type { Reading } from "../recognition/types.ts";

export type Severity = "error" | "warning" | "information" | "hint";

export interface Finding {
  rule: string;
  /** The section it is about, if it is about one. */
  section?: string;
  severity: Severity;
  message: string;
  range: Range;
  related: { message: string; range: Range }[];
  /** What its fixes need; plain JSON. */
  data: FindingData;
}

export interface FindingData {
  /** Sections that the finding's fixes insert. */
  sections?: string[];
  /** The text is our own guidance, untouched. */
  untouched?: boolean;
}

export interface Context {
  reading: Reading;
  framework: Framework;
  say: Say;
  /** The interface's language, for titles and questions in messages. */
  locale: string;
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
  check(context: Context): Finding[];
}
