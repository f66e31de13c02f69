/** What the language client attends to and what it tells the server at the start. */

import type { LogOutputChannel, Uri } from "vscode";
import { type LanguageClientOptions, type Middleware, RevealOutputChannelOn } from "vscode-languageclient";
import { type InitializationOptions, SERVER_NAME } from "../../server/src/lsp/protocol.ts";
import { attentive, SELECTOR } from "./attended.ts";
import { renderedPages, rulePagesFolder } from "./rulePages.ts";

export interface ClientFacts {
  extensionUri: Uri;
  log: LogOutputChannel;
  /** The server cannot read the workspace's files by itself. */
  readFile: boolean;
  /** What other parts want to hear of. */
  middleware: Middleware;
}

export function clientOptions({ extensionUri, log, readFile, middleware }: ClientFacts): LanguageClientOptions {
  const told: InitializationOptions = {
    rulePages: rulePagesFolder(extensionUri).toString(),
    ownCommands: true,
    coverage: true,
    // The editor's own Markdown support outlines the headings.
    documentSymbols: false,
    readFile,
  };
  return {
    documentSelector: SELECTOR,
    diagnosticCollectionName: SERVER_NAME,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: told,
    // The start reports its own failure; a retry by itself would only repeat it.
    initializationFailedHandler: () => false,
    middleware: { ...attentive(), ...renderedPages(extensionUri), ...middleware },
  };
}
