/** The project's configuration for the command line: found by the one resolver, its mistakes told as `path:line:col: what`. */
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type ConfigFiles, type ConfigInForce, ConfigResolver } from "../check/resolveConfig.ts";
import { lineStartsOf, positionAt } from "../document/text.ts";
import type { Say } from "../l10n.ts";
import { shownPath } from "./files.ts";
import { UsageError } from "./usageError.ts";

/** Files of this machine. What is there but cannot be read counts as not there. */
export const nodeFiles: ConfigFiles = {
  async read(uri) {
    try {
      const path = fileURLToPath(uri);
      return statSync(path).isFile() ? readFileSync(path, "utf8") : undefined;
    } catch {
      return undefined;
    }
  },
};

export interface ConfigChoice {
  /** The file to use for all documents. */
  file?: string | undefined;
  /** Use none at all. */
  none?: boolean | undefined;
  say?: Say;
}

/** A document's URI and the configuration in force for it. */
export interface Configured {
  uri: string;
  config: ConfigInForce | undefined;
}

/** By path of a document its configuration. Throws a UsageError that names every mistake in the files. */
export async function configurations(paths: readonly string[], choice: ConfigChoice): Promise<Map<string, Configured>> {
  const resolver = new ConfigResolver(nodeFiles, choice.say);
  const named = choice.file === undefined ? undefined : await outright(choice.file, resolver);
  const found = new Map<string, Configured>();
  const mistakes = new Set<string>();
  const note = (config: ConfigInForce | undefined) => {
    for (const line of config ? mistakesOf(config) : []) mistakes.add(line);
  };
  note(named);
  for (const path of paths) {
    const uri = pathToFileURL(resolve(path)).href;
    const config = choice.none ? undefined : (named ?? (await resolver.resolve(uri)));
    note(config);
    found.set(path, { uri, config });
  }
  if (mistakes.size)
    throw new UsageError(`the configuration is wrong, nothing was checked:\n${[...mistakes].join("\n")}`);
  return found;
}

async function outright(path: string, resolver: ConfigResolver): Promise<ConfigInForce> {
  const uri = pathToFileURL(resolve(path)).href;
  if ((await nodeFiles.read(uri)) === undefined) throw new UsageError(`--config ${path}: no such file`);
  return resolver.resolveFile(uri);
}

function mistakesOf({ mistakes, texts }: ConfigInForce): string[] {
  return [...mistakes].flatMap(([uri, list]) => {
    const starts = lineStartsOf(texts.get(uri) ?? "");
    const path = shownPath(fileURLToPath(uri));
    return list.map(({ start, message }) => {
      const { line, character } = positionAt(starts, start);
      return `${path}:${line + 1}:${character + 1}: ${message}`;
    });
  });
}
