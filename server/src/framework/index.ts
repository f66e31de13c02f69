/** The framework for the other rooms: the book's own, compiled at build time, and what it is made of. */
import { type CompiledFramework, type Framework, loadFramework } from "./build.ts";
import compiledBook from "./compiled.json" with { type: "json" };
import { WordTable } from "./wordTable.ts";

export { buildFramework, collapse, type Framework, normalise } from "./build.ts";
export { chapterTitleIn, localised, titleIn } from "./localised.ts";
export { openingSnippet, plainOpening } from "./openings.ts";
export type { Found, Meaning } from "./phraseTable.ts";
export { stem, type Token, tokenize } from "./tokens.ts";
export * from "./types.ts";
export { type Word, WordTable } from "./wordTable.ts";

/** What scripts/compile-framework.mjs writes. */
interface CompiledBook {
  /** The terms of framework and recognition model, by lines. */
  words: string;
  framework: CompiledFramework;
  /** The recognition model with its texts packed for these words. */
  model: object;
}

const compiled = compiledBook as unknown as CompiledBook;
let book: Framework | undefined;

/** The framework after *Designing Machine Learning Systems*; its tables are loaded when first asked for. */
export function bookFramework(): Framework {
  book ??= loadFramework(compiled.framework, new WordTable(compiled.words.split("\n")));
  return book;
}

/** The shipped recognition model, its texts packed for the book's words. */
export function compiledModel(): object {
  return compiled.model;
}
