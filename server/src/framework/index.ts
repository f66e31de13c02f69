/** The framework for the other rooms: the book's own, compiled at build time, and what it is made of. */
import { buildFramework, type Framework } from "./build.ts";
import compiled from "./compiled.json" with { type: "json" };
import type { FrameworkData } from "./types.ts";

export { buildFramework, collapse, type Framework, normalise } from "./build.ts";
export { localised, titleIn } from "./localised.ts";
export type { Found, Meaning } from "./phraseTable.ts";
export { stem, type Token, tokenize } from "./tokens.ts";
export * from "./types.ts";

let book: Framework | undefined;

/** The framework after *Designing Machine Learning Systems*; its tables are built when first asked for. */
export function bookFramework(): Framework {
  book ??= buildFramework(compiled as unknown as FrameworkData);
  return book;
}
