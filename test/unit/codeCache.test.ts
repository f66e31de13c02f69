/** Compiled code is kept from one start to the next, and nobody is harmed where that cannot be. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CodeCache } from "../../server/src/cli/codeCache.ts";
import { Scripts } from "../../server/src/cli/scripts.ts";

const native = createRequire(import.meta.url);
let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "ml-design-docs-cache-"));
  mkdirSync(join(home, "dist"));
  script(
    "main.js",
    'const { twice } = require("./other.js");\nexports.four = () => twice(2);\nexports.file = __filename;',
  );
  script("other.js", "exports.twice = (n) => 2 * n;\nexports.words = 'a word '.repeat(3);");
  script("framework.data.js", 'module.exports={"words":["Ü","b"]};\n');
  vi.stubEnv("ML_DESIGN_DOCS_CODE_CACHE", undefined);
  vi.stubEnv("XDG_CACHE_HOME", home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

const folder = () => join(home, "ml-design-docs");
const script = (name: string, text: string) => writeFileSync(join(home, "dist", name), text);
const cache = (version = "1.0.0") => new CodeCache(join(home, "dist"), version);

/** Loads the scripts as the program does at its start. */
function start(version?: string) {
  const scripts = new Scripts(join(home, "dist"), native, cache(version));
  const main = scripts.require("./main.js") as { four: () => number; file: string };
  expect(main.four()).toBe(4);
  return { scripts, main };
}

/** The file that is kept, after a start that keeps one. */
async function kept(version?: string): Promise<string> {
  await start(version).scripts.keepCode(() => undefined);
  const own = readdirSync(folder()).filter((name) => name.startsWith(version ?? "1.0.0"));
  expect(own).toHaveLength(1);
  return join(folder(), own[0] as string);
}

/** Whether a start finds what was kept good: then it does not write it again. */
async function accepted(file: string): Promise<boolean> {
  const { scripts } = start();
  rmSync(file);
  await scripts.keepCode(() => undefined);
  return !readdirSync(folder()).length;
}

describe("scripts", () => {
  test("are run as Node runs them", () => {
    const { scripts, main } = start();
    expect(main.file).toBe(join(home, "dist/main.js"));
    expect(scripts.require("./main.js")).toBe(main);
    expect(scripts.require("node:path")).toBe(native("node:path"));
    expect(scripts.require("./framework.data.js")).toEqual({ words: ["Ü", "b"] });
    script("broken.js", "\n  throw new Error('here');");
    expect(() => scripts.require("./broken.js")).toThrow("here");
    try {
      scripts.require("./broken.js");
    } catch (error) {
      expect((error as Error).stack).toContain(`${join(home, "dist/broken.js")}:2:9`);
    }
    expect(() => scripts.require("./absent.js")).toThrow("absent.js");
  });
});

describe("compiled code", () => {
  test("is kept, and taken at the next start", async () => {
    const file = await kept();
    expect(await accepted(file)).toBe(true);
  });

  test("comes with data that is loaded faster", async () => {
    const { scripts } = start();
    expect(scripts.require("./framework.data.js")).toEqual({ words: ["Ü", "b"] });
    const data = { words: ["Ü", "b"], numbers: new Int32Array([1, -2, 3]) };
    await scripts.keepCode(() => data);
    expect(start().scripts.require("./framework.data.js")).toEqual(data);
    script("framework.data.js", 'module.exports={"words":[]};\n');
    expect(start().scripts.require("./framework.data.js")).toEqual({ words: [] });
  });

  test.runIf(process.getuid)("is the user's alone", async () => {
    const file = await kept();
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("of a script that has changed is made anew", async () => {
    const file = await kept();
    script("other.js", "exports.twice = (n) => n + n;");
    expect(await accepted(file)).toBe(false);
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ["cut off", (bytes) => bytes.subarray(0, bytes.length - 100)],
    ["without its first line", (bytes) => bytes.subarray(bytes.indexOf("\n") + 1)],
    ["with a sector lost", (bytes) => bytes.fill(0, bytes.length - 600, bytes.length - 88)],
    ["of another kind", () => Buffer.from("no code\n")],
    ["empty", () => Buffer.alloc(0)],
  ])("that is %s is ignored and replaced", async (_, damage) => {
    const file = await kept();
    writeFileSync(file, damage(readFileSync(file)));
    expect(cache().read().size).toBe(0);
    expect(await accepted(file)).toBe(false);
    expect(cache().read().size).toBe(2);
  });

  test.runIf(process.getuid)("that others could have written is ignored", async () => {
    const file = await kept();
    chmodSync(file, 0o666);
    expect(cache().read().size).toBe(0);
    chmodSync(file, 0o600);
    expect(cache().read().size).toBe(2);
    chmodSync(folder(), 0o777);
    expect(cache().read().size).toBe(0);
    const before = readFileSync(file);
    script("other.js", "exports.twice = (n) => n + n;");
    await start().scripts.keepCode(() => undefined);
    expect(readFileSync(file)).toEqual(before);
  });

  test("of old versions goes", async () => {
    for (const version of ["0.1.0", "0.2.0", "0.3.0", "0.4.0", "0.5.0"]) await kept(version);
    const file = await kept();
    expect(readdirSync(folder())).toHaveLength(4);
    expect(readdirSync(folder()).map((name) => join(folder(), name))).toContain(file);
  });

  test.each<[string, () => void]>([
    ["the user wants none", () => vi.stubEnv("ML_DESIGN_DOCS_CODE_CACHE", "0")],
    ["Node is to keep none", () => vi.stubEnv("NODE_DISABLE_COMPILE_CACHE", "1")],
    ["the folder cannot be made", () => vi.stubEnv("XDG_CACHE_HOME", join(home, "dist/main.js"))],
  ])("is not kept where %s", async (_, given) => {
    given();
    await start().scripts.keepCode(() => undefined);
    expect(readdirSync(home)).toEqual(["dist"]);
    expect(readdirSync(join(home, "dist"))).toHaveLength(3);
  });
});
