/** The client's own texts and the manifest's: translated completely, and nothing stale. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const json = (path: string) => JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Record<string, string>;
const manifestText = readFileSync(join(ROOT, "package.json"), "utf8");
const placeholders = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();
/** Commands and codicons must not be lost in a translation. */
const links = (text: string) => (text.match(/\(command:[\w.]+\)|\$\([\w-]+\)|`[^`]+`|\n/g) ?? []).sort();

/** Every literal that is given to `l10n.t(` in the client. */
function literals(): Set<string> {
  const found = new Set<string>();
  const sources = join(ROOT, "client/src");
  for (const file of readdirSync(sources, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const source = readFileSync(join(sources, file), "utf8");
    const calls = [...source.matchAll(/\bl10n\s*\.t\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')?/g)];
    for (const [call, quoted] of calls) {
      // The editor finds only literals.
      expect(quoted, `${file}: ${call}…`).toBeDefined();
      found.add((quoted ?? "").slice(1, -1).replace(/\\(.)/g, (_, c: string) => (c === "n" ? "\n" : c)));
    }
  }
  return found;
}

/** Keys that package.json names. */
const keys = () => new Set([...manifestText.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key as string));

describe("ru", () => {
  test("translates every text of the client, and nothing that is not said", () => {
    const bundle = json("l10n/bundle.l10n.ru.json");
    const said = literals();
    expect(said.size).toBeGreaterThan(10);
    expect([...said].filter((text) => !Object.hasOwn(bundle, text))).toEqual([]);
    expect(Object.keys(bundle).filter((text) => !said.has(text))).toEqual([]);
    for (const [english, own] of Object.entries(bundle)) {
      expect(placeholders(own), english).toEqual(placeholders(english));
      expect(links(own), english).toEqual(links(english));
    }
  });

  test("translates every text of the manifest", () => {
    const english = json("package.nls.json");
    const own = json("package.nls.ru.json");
    expect(Object.keys(own)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english)) expect(links(own[key] ?? ""), key).toEqual(links(text));
  });
});

test("the manifest names every text, and no other", () => {
  const english = json("package.nls.json");
  expect([...keys()].filter((key) => !Object.hasOwn(english, key))).toEqual([]);
  expect(Object.keys(english).filter((key) => !keys().has(key))).toEqual([]);
  expect(Object.values(english).filter((text) => text.trim() === "")).toEqual([]);
  expect(existsSync(join(ROOT, "l10n"))).toBe(true);
});
