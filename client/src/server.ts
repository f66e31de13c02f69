/** The life of the language server, whatever it runs in. */

import { EventEmitter, type LogOutputChannel, l10n, type Uri } from "vscode";
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
} from "vscode-languageclient";
import {
  CoverageChanged,
  CoverageRequest,
  type DocumentCoverage,
  ReadFileRequest,
} from "../../server/src/lsp/protocol.ts";
import { readFile } from "./readFile.ts";
import { reasonOf, reportError } from "./report.ts";

export interface LaunchedServer {
  client: BaseLanguageClient;
  /** Rejects when the server's own process or worker cannot run. */
  failed?: Promise<never>;
  /** Ends what the client leaves running. */
  end?(): void;
}

/** A version of a document was checked; its coverage can be asked for. */
export interface CheckedVersion {
  uri: string;
  version: number;
}

export type Launch = (options: LanguageClientOptions) => LaunchedServer;

const CRASHES_ALLOWED = 4;
const CRASH_WINDOW_MS = 3 * 60 * 1000;

export class Server {
  readonly #launch: Launch;
  readonly #options: () => LanguageClientOptions;
  readonly #log: LogOutputChannel;
  #current: Promise<LaunchedServer> | undefined;
  #restarting: Promise<void> | undefined;
  readonly #coverageChanged = new EventEmitter<CheckedVersion>();
  /** Told by the running server, whichever it is: a client library takes one listener only. */
  readonly onCoverageChanged = this.#coverageChanged.event;

  constructor(launch: Launch, options: () => LanguageClientOptions, log: LogOutputChannel) {
    this.#launch = launch;
    this.#options = options;
    this.#log = log;
  }

  /** The client of the running server; waits for a start under way and rejects with its failure. */
  async start(): Promise<BaseLanguageClient> {
    this.#current ??= this.#launchOne();
    return (await this.#current).client;
  }

  /** What an open document answers now; undefined if the server does not attend to it. */
  async coverage(document: Uri): Promise<DocumentCoverage | undefined> {
    const client = await this.start();
    const uri = client.code2ProtocolConverter.asUri(document);
    return (await client.sendRequest<DocumentCoverage | null>(CoverageRequest, { uri })) ?? undefined;
  }

  /** Stops and starts; calls during a restart join it. */
  restart(): Promise<void> {
    this.#restarting ??= this.#stopAndStart().finally(() => {
      this.#restarting = undefined;
    });
    return this.#restarting;
  }

  async stop(): Promise<void> {
    const current = this.#current;
    this.#current = undefined;
    // The client refuses to stop while it starts; a failed start has cleaned up behind itself.
    const launched = await current?.catch(() => undefined);
    try {
      await launched?.client.dispose();
    } catch (error) {
      this.#log.warn(`The server did not stop by itself: ${reasonOf(error)}`);
    } finally {
      launched?.end?.();
    }
  }

  async #stopAndStart(): Promise<void> {
    await this.stop();
    await this.start();
    this.#log.info("Server restarted.");
  }

  async #launchOne(): Promise<LaunchedServer> {
    const crashes = new CrashHandler();
    const launched = this.#launch({ ...this.#options(), errorHandler: crashes });
    try {
      const { client, failed } = launched;
      client.onNotification(CoverageChanged, (checked: CheckedVersion) => this.#coverageChanged.fire(checked));
      client.onRequest(ReadFileRequest, readFile);
      await (failed ? Promise.race([client.start(), failed]) : client.start());
      crashes.started = true;
      return launched;
    } catch (error) {
      launched.end?.();
      throw error;
    }
  }
}

/** Brings a crashed server back, but not one that keeps crashing or never came up. */
class CrashHandler implements ErrorHandler {
  started = false;
  readonly #crashes: number[] = [];

  error() {
    // A lost connection is also reported as closed; a single message that failed is only worth a log line.
    return { action: ErrorAction.Continue, handled: true };
  }

  closed() {
    if (!this.started) return { action: CloseAction.DoNotRestart, handled: true };
    const now = Date.now();
    this.#crashes.push(now);
    const recent = this.#crashes.filter((time) => now - time < CRASH_WINDOW_MS).length;
    if (recent <= CRASHES_ALLOWED) return { action: CloseAction.Restart, handled: true };
    reportError(
      l10n.t("ML Design Docs no longer checks your documents"),
      l10n.t("its server stopped {0} times within three minutes. The log shows why", recent),
    );
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}
