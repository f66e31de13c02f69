/** The projects' configurations for the open documents: resolved once, watched, and resolved anew when a file changes. */
import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  type WorkspaceFolder,
} from "vscode-languageserver";
import { CONFIG_NAMES } from "../check/config.ts";
import { type ConfigFiles, type ConfigInForce, ConfigResolver } from "../check/resolveConfig.ts";
import { canonicalUri, fileName, foldersAbove, formatUri, parseUri } from "../check/uris.ts";
import type { Say } from "../l10n.ts";

/** A configuration file that an edit may change or create. */
export interface ProjectConfigFile {
  uri: string;
  /** Undefined: there is none yet. */
  text: string | undefined;
}

export class Configurations {
  private resolver: ConfigResolver;
  /** Names of files that are watched. */
  private readonly watched = new Set<string>();
  /** What is being read again is waited for. */
  private rereading: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly connection: Connection,
    private readonly files: ConfigFiles,
    private readonly client: () => ClientCapabilities,
  ) {
    this.resolver = new ConfigResolver(files);
  }

  /** Mistakes are told in this language from now on. */
  speak(say: Say): void {
    this.resolver = new ConfigResolver(this.files, say);
  }

  async inForce(documentUri: string): Promise<ConfigInForce | undefined> {
    await this.rereading;
    const config = await this.resolver.resolve(documentUri);
    if (config) this.watch(config.uris.map(fileName));
    return config;
  }

  /** Everything that was found in one file, as the project it belongs to sees it. */
  ofFile(uri: string): Promise<ConfigInForce> {
    return this.resolver.resolveFile(uri);
  }

  /** A file changed; true if it may concern an open document. */
  changed(uri: string): boolean {
    if (!this.watched.has(fileName(canonicalUri(uri)))) return false;
    this.resolver.invalidate(uri);
    return true;
  }

  /** Reads all files again, for clients that do not watch them; true if one has changed. */
  reread(): Promise<boolean> {
    const rereading = this.resolver.reread();
    this.rereading = rereading;
    return rereading;
  }

  /** A file was saved in the editor: if it has mistakes later on, this text can be what stays in force. */
  saved(uri: string, text: string): void {
    this.resolver.saved(uri, text);
  }

  /** A file was closed in the editor: what was typed and not saved counts no more. True if it may concern an open document. */
  closed(uri: string): boolean {
    this.resolver.closed(uri);
    return this.changed(uri);
  }

  /** Where the document's configuration stands, or would: at the workspace folder that holds it, else beside it. */
  fileFor(
    documentUri: string,
    config: ConfigInForce | undefined,
    folders: readonly string[],
  ): ProjectConfigFile | undefined {
    if (config) {
      const { uri } = config;
      return config.mistakes.has(uri) ? undefined : { uri, text: config.texts.get(uri) };
    }
    const document = parseUri(documentUri);
    if (!document) return undefined;
    const above = foldersAbove(document);
    const known = new Set(folders.map((f) => canonicalUri(f.replace(/\/$/, ""))));
    const folder = above.find((f) => known.has(formatUri(f).replace(/\/$/, ""))) ?? above[0];
    return (
      folder && { uri: formatUri({ ...folder, segments: [...folder.segments, CONFIG_NAMES[0]] }), text: undefined }
    );
  }

  /** Has the client tell of changes in files of these names, once a name. Clients that cannot are asked nothing. */
  watch(names: readonly string[]): void {
    const fresh = names.filter((name) => !this.watched.has(name));
    for (const name of fresh) this.watched.add(name);
    if (fresh.length === 0 || !this.watches()) return;
    void this.connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: fresh.map((name) => ({ globPattern: `**/${name}` })),
    });
  }

  /** The client tells when a watched file changes. */
  watches(): boolean {
    return this.client().workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  }
}

/** A file's URI with its folders spelled as in the URI of a document in them or below. */
export function spelledLike(documentUri: string, uri: string): string {
  const file = parseUri(uri);
  if (!file) return uri;
  const own = documentUri.split("/").slice(0, 2 + file.segments.length);
  const spelled = [...own, encodeURIComponent(file.segments.at(-1) ?? "")].join("/");
  return canonicalUri(spelled) === uri ? spelled : uri;
}

/** URIs of workspace folders after a change. */
export function foldersAfter(
  folders: readonly string[],
  added: readonly WorkspaceFolder[],
  removed: readonly WorkspaceFolder[],
): string[] {
  const gone = new Set(removed.map((f) => f.uri));
  return [...folders.filter((f) => !gone.has(f)), ...added.map((f) => f.uri)];
}
