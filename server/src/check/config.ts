/** One project configuration file: what it says, and each mistake at its place. */
import schemaJson from "../../../schemas/config.schema.json" with { type: "json" };
import { DataFile, type KnownNames, type Mistake } from "../framework/dataFile.ts";
import { bookFramework, type DocumentStatus, type Framework } from "../framework/index.ts";
import type { Schema } from "../framework/schema.ts";
import { type Say, sayEnglish } from "../l10n.ts";
import { rules } from "../rules/index.ts";
import type { Severity } from "../rules/types.ts";

export type { Mistake } from "../framework/dataFile.ts";

export const CONFIG_SCHEMA = schemaJson as unknown as Schema;
/** In a folder the first of these that is there counts. */
export const CONFIG_NAMES = [".ml-design-docs.yaml", ".ml-design-docs.yml", ".ml-design-docs.json"] as const;

/** What a configuration file says; what it does not say is absent or empty. */
export interface ProjectConfig {
  root: boolean;
  /** Paths as written. */
  extends: readonly string[];
  framework?: string;
  include?: readonly string[];
  exclude?: readonly string[];
  status?: DocumentStatus;
  problemTypes?: readonly string[];
  language?: string;
  /** Section id → the status from which it is asked for, or "off". */
  sections: Readonly<Record<string, string>>;
  /** Rule id → severity, or "off". */
  rules: Readonly<Record<string, Severity | "off">>;
  /** Section id → headings. */
  aliases: Readonly<Record<string, readonly string[]>>;
}

export interface ParsedConfig {
  /** Without what was wrong. */
  config: ProjectConfig;
  mistakes: Mistake[];
  /** For mistakes that only show when the file is put to use. */
  file: DataFile;
}

export interface ConfigOptions {
  /** The team's framework, if there is one: its sections may be named besides the book's. */
  framework?: Framework | undefined;
  say?: Say;
}

/** Reads a configuration file, YAML or JSON. Never throws. */
export function parseConfig(text: string, options: ConfigOptions = {}): ParsedConfig {
  const file = new DataFile(text, CONFIG_SCHEMA, options.say ?? sayEnglish, knownNames(options.framework));
  const { data } = file;
  const map = <T>(key: string) => ({ ...(data[key] as Record<string, T> | undefined) });
  const config: ProjectConfig = {
    root: data["root"] === true,
    extends: list(data["extends"]) ?? [],
    sections: map<string>("sections"),
    rules: map<Severity | "off">("rules"),
    aliases: Object.fromEntries(Object.entries(map("aliases")).map(([id, headings]) => [id, list(headings) ?? []])),
    ...present("framework", data["framework"] as string | undefined),
    ...present("include", list(data["include"])),
    ...present("exclude", list(data["exclude"])),
    ...present("status", data["status"] as DocumentStatus | undefined),
    ...present("problemTypes", list(data["problem-type"])),
    ...present("language", data["language"] as string | undefined),
  };
  return { config, mistakes: file.mistakes, file };
}

/** The names that a configuration may use: those of the book and, if there is one, of the team's framework. */
export function knownNames(team?: Framework): KnownNames {
  const book = bookFramework();
  const sections = new Map(book.sections.map((s) => [s.id, s]));
  for (const s of team?.sections ?? []) sections.set(s.id, s);
  return {
    sectionId: [...sections.values()].map((s) => ({ value: s.id, also: [s.title] })),
    ruleId: rules.map((r) => ({ value: r.id })),
  };
}

/** One text or a list of them as a list. */
function list(value: unknown): string[] | undefined {
  if (value === undefined) return undefined;
  return (Array.isArray(value) ? value : [value]).filter((v): v is string => typeof v === "string");
}

function present<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
