/** The server's state, and the way from a URI to what a feature works on. */
import { type ClientCapabilities, type Connection, type InitializeParams, ResponseError } from "vscode-languageserver";
import type { CheckOptions } from "../check/check.ts";
import { canonicalUri } from "../check/uris.ts";
import { bookFramework } from "../framework/index.ts";
import { interfaceLanguage, type Say, sayEnglish, sayIn } from "../l10n.ts";
import type { Settings, Subject } from "../language/subject.ts";
import { Configurations, spelledLike } from "./configurations.ts";
import { DocumentStore } from "./documents.ts";
import { folderUris, INVALID_PARAMS, initializationOptions, textOf } from "./params.ts";
import { convertPositions, decodeColumn, encodeColumn, lineIn, negotiate } from "./positions.ts";
import { type InitializationOptions, ReadFileRequest } from "./protocol.ts";
import type { Defer } from "./publisher.ts";
import { EditorSettings } from "./settings.ts";
import { answerFor, takesVersions } from "./workspaceEdits.ts";

export interface ServerHost {
  version: string;
  /** The interface's locale, where the client sends none. */
  locale?: string | undefined;
  defer: Defer;
  /** Is told of each change of a document. */
  typed?: () => void;
  /** Is told of each document that was read, before what is said of it is sent. */
  answered?: () => void;
  /** URI of the folder with the rules' pages, where the host knows one; the client's own goes before it. */
  rulePages?: string | undefined;
  /** Reads a file where the host can; undefined if there is none. */
  readFile?: (uri: string) => Promise<string | undefined>;
  /** Markdown files below a folder, where the host can list them. */
  listMarkdown?: (folder: string) => AsyncIterable<string>;
}

export class ServerContext {
  client: ClientCapabilities = {};
  options: InitializationOptions = {};
  locale = "en";
  say: Say = sayEnglish;
  readonly settings: EditorSettings;
  readonly documents: DocumentStore;
  /** URIs of the workspace's folders. */
  folders: string[] = [];
  /** Grows when something other than a text changes what is said of it. */
  generation = 0;
  readonly configurations: Configurations;
  /** By document, as long as nothing but its text changes. */
  private readonly checkOptions = new Map<string, Promise<CheckOptions>>();
  /** Texts of configurations that edits may change, by canonical URI; they need not be open. */
  private readonly editable = new Map<string, string>();

  constructor(
    readonly connection: Connection,
    readonly host: ServerHost,
  ) {
    const files = {
      read: (uri: string) => this.readFile(uri),
      unsaved: (uri: string) => this.documents.isUnsaved(uri),
    };
    this.configurations = new Configurations(connection, files, () => this.client);
    this.settings = new EditorSettings(connection, () => this.client);
    this.documents = new DocumentStore((uri, rule, error) => this.logError(`Rule ${rule} failed on ${uri}`, error));
  }

  initialize(params: InitializeParams): void {
    const { capabilities } = params;
    this.client = capabilities;
    this.options = initializationOptions(params.initializationOptions);
    this.locale = interfaceLanguage(this.options.locale ?? textOf(params.locale) ?? this.host.locale);
    this.say = sayIn(this.locale);
    this.documents.encoding = negotiate(capabilities.general?.positionEncodings);
    if (this.options.mlDesignDocs) this.settings.sent(this.options.mlDesignDocs);
    this.folders = folderUris(params.workspaceFolders, params.rootUri);
    this.configurations.speak(this.say);
    this.forgetOptions();
  }

  /** The editor's settings or a configuration changed: the next check of each document is a new one. */
  forgetOptions(): void {
    this.generation++;
    this.checkOptions.clear();
    this.editable.clear();
  }

  /** A document that is closed leaves nothing behind. */
  forget(uri: string): void {
    this.checkOptions.delete(uri);
  }

