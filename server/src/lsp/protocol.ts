/** What client and server say to each other beyond LSP itself. The only server module that the client may import. */

/** What a client may tell the server at the start, in `initializationOptions`. */
export interface InitializationOptions {
  /** URI of the folder with the rules' pages. */
  rulePages?: string;
  /** "pull": diagnostics are asked for (`textDocument/diagnostic`) instead of pushed. */
  diagnostics?: "push" | "pull";
  /** The client reads files for the server (`mlDesignDocs/readFile`): in a browser, on a virtual file system. */
  readFile?: boolean;
  /** The client has the commands of the VS Code extension, so actions and lenses may name them. */
  ownCommands?: boolean;
  /** false: the editor outlines Markdown by itself, so that the headings would stand there twice. */
  documentSymbols?: boolean;
}

import type { Range } from "../document/text.ts";

export { ServerCommand } from "../language/commandIds.ts";

/** Request to the client, if it has `readFile` in its options: `{uri}` → the file's text, or null if there is none. */
export const ReadFileRequest = "mlDesignDocs/readFile";

/** Request `mlDesignDocs/template`: the Markdown of a new design doc or of one chapter. */
export const TemplateRequest = "mlDesignDocs/template";
export interface TemplateParams {
  /** Absent: a whole new document. */
  chapter?: number;
  /** The document it will be inserted into: decides language and heading level. */
  uri?: string;
}
export interface TemplateResult {
  /** Plain Markdown, lines ended by "\n". */
  text: string;
  /** The same as an LSP/TextMate snippet. */
  snippet: string;
}

/** Request `mlDesignDocs/chapters` (no parameters): what the chapter picker shows. */
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

/** Result of ServerCommand.blocking. */
export interface BlockingResult {
  /** The document's next status; null if no later one asks for more. */
  next: string | null;
  /** What the document would be told then and is not told now, or more mildly. */
  findings: { rule: string; section?: string; severity: string; message: string; range: Range }[];
}
