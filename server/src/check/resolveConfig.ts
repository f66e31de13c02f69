/** Which configuration is in force for a document: the files above it, what they build on, the team's framework. */
import { extendFramework } from "../framework/extend.ts";
import { bookFramework, type Framework } from "../framework/index.ts";
import { type Say, sayEnglish } from "../l10n.ts";
import { CONFIG_NAMES, type Mistake, type ParsedConfig, type ProjectConfig, parseConfig } from "./config.ts";
import { Globs } from "./globs.ts";
import {
  canonicalUri,
  type FileUri,
  fileName,
  foldersAbove,
  formatUri,
  parseUri,
  pathBelow,
  resolvePath,
} from "./uris.ts";

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

type TeamFramework = ReturnType<typeof extendFramework>;

/** The files that one configuration builds on may not be more. */
const MOST_FILES = 50;

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

/** A file's own words, with the files that it builds on before it. */
interface Layer {
  uri: string;
  at: FileUri;
  parsed: ParsedConfig;
}

/** One walk through all files that make up a configuration. */
class Resolution {
  private readonly texts = new Map<string, string>();
  private readonly layers: Layer[] = [];
  private readonly extra = new Map<string, Mistake[]>();
  /** Files looked for, whether there or not. */
  private readonly uris = new Set<string>();
  /** Files read so far, the same one twice counted twice. */
  private added = 0;

  constructor(
    private readonly read: (uri: string) => Promise<string | undefined>,
    private readonly teamFramework: (uri: string, text: string) => TeamFramework,
    private readonly say: Say,
  ) {}

  async run(nearestFirst: readonly string[]): Promise<ConfigInForce> {
    for (const uri of nearestFirst.toReversed()) await this.add(uri, []);
    const team = await this.team();
    // Read again with the team's own sections known.
    if (team?.framework)
      for (const layer of this.layers)
        layer.parsed = parseConfig(this.texts.get(layer.uri) ?? "", { framework: team.framework, say: this.say });
    const mistakes = new Map(this.extra);
    for (const { uri, parsed } of this.layers)
      if (parsed.mistakes.length) mistakes.set(uri, [...parsed.mistakes, ...(this.extra.get(uri) ?? [])]);
    const lists = { include: this.globs("include"), exclude: this.globs("exclude") };
    return {
      uri: nearestFirst[0] as string,
      uris: [...this.uris],
      mistakes,
      texts: this.texts,
      config: merged(this.layers.map((l) => l.parsed.config)),
      ...(team?.framework && { framework: team.framework }),
      listed: (documentUri) => listed(documentUri, lists),
    };
  }

  /** Adds a file behind those that it builds on. `path`: the files that led to it, itself not included. */
  private async add(uri: string, path: readonly string[]): Promise<boolean> {
    this.uris.add(uri);
    const text = await this.read(uri);
    const at = parseUri(uri);
    if (text === undefined || !at) return false;
    this.texts.set(uri, text);
    this.added++;
    const parsed = parseConfig(text, { say: this.say });
    const { say } = this;
    const bases = parsed.file.data["extends"];
    for (const [i, base] of (Array.isArray(bases) ? bases : [bases]).entries()) {
      if (typeof base !== "string") continue;
      const target = formatUri(resolvePath(at, base));
      const wrong = (message: string) => this.wrong(uri, parsed, ["extends", i], message);
      if (target === uri || path.includes(target)) wrong(say('"{0}" builds on this file in turn.', base));
      else if (this.added >= MOST_FILES) wrong(say("More than {0} files are not read.", MOST_FILES));
      else if (!(await this.add(target, [...path, uri]))) wrong(say('There is no file "{0}".', base));
    }
    this.layers.push({ uri, at, parsed });
    return true;
  }

  private async team(): Promise<TeamFramework | undefined> {
    const layer = this.layers.findLast((l) => l.parsed.config.framework !== undefined);
    if (!layer) return undefined;
    const path = layer.parsed.config.framework as string;
    const uri = formatUri(resolvePath(layer.at, path));
    this.uris.add(uri);
    const text = await this.read(uri);
    if (text === undefined) {
      this.wrong(layer.uri, layer.parsed, ["framework"], this.say('There is no file "{0}".', path));
      return undefined;
    }
    this.texts.set(uri, text);
    const team = this.teamFramework(uri, text);
    if (team.mistakes.length) this.extra.set(uri, [...team.mistakes]);
    return team;
  }

  private wrong(uri: string, { file }: ParsedConfig, path: readonly (string | number)[], message: string): void {
    const [start, end] = file.rangeAt(path) ?? [0, 0];
    this.extra.set(uri, [...(this.extra.get(uri) ?? []), { start, end, message }]);
  }

  /** The last file's list that has one, with the folder that its globs are relative to. */
  private globs(key: "include" | "exclude"): List | undefined {
    const layer = this.layers.findLast((l) => l.parsed.config[key] !== undefined);
    if (!layer) return undefined;
    return {
      folder: { ...layer.at, segments: layer.at.segments.slice(0, -1) },
      globs: new Globs(layer.parsed.config[key] ?? []),
      file: fileName(layer.uri),
    };
  }
}

interface List {
  folder: FileUri;
  globs: Globs;
  file: string;
}

function listed(documentUri: string, { include, exclude }: Record<"include" | "exclude", List | undefined>) {
  const document = parseUri(documentUri);
  const names = (list: List | undefined): list is List => {
    const path = list && document && pathBelow(list.folder, document);
    return path !== undefined && list?.globs.matches(path) === true;
  };
  if (names(exclude)) return { design: false, file: exclude.file };
  if (names(include)) return { design: true, file: include.file };
  return undefined;
}

/** Later ones win: maps merge by key, lists replace, aliases append. */
function merged(configs: readonly ProjectConfig[]): ProjectConfig {
  const result: ProjectConfig = { root: false, extends: [], sections: {}, rules: {}, aliases: {} };
  for (const config of configs) {
    const { sections, rules } = result;
    const aliases: Record<string, readonly string[]> = { ...result.aliases };
    for (const [id, headings] of Object.entries(config.aliases))
      aliases[id] = [...new Set([...(aliases[id] ?? []), ...headings])];
    Object.assign(result, config, {
      sections: { ...sections, ...config.sections },
      rules: { ...rules, ...config.rules },
      aliases,
    });
  }
  return result;
}

function remembered<V>(map: Map<string, Promise<V>>, key: string, make: () => Promise<V>): Promise<V> {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}
