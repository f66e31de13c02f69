/** The files that one configuration is made of, each with those that it builds on, and how they are merged. */
import type { Say } from "../l10n.ts";
import { type Mistake, type ParsedConfig, type ProjectConfig, parseConfig } from "./config.ts";
import { Globs } from "./globs.ts";
import type { ConfigInForce, Listed, TeamFramework } from "./resolveConfig.ts";
import { type FileUri, fileName, formatUri, parseUri, pathBelow, resolvePath } from "./uris.ts";

/** The files that one configuration builds on may not be more. */
const MOST_FILES = 50;

/** A file's own words, with the files that it builds on before it. */
interface Layer {
  uri: string;
  at: FileUri;
  parsed: ParsedConfig;
}

/** One walk through all files that make up a configuration. */
export class Resolution {
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

function listed(
  documentUri: string,
  { include, exclude }: Record<"include" | "exclude", List | undefined>,
): Listed | undefined {
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
