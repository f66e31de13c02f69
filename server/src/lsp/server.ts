/** The language server over any connection: state, scheduling and one line for each feature. */
import {
  type ClientCapabilities,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { insertSections, missingSections } from "../edits/insertSections.ts";
import { asSnippet, chapterMarkdown, documentMarkdown } from "../edits/template.ts";
import { bookFramework } from "../framework/index.ts";
import { codeActions, versioned } from "../language/codeActions.ts";
import { completions } from "../language/completion.ts";
import { diagnosticsOf } from "../language/diagnostics.ts";
import { hover } from "../language/hover.ts";
import { DocumentStore } from "./documents.ts";
import {
  type ChapterInfo,
  ChaptersRequest,
  LANGUAGE_IDS,
  SERVER_NAME,
  ServerCommand,
  type TemplateParams,
  TemplateRequest,
  type TemplateResult,
} from "./protocol.ts";
import { type Defer, Publisher } from "./publisher.ts";

export interface ServerHost {
  version: string;
  defer: Defer;
  /** URI of the folder with the rules' pages, where the host knows one; the client's own goes before it. */
  rulePages?: string | undefined;
}

const INVALID_PARAMS = -32602;

/** Attaches the server to a connection; the caller listens. */
export function serve(connection: Connection, host: ServerHost): void {
  const framework = bookFramework();
  let capabilities: ClientCapabilities = {};
  let rulePages = host.rulePages;

  const store = new DocumentStore(
    () => ({ framework }),
    (uri, rule, error) =>
      connection.console.error(`Rule ${rule} failed on ${uri}: ${error instanceof Error ? error.stack : error}`),
  );
  /** A document that cannot be checked costs its own findings and a line in the log, not the server. */
  const attempt = (uri: string) => {
    try {
      return store.checked(uri);
    } catch (error) {
      connection.console.error(`${uri} could not be checked: ${error instanceof Error ? error.stack : error}`);
      return undefined;
    }
  };
  const publisher = new Publisher((uri) => {
    const checked = attempt(uri);
    if (!checked) return;
    void connection.sendDiagnostics({
      uri,
      version: checked.version,
      diagnostics: diagnosticsOf(checked, framework, { rulePages }),
    });
  }, host.defer);

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    capabilities = params.capabilities;
    const options = params.initializationOptions as { rulePages?: unknown } | undefined;
    if (typeof options?.rulePages === "string") rulePages = options.rulePages;
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        codeActionProvider: { codeActionKinds: ["quickfix"] },
        hoverProvider: true,
        completionProvider: { triggerCharacters: ["#", " "] },
        executeCommandProvider: { commands: Object.values(ServerCommand) },
      },
      serverInfo: { name: SERVER_NAME, version: host.version },
    };
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    if (!(LANGUAGE_IDS as readonly string[]).includes(languageId)) return;
    store.open(uri, languageId, version, text);
    publisher.changed(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    store.change(uri, version, contentChanges);
    if (store.get(uri)) publisher.changed(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    if (!store.get(uri)) return;
    store.close(uri);
    publisher.closed(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.onCodeAction(({ textDocument: { uri }, context }) => {
    const checked = store.checked(uri);
    if (!checked || (context.only && !context.only.some((kind) => kind === "quickfix"))) return [];
    return codeActions(checked, framework, { uri, version: checked.version }, context.diagnostics);
  });
  connection.onHover(({ textDocument: { uri }, position }) => {
    const checked = store.checked(uri);
    const document = store.get(uri);
    return checked && document ? (hover(checked, framework, document.offsetAt(position)) ?? null) : null;
  });
  connection.onCompletion(({ textDocument: { uri }, position }) => {
    const checked = store.checked(uri);
    const document = store.get(uri);
    if (!checked || !document) return [];
    const snippets = capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
    return completions(checked, framework, document.offsetAt(position), { snippets });
  });

  connection.onExecuteCommand(async ({ command, arguments: args }) => {
    if (command !== ServerCommand.insertMissing) throw new ResponseError(INVALID_PARAMS, `Unknown command ${command}`);
    const uri: unknown = args?.[0];
    const checked = typeof uri === "string" ? store.checked(uri) : undefined;
    if (!checked || typeof uri !== "string")
      throw new ResponseError(INVALID_PARAMS, `${command} needs the URI of an open Markdown document`);
    const ids = missingSections(checked.reading, framework);
    if (ids.length === 0) return 0;
    const edit = versioned({ uri, version: checked.version }, insertSections(ids, checked.reading, framework));
    const { applied, failureReason } = await connection.workspace.applyEdit({ label: "Insert missing sections", edit });
    if (!applied)
      throw new ResponseError(
        INVALID_PARAMS,
        `The editor did not apply the edit${failureReason ? `: ${failureReason}` : ""}`,
      );
    return ids.length;
  });

  connection.onRequest(ChaptersRequest, (): ChapterInfo[] =>
    framework.chapters.map(({ chapter, title, sections }) => ({
      chapter,
      title,
      sections: sections.map((id) => framework.section(id)?.title ?? id),
    })),
  );
  connection.onRequest(TemplateRequest, ({ chapter, uri }: TemplateParams): TemplateResult => {
    const reading = uri ? store.checked(uri)?.reading : undefined;
    const language = reading?.language ?? "en";
    const text =
      chapter === undefined ? documentMarkdown(language, framework) : chapterMarkdown(chapter, 2, language, framework);
    if (!text)
      throw new ResponseError(
        INVALID_PARAMS,
        `There is no chapter ${chapter}; there are 1 to ${framework.chapters.length}`,
      );
    return { text, snippet: asSnippet(text) };
  });
}
