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
  WorkDoneProgressReporter,
} from "vscode-languageserver";
import { CONFIG_NAMES } from "../check/config.ts";
import { coverageView } from "../language/coverageView.ts";
import { diagnosticsOf } from "../language/diagnostics.ts";
import { COMMANDS } from "./commands.ts";
import { foldersAfter } from "./configurations.ts";
import { ServerContext, type ServerHost } from "./context.ts";
import { DATA_FEATURES, dataDiagnostics, mayBeData, openData } from "./dataFiles.ts";
import { FEATURES } from "./features.ts";
import { INVALID_PARAMS, ownParams, requestParams } from "./params.ts";
import { CoverageChanged, CoverageRequest, type DocumentCoverage, LANGUAGE_IDS, SERVER_NAME } from "./protocol.ts";
import { Publisher } from "./publisher.ts";
import { answerPulls } from "./pull.ts";
import { answerTemplates } from "./templates.ts";
import { WarmUp } from "./warmUp.ts";

/** Attaches the server to a connection; the caller listens. */
export function serve(connection: Connection, host: ServerHost): void {
  const context = new ServerContext(connection, host);
  const { documents } = context;
  const publisher = new Publisher((uri) => void publish(uri), host.defer);
  const warmUp = new WarmUp((subject) => context.encode(diagnosticsOf(subject), subject.uri), host.defer);
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

  /** Files of ours that have been told of: one that is ours no more is told of once again, without findings. */
  const told = new Set<string>();
  /** A document that cannot be checked costs its own findings and a line in the log, not the server. */
  async function publish(uri: string): Promise<void> {
    try {
      const revision = documents.revision(uri);
      const data = await openData(context, uri);
      const subject = data ? undefined : await context.subject(uri);
      const found = data ? await dataDiagnostics(context, data) : subject ? diagnosticsOf(subject) : [];
      // It may have been changed or closed meanwhile: then another run speaks for it, or none.
      const version = documents.get(uri)?.version;
      if (version === undefined || documents.revision(uri) !== revision) return;
      if (data) told.add(uri);
      else if (!subject && !told.delete(uri)) return;
      await connection.sendDiagnostics({ uri, version, diagnostics: context.encode(found, uri) });
      if (subject?.checked.pending) readOn(uri);
      else if (subject) warmUp.checked(subject, await context.optionsFor(uri));
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
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      executeCommandProvider: { commands: Object.keys(COMMANDS), workDoneProgress: true },
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
  /** A client that does not watch files tells nothing of what changes elsewhere, so the files are read again now and then. */
  const readAgain = (): void => {
    if (context.configurations.watches()) return;
    void context.configurations.reread().then((anew) => anew && checkAnew());
  };
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    const markdown = (LANGUAGE_IDS as readonly string[]).includes(languageId);
    if (!markdown && !mayBeData(uri, text)) return;
    documents.open(uri, languageId, version, text);
    warmUp.asked();
    readAgain();
    textChanged(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    host.typed?.();
    warmUp.asked();
    documents.change(uri, version, contentChanges);
    if (documents.get(uri)) textChanged(uri);
  });
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
    const document = documents.get(uri);
    if (!document) return;
    documents.saved(uri);
    if (!documents.isMarkdown(uri)) context.configurations.saved(uri, document.getText());
    readAgain();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.filter(({ uri }) => context.configurations.changed(uri)).length) checkAnew();
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    if (!documents.get(uri)) return;
    const markdown = documents.isMarkdown(uri);
    documents.close(uri);
    context.forget(uri);
    publisher.closed(uri);
    if (!pulled() && (markdown || told.delete(uri))) void connection.sendDiagnostics({ uri, diagnostics: [] });
    if (!markdown && context.configurations.closed(uri)) checkAnew();
  });
  const watchSettings = context.settings.follow(checkAnew);

  connection.onInitialized(() => {
    watchSettings();
    if (context.client.workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        context.folders = foldersAfter(context.folders, added, removed);
        // A folder has settings of its own.
        checkAnew();
      });
    context.configurations.watch(CONFIG_NAMES);
  });

  for (const { method, asks, run } of FEATURES) {
    connection.onRequest(method, async (given: unknown, token?: CancellationToken) => {
      // A request without parameters comes with its token alone.
      const params = requestParams(method, asks, token && given);
      warmUp.asked();
      const uri = params.textDocument?.uri ?? params.data?.uri;
      const data = uri === undefined ? undefined : await openData(context, uri);
      const subject = uri === undefined || data ? undefined : await context.subject(uri);
      if (token?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      if (data && uri !== undefined) {
        const answer = await DATA_FEATURES[method]?.(data, context.decode(params, uri) as never, context);
        return answer === undefined ? null : context.answer(answer, uri);
      }
      if (subject && uri !== undefined) return context.answer(run(subject, context.decode(params, uri)), uri);
      // An item whose document was closed meanwhile stays as it is.
      return params.textDocument ? null : params;
    });
  }
  connection.onExecuteCommand(({ command, arguments: args }, token, progress) => {
    const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
    if (!run) throw new ResponseError(INVALID_PARAMS, `Unknown command ${command}`);
    return run(
      context,
      Array.isArray(args) ? args : [],
      token,
      WorkDoneProgressReporter.isNullInstance(progress) ? undefined : progress,
    );
  });

  connection.onRequest(CoverageRequest, async (given: unknown, token?: CancellationToken) => {
    const { uri } = ownParams(CoverageRequest, token && given, { uri: "text" });
    if (uri === undefined) throw new ResponseError(INVALID_PARAMS, `${CoverageRequest} needs uri`);
    const subject = await context.subject(uri);
    return subject ? context.encode<DocumentCoverage>(coverageView(subject), uri) : null;
  });
  answerTemplates(connection, context);
}
