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
import { CONFIG_NAMES } from "../check/config.ts";
import { dataKindOf } from "../language/configFiles.ts";
import { coverageView } from "../language/coverageView.ts";
import { diagnosticsOf } from "../language/diagnostics.ts";
import { COMMANDS } from "./commands.ts";
import { foldersAfter } from "./configurations.ts";
import { INVALID_PARAMS, ServerContext, type ServerHost } from "./context.ts";
import { DATA_FEATURES, dataDiagnostics, openData } from "./dataFiles.ts";
import { FEATURES } from "./features.ts";
import { CoverageChanged, CoverageRequest, type DocumentCoverage, LANGUAGE_IDS, SERVER_NAME } from "./protocol.ts";
import { Publisher } from "./publisher.ts";
import { answerPulls } from "./pull.ts";
import { answerTemplates } from "./templates.ts";

/** Of a feature's request: what it asks about, or an item that we gave and that is to be completed. */
interface RequestParams {
  textDocument?: { uri: string };
  data?: { uri?: string };
}

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
      const data = await openData(context, uri);
      const subject = data ? undefined : await context.subject(uri);
      const version = data?.version ?? subject?.version;
      const found = data ? await dataDiagnostics(context, data) : subject ? diagnosticsOf(subject) : undefined;
      // It may have been changed or closed meanwhile: then another run speaks for it, or none.
      if (!found || version === undefined || documents.get(uri)?.version !== version) return;
      await connection.sendDiagnostics({ uri, version, diagnostics: context.encode(found, uri) });
      if (subject?.checked.pending) readOn(uri);
      if (subject && context.options.coverage) await connection.sendNotification(CoverageChanged, { uri, version });
    } catch (error) {
      context.logError(`${uri} could not be checked`, error);
    }
  }

  /** Documents that are being read on; each has one such loop. */
  const reading = new Set<string>();
  function readOn(uri: string): void {
    if (reading.has(uri)) return;
    reading.add(uri);
    const slice = () => {
      if (documents.readOn(uri)) return host.defer(slice);
      reading.delete(uri);
      if (!documents.get(uri)) return;
      changed(uri);
      if (pulled() && context.client.workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
    };
    host.defer(slice);
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
      answerPulls(connection, context, readOn);
    }
    for (const feature of FEATURES)
      Object.assign(capabilities, feature.capabilities(params.capabilities, context.options));
    return {
      capabilities,
      serverInfo: { name: SERVER_NAME, version: host.version },
    };
  });

  /** The text of a project's own file counts as it stands in the editor, saved or not. */
  const textChanged = (uri: string) => {
    if (!documents.isMarkdown(uri) && context.configurations.changed(uri)) checkAnew();
    changed(uri);
  };
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    const markdown = (LANGUAGE_IDS as readonly string[]).includes(languageId);
    if (!markdown && !dataKindOf(uri, text)) return;
    documents.open(uri, languageId, version, text);
    // A client that does not watch files is trusted to have opened the document after the files changed.
    if (markdown && !context.configurations.watches() && context.configurations.changed()) context.forgetOptions();
    textChanged(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    documents.change(uri, version, contentChanges);
    if (documents.get(uri)) textChanged(uri);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.filter(({ uri }) => context.configurations.changed(uri)).length) checkAnew();
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    if (!documents.get(uri)) return;
    const data = !documents.isMarkdown(uri);
    documents.close(uri);
    publisher.closed(uri);
    if (!pulled()) void connection.sendDiagnostics({ uri, diagnostics: [] });
    // What was typed but not saved counts no more.
    if (data && context.configurations.changed(uri)) checkAnew();
  });
  const watchSettings = context.settings.follow(checkAnew);

  connection.onInitialized(() => {
    watchSettings();
    if (context.client.workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        context.folders = foldersAfter(context.folders, added, removed);
      });
    context.configurations.watch(CONFIG_NAMES);
  });

  for (const { method, run } of FEATURES) {
    connection.onRequest(method, async (params: RequestParams, token: CancellationToken) => {
      const uri = params.textDocument?.uri ?? params.data?.uri;
      const data = uri === undefined ? undefined : await openData(context, uri);
      const subject = uri === undefined || data ? undefined : await context.subject(uri);
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      if (data && uri !== undefined) {
        const answer = DATA_FEATURES[method]?.(data, context.decode(params, uri) as never);
        return answer === undefined ? null : context.encode(answer, uri);
      }
      if (subject && uri !== undefined) return context.encode(run(subject, context.decode(params, uri)), uri);
      // An item whose document was closed meanwhile stays as it is.
      return params.textDocument ? null : params;
    });
  }
  connection.onExecuteCommand(({ command, arguments: args }, token) => {
    const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
    if (!run) throw new ResponseError(INVALID_PARAMS, `Unknown command ${command}`);
    return run(context, args ?? [], token);
  });

  connection.onRequest(CoverageRequest, async ({ uri }: { uri: string }): Promise<DocumentCoverage | null> => {
    const subject = await context.subject(uri);
    return subject ? context.encode(coverageView(subject), uri) : null;
  });
  answerTemplates(connection, context);
}
