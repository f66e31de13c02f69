/** What client and server say to each other beyond LSP itself. The only server module that the client may import. */

/** What a client may tell the server at the start, in `initializationOptions`. */
export interface InitializationOptions {
  /** The interface's language, for clients that do not send `locale`. */
  locale?: string;
  /** The settings, for clients that have no `workspace/configuration`: as in VS Code, without the prefix. */
  mlDesignDocs?: Record<string, unknown>;
  /** URI of the folder with the rules' pages. */
  rulePages?: string;
  /** "pull": diagnostics are asked for (`textDocument/diagnostic`) instead of pushed. */
  diagnostics?: "push" | "pull";
  /** The client reads files for the server (`mlDesignDocs/readFile`): in a browser, on a virtual file system. */
  readFile?: boolean;
  /** The client has the commands of the VS Code extension, so actions and lenses may name them. */
  ownCommands?: boolean;
  /** The client wants {@link CoverageChanged}. */
  coverage?: boolean;
  /** false: the editor outlines Markdown by itself, so that the headings would stand there twice. */
  documentSymbols?: boolean;
}

import type { Coverage } from "../check/coverage.ts";
import type { Range } from "../document/text.ts";
import type { DocumentOptions, DocumentSize } from "../edits/template.ts";

export { ServerCommand } from "../language/commandIds.ts";
export type { WorkspaceReport } from "./workspaceCheck.ts";

/** Request to the client, if it has `readFile` in its options: `{uri}` → the file's text, or null if there is none. */
export const ReadFileRequest = "mlDesignDocs/readFile";

/** Request `mlDesignDocs/template`: the Markdown of a new design doc or of one chapter. */
export const TemplateRequest = "mlDesignDocs/template";
export interface TemplateParams extends DocumentOptions {
  /** Absent: a whole new document. */
  chapter?: number;
  /** The document it will be inserted into, or saved as: decides language, heading level and the project's framework. */
  uri?: string;
}
export interface TemplateResult {
  /** Plain Markdown, lines ended by "\n". */
  text: string;
  /** The same as an LSP/TextMate snippet. */
  snippet: string;
}

/** Request `mlDesignDocs/templateChoices`: `{uri?}` → what a new design doc may be. Texts are in the interface's language. */
export const TemplateChoicesRequest = "mlDesignDocs/templateChoices";
export interface TemplateChoices {
  sizes: { id: DocumentSize; title: string; description: string; sections: number }[];
  problemTypes: { id: string; title: string /** Titles of the sections that it brings. */; brings: string[] }[];
}

/** Request `mlDesignDocs/chapters` (no parameters): what the chapter picker shows, in the interface's language. */
export const ChaptersRequest = "mlDesignDocs/chapters";
export interface ChapterInfo {
  chapter: number;
  title: string;
  /** Titles of its sections in canonical order. */
  sections: string[];
}

/** Server name, language ids it attends to, and the diagnostics' source. */
export const SERVER_NAME = "ml-design-docs";
export const LANGUAGE_IDS = ["markdown"] as const;
/** What a team's framework file says that it extends: by that it is known under any name. */
export const BOOK_NAME = "designing-ml-systems";

/** Result of ServerCommand.blocking. */
export interface BlockingResult {
  /** The document's next status; null if no later one asks for more. */
  next: string | null;
  /** What stands in the way: warnings and errors as the next status would have them. */
  findings: { rule: string; section?: string; severity: string; message: string; range: Range }[];
}

/** Request `mlDesignDocs/coverage`: `{uri}` → DocumentCoverage, or null if the document is not open. */
export const CoverageRequest = "mlDesignDocs/coverage";
/** Notification to the client after each check of a document: `{uri, version}`. Details are asked for by CoverageRequest. */
export const CoverageChanged = "mlDesignDocs/coverageChanged";

/** What a document answers, for views. Titles and questions are in the interface's language. */
export interface DocumentCoverage {
  uri: string;
  version: number;
  kind: "ml-design-doc" | "other";
  /** Why it counts as a design doc, or does not. */
  reason: string;
  language: string;
  status: string;
  /** URI of the configuration in force. */
  config: string | null;
  /** Of the sections that are asked for now or next. */
  coverage: Coverage;
  chapters: { chapter: number; title: string; sections: SectionCoverage[] }[];
}

export interface SectionCoverage {
  id: string;
  title: string;
  required: "now" | "next" | "later" | "no";
  status: "covered" | "empty" | "elsewhere" | "missing" | "waived";
  /** Its heading (covered, empty), or its best evidence (elsewhere). */
  range: Range | null;
  /** The best statement that answers it. */
  evidence: string | null;
  /** Why it is waived. */
  waiver: string | null;
  questions: { question: string; answeredBy: Range | null }[];
}
