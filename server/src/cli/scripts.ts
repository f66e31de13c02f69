/** The program's scripts beside this one, run as Node runs CommonJS, but compiled from what an earlier start has kept. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import type { CodeCache, KeptCode } from "./codeCache.ts";

const [BEFORE, BEHIND] = ["(function (exports, require, module, __filename, __dirname) { ", "\n})"];
/** A script that holds data alone is JSON between these: parsed, it is there sooner than compiled. */
const [DATA_BEFORE, DATA_BEHIND] = ["module.exports=", ";\n"];

type Wrapper = (exports: unknown, require: unknown, module: { exports: unknown }, file: string, folder: string) => void;

export class Scripts {
  readonly require: (id: string) => unknown;
  private readonly loaded = new Map<string, { exports: unknown }>();
  private readonly compiled: { name: string; stamp: string; script: Script }[] = [];
  private readonly kept: ReadonlyMap<string, KeptCode>;
  /** What is kept is not what was loaded. */
  private outdated = false;

  constructor(
    private readonly folder: string,
    /** Loads what is none of ours. */
    native: NodeJS.Require,
    private readonly cache: CodeCache,
  ) {
    this.kept = cache.read();
    this.require = Object.assign((id: string) => (id.startsWith("./") ? this.load(id.slice(2)) : native(id)), native);
  }

  /** Keeps the code that was compiled until now, unless it is what was kept before. Never fails. */
  async keepCode(): Promise<void> {
    if (!this.outdated || !this.cache.isOn) return;
    this.outdated = false;
    // At once: the caller knows under which flags.
    const code = this.compiled.map(({ name, stamp, script }) => ({ name, stamp, code: script.createCachedData() }));
    await this.cache.write(code);
  }

  private load(name: string): unknown {
    const known = this.loaded.get(name);
    if (known) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    this.loaded.set(name, module);
    try {
      const path = join(this.folder, name);
      const source = readFileSync(path, "utf8");
      if (name.endsWith(".data.js") && source.startsWith(DATA_BEFORE) && source.endsWith(DATA_BEHIND))
        module.exports = JSON.parse(source.slice(DATA_BEFORE.length, -DATA_BEHIND.length));
      else this.compile(name, path, source)(module.exports, this.require, module, path, this.folder);
    } catch (error) {
      this.loaded.delete(name);
      throw error;
    }
    return module.exports;
  }

  private compile(name: string, path: string, source: string): Wrapper {
    const { size, mtimeMs } = statSync(path);
    const stamp = `${size}-${mtimeMs}`;
    const kept = this.kept.get(name);
    const script = new Script(BEFORE + source + BEHIND, {
      filename: path,
      // In a stack trace the first line's columns are the file's.
      columnOffset: -BEFORE.length,
      cachedData: kept?.stamp === stamp ? kept.code : undefined,
    });
    if (kept?.stamp !== stamp || script.cachedDataRejected) this.outdated = true;
    this.compiled.push({ name, stamp, script });
    return script.runInThisContext();
  }
}
