/** What the language client attends to and what it tells the server at the start. */

import { type LogOutputChannel, type TextDocument, Uri, workspace } from "vscode";
import { type LanguageClientOptions, type Middleware, RevealOutputChannelOn } from "vscode-languageclient";
import { LANGUAGE_IDS, SERVER_NAME } from "../../server/src/lsp/protocol.ts";

export function clientOptions(extensionUri: Uri, log: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: LANGUAGE_IDS.map((language) => ({ language })),
    diagnosticCollectionName: SERVER_NAME,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { rulePages: Uri.joinPath(extensionUri, "docs", "rules").toString() },
    // The start reports its own failure; a retry by itself would only repeat it.
    initializationFailedHandler: () => false,
    middleware: onlyWritable(),
  };
}

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

/** A document selector cannot exclude, so documents nobody can change are kept from the server here. */
function onlyWritable(): Middleware {
  return {
    didOpen: async (document, next) => (isWritable(document) ? next(document) : undefined),
    didChange: async (event, next) => (isWritable(event.document) ? next(event) : undefined),
    didSave: async (document, next) => (isWritable(document) ? next(document) : undefined),
    didClose: async (document, next) => (isWritable(document) ? next(document) : undefined),
    provideHover: (document, position, token, next) =>
      isWritable(document) ? next(document, position, token) : undefined,
    provideCompletionItem: (document, position, context, token, next) =>
      isWritable(document) ? next(document, position, context, token) : undefined,
    provideCodeActions: (document, range, context, token, next) =>
      isWritable(document) ? next(document, range, context, token) : undefined,
  };
}
