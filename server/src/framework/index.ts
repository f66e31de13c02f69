/** The framework for the other rooms: the book's own, compiled at build time, and what it is made of. */
import { type CompiledBook, compiledBook } from "./book.ts";
import { type Framework, loadFramework } from "./load.ts";
import { WordTable } from "./wordTable.ts";

export { collapse, type Framework, normalise } from "./load.ts";
export { chapterTitleIn, localised, termIn, titleIn } from "./localised.ts";
export { openingSnippet, plainOpening } from "./openings.ts";
export type { Found, Meaning } from "./phraseTable.ts";
export { stem, type Token, tokenize } from "./tokens.ts";
export * from "./types.ts";
export { type Word, WordTable } from "./wordTable.ts";

let book: ReturnType<typeof loadFramework> | undefined;

/** The framework after *Designing Machine Learning Systems*; its tables are loaded when first asked for. */
export function bookFramework(): Framework {
  if (book) return book;
  const { framework, words, translations } = compiledBook();
  book = loadFramework(framework, new WordTable(words.split("\n"), translations));
  return book;
}

/** The shipped recognition model, its texts for the book's words. */
export function compiledModel(): object {
  return compiledBook().model;
}

/** What loads the same book faster, with its recognition model in the same way; undefined if the book is not loaded. */
export function unpackedBook(model: object): CompiledBook | undefined {
  const { words, translations } = compiledBook();
  return book && { words, translations, framework: book.unpacked(), model };
}
