/** The book as it was compiled. In the shipped programs the build puts the data into a file of its own (scripts/build.mjs). */
import type { CompiledFramework } from "./compile.ts";
import data from "./compiled.json" with { type: "json" };

/** What scripts/compile-framework.mjs writes. */
export interface CompiledBook {
  /** The terms of framework and recognition model, by lines. */
  words: string;
  framework: CompiledFramework;
  /** The recognition model with its texts packed for these words. */
  model: object;
}

/** Loaded when first asked for. */
export function compiledBook(): CompiledBook {
  return data as unknown as CompiledBook;
}
