/** The language server over any connection: who is told what, and in which order. */
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { asSnippet, chapterMarkdown, documentMarkdown } from "../edits/template.ts";
import { bookFramework } from "../framework/index.ts";
import { diagnosticsOf } from "../language/diagnostics.ts";
import { COMMANDS } from "./commands.ts";
import { INVALID_PARAMS, ServerContext, type ServerHost } from "./context.ts";
import { FEATURES } from "./features.ts";
import {
  type ChapterInfo,
  ChaptersRequest,
  LANGUAGE_IDS,
  SERVER_NAME,
  type TemplateParams,
  TemplateRequest,
  type TemplateResult,
} from "./protocol.ts";
import { Publisher } from "./publisher.ts";
import { answerPulls } from "./pull.ts";
import { followSettings } from "./settings.ts";

/** Attaches the server to a connection; the caller listens. */
export function serve(connection: Connection, host: ServerHost): void {
  const context = new ServerContext(connection, host);
  const { documents } = context;
  const publisher = new Publisher((uri) => void publish(uri), host.defer);
  const pulled = () => context.options.diagnostics === "pull";
  const changed = (uri: string) => {
    if (!pulled()) publisher.changed(uri);
  };
  /** What is said of open documents may be another thing now, though their texts are the same. */
  const checkAnew = () => {
    context.forgetOptions();
    for (const uri of documents.uris()) changed(uri);
    if (pulled() && context.client.workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
    if (context.client.workspace?.inlayHint?.refreshSupport) connection.languages.inlayHint.refresh();
    if (context.client.workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type);
  };

  /** A document that cannot be checked costs its own findings and a line in the log, not the server. */
  async function publish(uri: string): Promise<void> {
    try {
      const subject = await context.subject(uri);
      // It may have been changed or closed meanwhile: then another run speaks for it, or none.
      if (!subject || documents.get(uri)?.version !== subject.version) return;
      const diagnostics = context.encode(diagnosticsOf(subject), uri);
      await connection.sendDiagnostics({ uri, version: subject.version, diagnostics });
    } catch (error) {
      context.logError(`${uri} could not be checked`, error);
    }
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    context.initialize(params);
    const capabilities: ServerCapabilities = {
      positionEncoding: documents.encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      executeCommandProvider: { commands: Object.keys(COMMANDS) },
    };
    if (pulled()) {
      capabilities.diagnosticProvider = { interFileDependencies: false, workspaceDiagnostics: false };
      answerPulls(connection, context);
    }
    for (const feature of FEATURES) Object.assign(capabilities, feature.capabilities(params.capabilities));
    return {
      capabilities,
      serverInfo: { name: SERVER_NAME, version: host.version },
    };
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    if (!(LANGUAGE_IDS as readonly string[]).includes(languageId)) return;
    documents.open(uri, languageId, version, text);
    changed(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    documents.change(uri, version, contentChanges);
    if (documents.get(uri)) changed(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    if (!documents.get(uri)) return;
    documents.close(uri);
    publisher.closed(uri);
    if (!pulled()) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  const askForSettings = followSettings(
    connection,
    () => context.client,
    (settings) => {
      context.settings = settings;
      checkAnew();
    },
  );

  connection.onInitialized(() => {
    askForSettings();
    if (context.client.workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((f) => f.uri));
        context.folders = [...context.folders.filter((f) => !gone.has(f)), ...added.map((f) => f.uri)];
      });
  });

  for (const { method, run } of FEATURES) {
    connection.onRequest(method, async (params: { textDocument: { uri: string } }, token: CancellationToken) => {
      const { uri } = params.textDocument;
      const subject = await context.subject(uri);
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      return subject ? context.encode(run(subject, context.decode(params, uri)), uri) : null;
    });
  }
  connection.onExecuteCommand(({ command, arguments: args }, token) => {
    const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
    if (!run) throw new ResponseError(INVALID_PARAMS, `Unknown command ${command}`);
    return run(context, args ?? [], token);
  });

  connection.onRequest(ChaptersRequest, (): ChapterInfo[] => {
    const framework = bookFramework();
    return framework.chapters.map(({ chapter, title, sections }) => ({
      chapter,
      title,
      sections: sections.map((id) => framework.section(id)?.title ?? id),
    }));
  });
  connection.onRequest(TemplateRequest, async ({ chapter, uri }: TemplateParams): Promise<TemplateResult> => {
    const subject = uri ? await context.subject(uri) : undefined;
    const framework = subject?.framework ?? bookFramework();
    const language = subject?.checked.reading.language ?? "en";
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
