/** What every language feature is given: one document version with its one reading, and whom it answers. */
import type { Range } from "vscode-languageserver-types";
import type { Checked } from "../check/check.ts";
import { rangeOf } from "../document/text.ts";
import type { Framework } from "../framework/index.ts";
import type { Say } from "../l10n.ts";
import type { Severity } from "../rules/types.ts";

/** What the client can do, as far as features care. */
export interface ClientFacts {
  /** It takes snippets in completions. */
  snippets: boolean;
  /** It asks for a completion item's documentation when the item is shown. */
  resolvesDocumentation?: boolean;
  /** It asks for a code action's edit when the action is chosen. */
  resolvesEdits: boolean;
  /** It can create files as part of an edit. */
  createsFiles: boolean;
  /** It runs the commands that our own extension registers. */
  ownCommands: boolean;
  /** It shows hovers as plain text only. */
  plainHovers?: boolean;
  /** It shows diagnostics that are tagged as unnecessary faded. */
  tags?: boolean;
  /** It shows what a diagnostic is related to. */
  related?: boolean;
  /** It takes a definition as a link, with the range that was asked about. */
  definitionLinks: boolean;
  /** It takes document symbols as a tree. */
  nestedSymbols: boolean;
}

export interface Subject {
  readonly uri: string;
  readonly version: number;
  readonly checked: Checked;
  readonly framework: Framework;
  /** The interface's language. */
  readonly locale: string;
  readonly say: Say;
  readonly client: ClientFacts;
  readonly settings: Settings;
  /** The project's configuration, for edits: its text, or none if it is still to be created. Undefined: no place for one. */
  readonly projectConfig?: { uri: string; text: string | undefined; version: number | undefined } | undefined;
  /** URI of the folder with the rules' pages, if the host has it. */
  readonly rulePages: string | undefined;
}

/** The editor's settings under `mlDesignDocs`; the project's configuration goes before them. */
export interface Settings {
  /** Inlay hints name the section that a heading was taken for. */
  inlayHints: boolean;
  codeLens: boolean;
  status?: string;
  problemTypes?: string[];
  language?: string;
  /** By rule. */
  severities?: Record<string, Severity | "off">;
}

export const DEFAULT_SETTINGS: Settings = { inlayHints: false, codeLens: true };

/** The URI of a rule's page, if the host has it. */
export function rulePage({ rulePages }: Pick<Subject, "rulePages">, id: string): string | undefined {
  return rulePages && `${rulePages.replace(/\/$/, "")}/${id}.md`;
}

/** An LSP range for offsets of the subject's document. */
export function rangeIn({ checked }: Subject, start: number, end: number): Range {
  return rangeOf(checked.doc.lineStarts, start, end);
}
