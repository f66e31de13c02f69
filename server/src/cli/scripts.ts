/** The program's scripts beside this one, run as Node runs CommonJS, but compiled from what an earlier start has kept. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import type { CodeCache, Kept } from "./codeCache.ts";

const [BEFORE, BEHIND] = ["(function (exports, require, module, __filename, __dirname) { ", "\n})"];
/** The script that holds data alone is JSON between these: parsed, it is there sooner than compiled. */
const DATA = "framework.data.js";
const [DATA_BEFORE, DATA_BEHIND] = ["module.exports=", ";\n"];

type Wrapper = (exports: unknown, require: unknown, module: { exports: unknown }, file: string, folder: string) => void;

export class Scripts {
  readonly require: (id: string) => unknown;
  private readonly loaded = new Map<string, { exports: unknown }>();
  /** What was loaded, and how to keep it. */
  private readonly stamps = new Map<string, string>();
  private readonly compiled: { name: string; script: Script }[] = [];
  private readonly kept: Map<string, Kept>;
  /** What is kept is not what was loaded. */
  private outdated = false;

  constructor(
    private readonly folder: string,
    /** Loads what is none of ours. */
    private readonly native: NodeJS.Require,
    private readonly cache: CodeCache,
  ) {
    this.kept = cache.read();
    this.require = Object.assign((id: string) => (id.startsWith("./") ? this.load(id.slice(2)) : native(id)), native);
  }

  /**
   * Keeps the code that was compiled until now, unless it is what was kept before. `data`: makes what the script of data is
   * to export the next time, as it is loaded faster.
   */
  async keepCode(data: () => unknown): Promise<void> {
    if (!this.outdated || !this.cache.isOn) return;
    this.outdated = false;
    // At once: the caller knows under which flags.
    const kept = this.compiled.map(({ name, script }) => ({ name, bytes: script.createCachedData() }));
    const loaded = this.stamps.has(DATA) ? data() : undefined;
    if (loaded) kept.push({ name: DATA, bytes: this.v8.serialize(loaded) });
    await this.cache.write(kept.map((k) => ({ ...k, stamp: this.stamps.get(k.name) as string })));
  }

  private get v8(): typeof import("node:v8") {
    return this.native("node:v8");
  }

  private load(name: string): unknown {
    const known = this.loaded.get(name);
    if (known) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    this.loaded.set(name, module);
    try {
      const path = join(this.folder, name);
      const { size, mtimeMs } = statSync(path);
      this.stamps.set(name, `${size}-${mtimeMs}`);
      if (name === DATA) module.exports = this.data(path);
      else this.compile(name, path)(module.exports, this.require, module, path, this.folder);
    } catch (error) {
      this.loaded.delete(name);
      throw error;
    }
    return module.exports;
  }

  /** What is kept of a script as it stands; it is asked for once. */
  private keptOf(name: string): Buffer | undefined {
    const kept = this.kept.get(name);
    this.kept.delete(name);
    if (kept?.stamp === this.stamps.get(name)) return kept?.bytes;
    return undefined;
  }

  private data(path: string): unknown {
    const kept = this.keptOf(DATA);
    try {
      if (kept) return this.v8.deserialize(kept);
    } catch {
      // Another Node has written it.
    }
    this.outdated = true;
    const source = readFileSync(path, "utf8");
    return JSON.parse(source.slice(DATA_BEFORE.length, -DATA_BEHIND.length));
  }

  private compile(name: string, path: string): Wrapper {
    const cachedData = this.keptOf(name);
    const script = new Script(BEFORE + readFileSync(path, "utf8") + BEHIND, {
      filename: path,
      // In a stack trace the first line's columns are the file's.
      columnOffset: -BEFORE.length,
      cachedData,
    });
    if (!cachedData || script.cachedDataRejected) this.outdated = true;
    this.compiled.push({ name, script });
    return script.runInThisContext();
  }
}
