/** Which configuration is in force for a document: the files above it, what they build on, the team's framework. */
import { extendFramework } from "../framework/extend.ts";
import { bookFramework, type Framework } from "../framework/index.ts";
import { type Say, sayEnglish } from "../l10n.ts";
import { CONFIG_NAMES, type Mistake, type ProjectConfig, parseConfig } from "./config.ts";
import { Resolution } from "./configLayers.ts";
import { canonicalUri, type FileUri, foldersAbove, formatUri, parseUri } from "./uris.ts";

/** How files are read; the host knows. */
export interface ConfigFiles {
  /** The text of a file, undefined if there is none. URIs are in {@link canonicalUri}'s spelling. */
  read(uri: string): Promise<string | undefined>;
  /** Whether the text is one that is being written, and may never be in the file. */
  unsaved?(uri: string): boolean;
}

/** Whether a document counts as a design doc by the project's word, and in which file that stands. */
export interface Listed {
  design: boolean;
  file: string;
}

export interface ConfigInForce {
  /** The nearest file. */
  uri: string;
  /** All files that were read: a change in one of them asks for a new resolution. */
  uris: readonly string[];
  /** By file, for files that have any. While there are any, `config` is that from before them, if there was one. */
  mistakes: ReadonlyMap<string, readonly Mistake[]>;
  /** The texts that the mistakes' offsets count in. */
  texts: ReadonlyMap<string, string>;
  /** All files merged. */
  config: ProjectConfig;
  /** The team's, if it has one. */
  framework?: Framework;
  /** What `include` and `exclude` say of a document; undefined if they do not name it. */
  listed(documentUri: string): Listed | undefined;
}

export type TeamFramework = ReturnType<typeof extendFramework>;

/** Resolves configurations and keeps them until one of their files is said to have changed. */
export class ConfigResolver {
  private readonly texts = new Map<string, Promise<string | undefined>>();
  private readonly byFolder = new Map<string, Promise<ConfigInForce | undefined>>();
  private readonly byFile = new Map<string, Promise<ConfigInForce>>();
  /** By nearest file the last resolution without mistakes: of files as saved, and with what is being written. */
  private readonly good = new Map<string, ConfigInForce>();
  private readonly written = new Map<string, ConfigInForce>();
  private readonly frameworks = new Map<string, { text: string; team: TeamFramework }>();
  private generation = 0;

  constructor(
    private readonly files: ConfigFiles,
    private readonly say: Say = sayEnglish,
  ) {}

  /** The configuration in force for a document; undefined if it has none. */
  resolve(documentUri: string): Promise<ConfigInForce | undefined> {
    const document = parseUri(documentUri);
    const folders = document ? foldersAbove(document) : [];
    const [folder] = folders;
    if (!folder) return Promise.resolve(undefined);
    return remembered(this.byFolder, formatUri(folder), () => this.search(folders));
  }

  /** The configuration of a file that is named outright; files above it say nothing. */
  resolveFile(uri: string): Promise<ConfigInForce> {
    const canonical = canonicalUri(uri);
    return remembered(this.byFile, canonical, () => this.inForce([canonical]));
  }

  /** A file appeared, changed or went; without a URI, any may have. */
  invalidate(uri?: string): void {
    this.generation++;
    if (uri === undefined) this.texts.clear();
    else this.texts.delete(canonicalUri(uri));
    this.byFolder.clear();
    this.byFile.clear();
  }

  /** Reads all files again, those that were not there too. True if one is another now: then all is resolved anew. */
  async reread(): Promise<boolean> {
    const { generation } = this;
    const changed = await Promise.all(
      [...this.texts].map(async ([uri, before]) => (await before) !== (await this.readNow(uri))),
    );
    if (!changed.includes(true)) return false;
    if (generation === this.generation) this.invalidate();
    return true;
  }

  /** A file holds now what was written in it. */
  saved(uri: string, text: string): void {
    const canonical = canonicalUri(uri);
    for (const [nearest, config] of this.written)
      if (config.texts.get(canonical) === text && !config.uris.some((u) => this.files.unsaved?.(u)))
        this.good.set(nearest, config);
  }

  /** A file is written on no more: what was not saved of it is in force no longer, not even as the last without mistakes. */
  closed(uri: string): void {
    const canonical = canonicalUri(uri);
    for (const [nearest, { uris }] of this.written) if (uris.includes(canonical)) this.written.delete(nearest);
  }

  private read(uri: string): Promise<string | undefined> {
    return remembered(this.texts, uri, () => this.readNow(uri));
  }

  private async readNow(uri: string): Promise<string | undefined> {
    try {
      return await this.files.read(uri);
    } catch {
      return undefined;
    }
  }

  private async search(folders: readonly FileUri[]): Promise<ConfigInForce | undefined> {
    const found: string[] = [];
    for (const folder of folders) {
      for (const name of CONFIG_NAMES) {
        const uri = formatUri({ ...folder, segments: [...folder.segments, name] });
        const text = await this.read(uri);
        if (text === undefined) continue;
        found.push(uri);
        if (parseConfig(text, { say: this.say }).config.root) return this.inForce(found);
        break;
      }
    }
    return found.length ? this.inForce(found) : undefined;
  }

  /** The configuration of files, nearest first; one with mistakes is that from before them. */
  private async inForce(files: readonly string[]): Promise<ConfigInForce> {
    const { generation } = this;
    const [nearest] = files as [string];
    const result = await new Resolution((uri) => this.read(uri), this.teamFramework, this.say).run(files);
    if (result.mistakes.size === 0) {
      if (generation !== this.generation) return result;
      if (result.uris.some((uri) => this.files.unsaved?.(uri))) this.written.set(nearest, result);
      else {
        this.good.set(nearest, result);
        this.written.delete(nearest);
      }
      return result;
    }
    const good = this.written.get(nearest) ?? this.good.get(nearest);
    if (!good) return result;
    const { mistakes, texts } = result;
    return { ...good, uris: [...new Set([...result.uris, ...good.uris])], mistakes, texts };
  }

  /** Building a framework takes long, so it is done once a text. */
  private readonly teamFramework = (uri: string, text: string): TeamFramework => {
    const known = this.frameworks.get(uri);
    if (known?.text === text) return known.team;
    const team = extendFramework(text, bookFramework(), this.say);
    this.frameworks.set(uri, { text, team });
    return team;
  };
}

/** The configuration in force for a document, once. */
export function resolveConfig(documentUri: string, files: ConfigFiles, say?: Say): Promise<ConfigInForce | undefined> {
  return new ConfigResolver(files, say).resolve(documentUri);
}

function remembered<V>(map: Map<string, Promise<V>>, key: string, make: () => Promise<V>): Promise<V> {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}
