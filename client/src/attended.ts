/** Which documents the server hears of: Markdown that can be changed, and a project's own files. */

import { languages, type TextDocument, type TextDocumentChangeEvent, workspace } from "vscode";
import type { Middleware } from "vscode-languageclient";
import { BOOK_NAME, LANGUAGE_IDS } from "../../server/src/lsp/protocol.ts";

/** A configuration, by its name; a framework file may have any name and says in its text what it extends. */
const OWN_FILES = { pattern: "**/*ml-design-docs*.{yaml,yml,json}" };
const FRAMEWORK_LANGUAGES = ["yaml"];

/** A selector cannot look into a file, so it names more than is attended to. */
export const SELECTOR = [...[...LANGUAGE_IDS, ...FRAMEWORK_LANGUAGES].map((language) => ({ language })), OWN_FILES];

/** Schemes whose documents are attended to even where the editor does not know their file system. */
const OWN_SCHEMES = new Set(["file", "untitled", "vscode-remote"]);

/**
 * Whether an author can change the document: the other side of a diff, an old version in git, an output panel or a
 * chat answer is Markdown too, but nobody can act on a finding there. Virtual file systems count if they take writes.
 */
function isWritable(document: TextDocument): boolean {
  const { scheme } = document.uri;
  return OWN_SCHEMES.has(scheme) || workspace.fs.isWritableFileSystem(scheme) === true;
}

export function isMarkdown({ languageId }: TextDocument): boolean {
  return (LANGUAGE_IDS as readonly string[]).includes(languageId);
}

/** Whether the book's name stands in a line that was changed: a keystroke must not read a long file. */
function namesBook({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  return contentChanges.some(({ range, text }) => {
    const first = range.start.line;
    const last = Math.min(first + text.split("\n").length, document.lineCount);
    for (let line = first; line < last; line++) if (document.lineAt(line).text.includes(BOOK_NAME)) return true;
    return false;
  });
}

/** Features that are asked for by document, as the middleware calls them. */
const PROVIDERS = [
  "provideHover",
  "provideCompletionItem",
  "provideCodeActions",
  "provideCodeLenses",
  "provideInlayHints",
  "provideDocumentLinks",
  "provideDefinition",
  "provideDocumentHighlights",
  "provideFoldingRanges",
] as const;

type Open = (document: TextDocument) => Promise<void>;

/** Keeps from the server what it need not hear of. */
export function attentive(): Middleware {
  // Whoever was told of a document is also told how it goes on.
  const attended = new WeakSet<TextDocument>();
  /** Files that may yet become a framework, with how the server is told of them: one begun empty says later what it is. */
  const waiting = new WeakMap<TextDocument, Open>();
  const attend = async (document: TextDocument, open: Open) => {
    waiting.delete(document);
    attended.add(document);
    await open(document);
  };
  const middleware: Middleware = {
    didOpen: async (document, next) => {
      if (!isWritable(document)) return;
      const own = isMarkdown(document) || languages.match(OWN_FILES, document) > 0;
      if (own || document.getText().includes(BOOK_NAME)) await attend(document, next);
      else waiting.set(document, next);
    },
    didChange: async (event, next) => {
      const { document } = event;
      const open = waiting.get(document);
      if (attended.has(document)) await next(event);
      else if (open && namesBook(event)) await attend(document, open);
    },
    didSave: async (document, next) => (attended.has(document) ? next(document) : undefined),
    didClose: async (document, next) => {
      waiting.delete(document);
      if (attended.delete(document)) await next(document);
    },
  };
  for (const name of PROVIDERS) {
    // All of them: the document first, what goes on last.
    const filter = (document: TextDocument, ...rest: unknown[]) => {
      const next = rest.pop() as (document: TextDocument, ...rest: unknown[]) => unknown;
      return attended.has(document) ? next(document, ...rest) : undefined;
    };
    Object.assign(middleware, { [name]: filter });
  }
  return middleware;
}
