/** The book as it was compiled. In the shipped programs the build puts the data into a file of its own (scripts/build.mjs). */
import type { LoadableFramework } from "./compile.ts";
import data from "./compiled.json" with { type: "json" };

/** What scripts/compile-framework.mjs writes, or the same unpacked. */
export interface CompiledBook {
  /** The terms of framework and recognition model, by lines. */
  words: string;
  /** Words of other languages for them. */
  translations: string;
  framework: LoadableFramework;
  /** The recognition model, its texts for these words. */
  model: object;
}

/** Loaded when first asked for. */
export function compiledBook(): CompiledBook {
  return data as unknown as CompiledBook;
}
