/** The manifest against what the code does, and against what VS Code asks of a well-mannered extension. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CommandId, ContextKey, VIEW_ID } from "../../client/src/names.ts";
import { SEVERITIES } from "../../server/src/check/check.ts";
import { CONFIG_NAMES } from "../../server/src/check/config.ts";
import { bookFramework, STATUSES } from "../../server/src/framework/index.ts";
import { DEFAULT_SETTINGS } from "../../server/src/language/subject.ts";
import { readSettings, SECTION } from "../../server/src/lsp/settings.ts";
import { rules } from "../../server/src/rules/index.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), "utf8"));
const manifest = read("package.json");
const nls = read("package.nls.json") as Record<string, string>;
const { contributes } = manifest;
const text = (key: string) => nls[/^%(.+)%$/.exec(key)?.[1] ?? ""];

interface CommandEntry {
  command: string;
  category?: string;
  title: string;
  icon?: string;
}
interface MenuEntry {
  command: string;
  when?: string;
  group?: string;
}
interface Setting {
  type: string;
  scope: string;
  order: number;
  default: unknown;
  markdownDescription: string;
  enum?: string[];
  markdownEnumDescriptions?: string[];
  items?: { enum?: string[] };
  properties?: Record<string, { enum?: string[] }>;
}
const commands = contributes.commands as CommandEntry[];
const menus = contributes.menus as Record<string, MenuEntry[]>;
const groups = contributes.configuration as { title: string; order: number; properties: Record<string, Setting> }[];
const settings = groups.flatMap(({ properties }) => Object.entries(properties));

describe("commands", () => {
  test("are those of the code", () => {
    expect(commands.map(({ command }) => command).sort()).toEqual(Object.values(CommandId).sort());
  });

  test.each(commands.map((entry) => [entry.command, entry] as const))("%s has a category and a title", (_, entry) => {
    expect(entry.category).toBe("ML Design Docs");
    expect(text(entry.title)).toBeTruthy();
    if (entry.icon) expect(entry.icon).toMatch(/^\$\([\w-]+\)$/);
  });

  test("have an icon where they are shown as one", () => {
    for (const [menu, entries] of Object.entries(menus))
      for (const { command, group } of entries)
        if (/^(?:navigation|inline)/.test(group ?? ""))
          expect(commands.find((entry) => entry.command === command)?.icon, `${menu}: ${command}`).toBeDefined();
  });

  test("of the palette that need a document say when", () => {
    const always = ["newDocument", "restartServer", "showLog", "reportIssue"].map((name) => `mlDesignDocs.${name}`);
    const conditional = new Map(menus["commandPalette"]?.map(({ command, when }) => [command, when]));
    for (const command of always) expect(conditional.get(command), command).toBeUndefined();
    for (const { command } of commands)
      if (!always.includes(command)) expect(conditional.get(command), command).toBeTruthy();
    for (const name of ["insertSection", "showCoverage", "markDesignDoc", "headingIs", "select"])
      expect(conditional.get(`mlDesignDocs.${name}`), name).toBeTruthy();
  });

  test("stand in menus that know them, under conditions that exist", () => {
    const known = new Set(commands.map(({ command }) => command));
    const keys = new Set<string>([...Object.values(ContextKey), ...settings.map(([key]) => `config.${key}`), VIEW_ID]);
    for (const [menu, entries] of Object.entries(menus))
      for (const { command, when } of entries) {
        expect(known.has(command), `${menu}: ${command}`).toBe(true);
        for (const [key] of when?.matchAll(/(?:config\.)?mlDesignDocs\.[\w.]+/g) ?? [])
          expect(keys.has(key), `${menu}: ${command}: ${key}`).toBe(true);
      }
  });
});

describe("views", () => {
  test("are those of the code", () => {
    expect(contributes.views.explorer.map(({ id }: { id: string }) => id)).toContain(VIEW_ID);
  });

  test("welcome with commands that exist", () => {
    const known = Object.values(CommandId) as string[];
    for (const { contents } of contributes.viewsWelcome)
      for (const [, command] of text(contents)?.matchAll(/\(command:([\w.]+)\)/g) ?? [])
        expect(known).toContain(command);
  });
});

describe("settings", () => {
  test("are few, in order, and each is described", () => {
    expect(settings.length).toBeLessThanOrEqual(20);
    expect(new Set(groups.map(({ order }) => order)).size).toBe(groups.length);
    for (const { title, properties } of groups) {
      expect(text(title)).toBeTruthy();
      expect(text(title)).not.toMatch(/settings|extension/i);
      expect(Object.values(properties).map(({ order }) => order)).toEqual(Object.keys(properties).map((_, n) => n + 1));
    }
    for (const [key, setting] of settings) {
      expect(key.startsWith(`${SECTION}.`)).toBe(true);
      expect(text(setting.markdownDescription), key).toBeTruthy();
      expect(["resource", "window", "machine-overridable"]).toContain(setting.scope);
      if (setting.enum) expect(setting.markdownEnumDescriptions, key).toHaveLength(setting.enum.length);
    }
  });

  test("are those that the server reads, with its defaults", () => {
    const own = Object.fromEntries(settings);
    const offered = (key: string) => own[`${SECTION}.${key}`];
    const changed = {
      status: "review",
      problemType: ["nlp"],
      language: "ru",
      codeLens: { enabled: !DEFAULT_SETTINGS.codeLens },
      inlayHints: { enabled: !DEFAULT_SETTINGS.inlayHints },
      rules: { "section/empty": "error", "section/elsewhere": "off", "section/missing": "loud" },
    };
    expect(readSettings(changed)).toEqual({
      status: "review",
      problemTypes: ["nlp"],
      language: "ru",
      codeLens: !DEFAULT_SETTINGS.codeLens,
      inlayHints: !DEFAULT_SETTINGS.inlayHints,
      severities: { "section/empty": "error", "section/elsewhere": "off" },
    });
    const defaults = {
      status: offered("status")?.default,
      problemType: offered("problemType")?.default,
      language: offered("language")?.default,
      codeLens: { enabled: offered("codeLens.enabled")?.default },
      inlayHints: { enabled: offered("inlayHints.enabled")?.default },
      rules: offered("rules")?.default,
    };
    // A document that nobody says anything of is a draft anyway.
    expect(readSettings(defaults)).toEqual({ ...DEFAULT_SETTINGS, status: "draft" });
  });

  test("offer what the framework knows", () => {
    const own = Object.fromEntries(settings);
    const { data } = bookFramework();
    expect(own["mlDesignDocs.status"]?.enum).toEqual(STATUSES);
    expect(own["mlDesignDocs.problemType"]?.items?.enum).toEqual(data.problemTypes.types.map(({ id }) => id));
    const severities = own["mlDesignDocs.rules"]?.properties ?? {};
    expect(Object.keys(severities)).toEqual(rules.map(({ id }) => id).sort());
    for (const { enum: offered } of Object.values(severities)) expect(offered).toEqual([...SEVERITIES, "off"]);
    expect(own["mlDesignDocs.language"]?.enum).toEqual(["auto", "en", ...data.locales.map(({ language }) => language)]);
  });
});

test("the Marketplace's page has what it shows, and no address that is not there", () => {
  expect(manifest.categories).toEqual(expect.arrayContaining(["Linters", "Machine Learning"]));
  expect(manifest.keywords.length).toBeLessThanOrEqual(5);
  expect(manifest.galleryBanner).toMatchObject({ color: expect.stringMatching(/^#[\da-f]{6}$/), theme: "dark" });
  expect(manifest.pricing).toBe("Free");
  const png = readFileSync(join(ROOT, manifest.icon));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([256, 256]);
  expect(existsSync(join(ROOT, manifest.icon.replace(/png$/, "svg")))).toBe(true);
  for (const key of ["repository", "homepage", "bugs", "sponsor"]) expect(manifest[key], key).toBeUndefined();
});

describe("files", () => {
  test("that the manifest names are there", () => {
    const named = [
      manifest.icon,
      manifest.l10n,
      ...contributes.snippets.map(({ path }: { path: string }) => path),
      ...[...contributes.jsonValidation, ...contributes.yamlValidation].map(({ url }: { url: string }) => url),
    ];
    for (const path of named) expect(existsSync(join(ROOT, path)), path).toBe(true);
  });

  test("with a project's configuration are validated under each of their names", () => {
    const names = [...contributes.jsonValidation, ...contributes.yamlValidation].flatMap(
      ({ fileMatch, url }: { fileMatch: string[]; url: string }) =>
        url.endsWith("/config.schema.json") ? fileMatch : [],
    );
    expect(names.sort()).toEqual([...CONFIG_NAMES].sort());
    const { properties } = read("schemas/team-framework.schema.json");
    expect(properties).toEqual(read("schemas/framework.schema.json").$defs.team.properties);
  });
});

test("snippets stand for the document, every chapter and every section", () => {
  const snippets = Object.values(read("snippets/ml-design-docs.code-snippets")) as { prefix: string }[];
  const framework = bookFramework();
  const wanted = [
    "mldd",
    ...framework.chapters.map(({ chapter }) => `mldd-chapter-${chapter}`),
    ...framework.sections.map(({ id }) => `mldd-${id}`),
  ];
  expect(snippets.map(({ prefix }) => prefix)).toEqual(expect.arrayContaining(wanted));
});

test("the README names every command that people call, and every setting", () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const hidden = menus["commandPalette"]?.filter(({ when }) => when === "false").map(({ command }) => command) ?? [];
  for (const { command, title } of commands)
    if (!hidden.includes(command)) expect(readme, command).toContain(text(title));
  for (const [key] of settings) expect(readme).toContain(`\`${key}\``);
});
