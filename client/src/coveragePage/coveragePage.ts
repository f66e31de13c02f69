/** The page with the workspace's coverage: one panel, which outlives a reload of the window. */
import {
  CancellationTokenSource,
  commands,
  type Disposable,
  env,
  l10n,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { ExecuteCommandRequest, LSPErrorCodes, ResponseError } from "vscode-languageclient";
import { ServerCommand, type WorkspaceReport } from "../../../server/src/lsp/protocol.ts";
import { CommandId, ContextKey } from "../names.ts";
import { openPlace } from "../page/open.ts";
import { pageOptions, showIn } from "../page/panel.ts";
import { reasonOf, reportError } from "../report.ts";
import type { Server } from "../server.ts";
import { findDocuments } from "./findDocuments.ts";
import { isMatrix, type Matrix, matrixOf } from "./matrix.ts";
import { checkingBody, commandButton, matrixBody, messageBody, refreshButton } from "./pageBody.ts";

export const COVERAGE_PAGE = "mlDesignDocs.workspaceCoverage";
const OPEN_FOLDER = "workbench.action.files.openFolder";
/** What a button of the page may run. */
const PAGE_COMMANDS: readonly string[] = [
  CommandId.newDocument,
  CommandId.exportCoverageMarkdown,
  CommandId.exportCoverageCsv,
  CommandId.showLog,
  OPEN_FOLDER,
];

interface View {
  column: number;
  descending: boolean;
  onlyDesignDocs: boolean;
  words: boolean;
}

interface Message {
  type?: unknown;
  command?: unknown;
  uri?: unknown;
  line?: unknown;
  view?: Partial<View>;
}

export class CoveragePage implements Disposable {
  readonly #extensionUri: Uri;
  readonly #server: Server;
  #panel: WebviewPanel | undefined;
  #matrix: Matrix | undefined;
  #view: View = { column: 0, descending: false, onlyDesignDocs: true, words: false };
  #running: CancellationTokenSource | undefined;

  constructor(extensionUri: Uri, server: Server) {
    this.#extensionUri = extensionUri;
    this.#server = server;
  }

  /** Brings the page up and checks the workspace; returns when the page shows the result. */
  async show(): Promise<void> {
    if (this.#panel) this.#panel.reveal();
    else {
      const options = { ...pageOptions(this.#extensionUri), enableFindWidget: true };
      this.#attach(window.createWebviewPanel(COVERAGE_PAGE, this.#title(), ViewColumn.Active, options));
    }
    await this.#check();
  }

  /** After a reload of the window: what the page showed, or a new check if that is of no use. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    panel.webview.options = pageOptions(this.#extensionUri);
    this.#attach(panel);
    const { matrix, view } = (state ?? {}) as { matrix?: unknown; view?: Partial<View> };
    if (view) this.#look(view);
    if (!isMatrix(matrix)) return this.#check();
    this.#matrix = matrix;
    this.#showMatrix();
  }

  /** The table and its filter, for an export; undefined if the page shows none. */
  get shown(): { matrix: Matrix; onlyDesignDocs: boolean } | undefined {
    return this.#panel && this.#matrix && { matrix: this.#matrix, onlyDesignDocs: this.#view.onlyDesignDocs };
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #title(): string {
    return l10n.t("Design doc coverage of the workspace");
  }

  #attach(panel: WebviewPanel): void {
    this.#panel = panel;
    panel.webview.onDidReceiveMessage(async (message: Message) => {
      try {
        await this.#hear(message);
      } catch (error) {
        reportError(l10n.t("The page could not do that"), reasonOf(error));
      }
    });
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#running?.cancel();
      this.#panel = undefined;
      this.#keep(undefined);
    });
  }

  async #check(): Promise<void> {
    this.#running?.cancel();
    const running = new CancellationTokenSource();
    this.#running = running;
    const current = () => this.#running === running && this.#panel !== undefined;
    try {
      if (!workspace.workspaceFolders?.length) return this.#showMessage(l10n.t("No folder is open."), [openFolder()]);
      this.#put(checkingBody(undefined, l10n));
      const { uris, cutOffAt } = await findDocuments(running.token);
      if (current() && !running.token.isCancellationRequested) this.#put(checkingBody(uris.length, l10n));
      const client = await this.#server.start();
      const params = {
        command: ServerCommand.checkWorkspace,
        arguments: [uris.map((uri) => client.code2ProtocolConverter.asUri(uri))],
      };
      const report: WorkspaceReport = await client.sendRequest(ExecuteCommandRequest.type, params, running.token);
      if (!current()) return;
      const pathOf = (uri: string) => workspace.asRelativePath(client.protocol2CodeConverter.asUri(uri));
      this.#keep(matrixOf(report, { pathOf, cutOffAt, checkedAt: Date.now() }));
      this.#showMatrix();
    } catch (error) {
      if (!current()) return;
      if (!isCancellation(error) && !running.token.isCancellationRequested) this.#showFailure(reasonOf(error));
      else if (this.#matrix) this.#showMatrix();
      else this.#showMessage(l10n.t("The check was cancelled."), [refreshButton(l10n.t("Check again"))]);
    } finally {
      running.dispose();
      if (this.#running === running) this.#running = undefined;
    }
  }

  #showMatrix(): void {
    if (!this.#matrix) return;
    this.#keep(this.#matrix);
    const options = { onlyDesignDocs: this.#view.onlyDesignDocs, language: env.language };
    this.#put(matrixBody(this.#matrix, options, l10n), this.#matrix);
  }

  #showFailure(reason: string): void {
    const log = commandButton(CommandId.showLog, l10n.t("Show log"), "secondary");
    this.#showMessage(l10n.t("The workspace could not be checked: {0}", reason), [
      refreshButton(l10n.t("Check again")),
      log,
    ]);
  }

  #showMessage(message: string, buttons: string[]): void {
    this.#keep(undefined);
    this.#put(messageBody(message, buttons, l10n));
  }

  #put(body: string, matrix: Matrix | null = null): void {
    if (!this.#panel) return;
    showIn(this.#panel, this.#extensionUri, "coverage", {
      title: this.#title(),
      body,
      data: { matrix, view: this.#view },
    });
  }

  #keep(matrix: Matrix | undefined): void {
    this.#matrix = matrix;
    void commands.executeCommand("setContext", ContextKey.workspaceCoverage, matrix !== undefined);
  }

  #look(view: Partial<View>): void {
    const { column, descending, onlyDesignDocs, words } = view;
    if (typeof column === "number") this.#view.column = column;
    if (typeof descending === "boolean") this.#view.descending = descending;
    if (typeof words === "boolean") this.#view.words = words;
    if (typeof onlyDesignDocs === "boolean") this.#view.onlyDesignDocs = onlyDesignDocs;
  }

  #hear({ type, command, uri, line, view }: Message): unknown {
    switch (type) {
      case "view": {
        const before = this.#view.onlyDesignDocs;
        if (view) this.#look(view);
        // With no design doc the filter decides whether there is a table at all.
        const tableAppears = before !== this.#view.onlyDesignDocs && !this.#matrix?.rows.some((row) => row.designDoc);
        return tableAppears ? this.#showMatrix() : undefined;
      }
      case "refresh":
        return this.#check();
      case "cancel":
        return this.#running?.cancel();
      case "command":
        return typeof command === "string" && PAGE_COMMANDS.includes(command)
          ? commands.executeCommand(command)
          : undefined;
      case "open": {
        const row = this.#matrix?.rows.find((r) => r.uri === uri);
        return row && openPlace(row.uri, typeof line === "number" && line > 0 ? line : undefined);
      }
      default:
        return undefined;
    }
  }
}

function openFolder(): string {
  return commandButton(OPEN_FOLDER, l10n.t("Open folder"), "primary");
}

function isCancellation(error: unknown): boolean {
  return error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled;
}