  /** What features work on: the newest version of an open document, checked. Undefined if it is not open. */
  async subject(uri: string): Promise<Subject | undefined> {
    const options = await this.optionsFor(uri);
    const settings = await this.settingsFor(uri);
    const document = this.documents.get(uri);
    const checked = document && this.documents.checked(uri, options);
    if (!document || !checked) return undefined;
    this.host.answered?.();
    const file = this.configurations.fileFor(uri, options.config, this.folders);
    if (file?.text !== undefined) this.editable.set(file.uri, file.text);
    const open = file && this.documents.get(file.uri);
    return {
      uri,
      version: document.version,
      checked,
      framework: options.config?.framework ?? options.framework ?? bookFramework(),
      projectConfig: file && {
        uri: open?.uri ?? spelledLike(uri, file.uri),
        text: file.text,
        version: open?.version,
      },
      locale: this.locale,
      say: this.say,
      settings,
      rulePages: this.rulePages,
      client: {
        snippets: this.client.textDocument?.completion?.completionItem?.snippetSupport === true,
        resolvesDocumentation:
          this.client.textDocument?.completion?.completionItem?.resolveSupport?.properties?.includes(
            "documentation",
          ) === true,
        resolvesEdits:
          this.client.textDocument?.codeAction?.resolveSupport?.properties?.includes("edit") === true &&
          this.client.textDocument.codeAction.dataSupport === true,
        createsFiles:
          takesVersions(this.client) &&
          this.client.workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
        ownCommands: this.options.ownCommands === true,
        // A client that does not say what it takes gets Markdown, as before the protocol had plain text.
        plainHovers: this.client.textDocument?.hover?.contentFormat?.includes("markdown") === false,
        tags: this.shows("tagSupport"),
        related: this.shows("relatedInformation"),
        definitionLinks: this.client.textDocument?.definition?.linkSupport === true,
        nestedSymbols: this.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
      },
    };
  }

  /** Whether the client takes this with diagnostics. Clients that ask for them may say so there. */
  private shows(what: "tagSupport" | "relatedInformation"): boolean {
    const { publishDiagnostics, diagnostic } = this.client.textDocument ?? {};
    const pulled = this.options.diagnostics === "pull" && diagnostic?.[what];
    return Boolean(pulled || publishDiagnostics?.[what]);
  }

  /** URI of the folder with the rules' pages; those of the host stand by language. */
  get rulePages(): string | undefined {
    const { rulePages } = this.host;
    return this.options.rulePages ?? (this.locale === "en" ? rulePages : rulePages && `${rulePages}/${this.locale}`);
  }

  /** How a document is checked: one object as long as nothing changes. */
  optionsFor(uri: string): Promise<CheckOptions> {
    const known = this.checkOptions.get(uri);
    if (known) return known;
    const made = Promise.all([this.configurations.inForce(uri), this.settingsFor(uri)]).then(
      ([config, { status, problemTypes, language, severities }]): CheckOptions => ({
        framework: bookFramework(),
        locale: this.locale,
        uri,
        config,
        ...(status && { status: status as NonNullable<CheckOptions["status"]> }),
        ...(problemTypes?.length && { problemTypes }),
        ...(language && { language }),
        ...(severities && { severities }),
      }),
    );
    this.checkOptions.set(uri, made);
    return made;
  }

  /** A file's text: as it stands in the editor if it is open there, else from the client or the host. */
  async readFile(uri: string): Promise<string | undefined> {
    const open = this.documents.get(uri);
    if (open) return open.getText();
    if (this.options.readFile)
      return (await this.connection.sendRequest<string | null>(ReadFileRequest, { uri })) ?? undefined;
    return this.host.readFile?.(uri);
  }

  /** The editor's settings for a document. */
  settingsFor(uri: string): Promise<Settings> {
    return this.settings.of(this.folderOf(uri));
  }

  /** The innermost folder of the workspace that holds a document. */
  private folderOf(uri: string): string | undefined {
    const holding = this.folders.filter((f) => uri.startsWith(f.endsWith("/") ? f : `${f}/`));
    return holding.sort((a, b) => b.length - a.length)[0];
  }

  /** A document's path for people: relative to the folder of the workspace that holds it. */
  shownPath(uri: string): string {
    const folder = this.folders.find((f) => uri.startsWith(f.endsWith("/") ? f : `${f}/`));
    const path = folder ? uri.slice(folder.length).replace(/^\//, "") : uri;
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  /** The subject of a command's argument. Throws a ResponseError that names the command. */
  async needSubject(command: string, uri: unknown): Promise<Subject> {
    const subject = typeof uri === "string" ? await this.subject(uri) : undefined;
    if (!subject) throw new ResponseError(INVALID_PARAMS, `${command} needs the URI of an open Markdown document`);
    return subject;
  }

  /** Positions of a message from the client, in UTF-16. */
  decode<T>(message: T, uri: string): T {
    return convertPositions(message, uri, this.lineOf, decodeColumn, this.documents.encoding);
  }

  /** Positions of a message to the client, in its units. */
  encode<T>(message: T, uri: string): T {
    return convertPositions(message, uri, this.lineOf, encodeColumn, this.documents.encoding);
  }

  /** A feature's answer as the client takes it. */
  answer<T>(message: T, uri: string): T {
    return answerFor(this.client, this.encode(message, uri));
  }

  logError(what: string, error: unknown): void {
    this.connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
  }

  private readonly lineOf = (uri: string, line: number) =>
    this.documents.line(uri, line) ?? lineIn(this.editable.get(canonicalUri(uri)) ?? "", line);
}
