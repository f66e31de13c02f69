/** The notation of phrases (server/framework/README.md), parsed into a small tree. */
import { tokenize } from "./tokens.ts";

export type Phrase =
  | { kind: "word"; stem: string }
  | { kind: "exact"; word: string }
  | { kind: "class"; name: string }
  | { kind: "gap"; max: number }
  | { kind: "sequence"; items: Phrase[] }
  | { kind: "choice"; items: Phrase[] }
  | { kind: "optional"; item: Phrase };

const DEFAULT_GAP = 3;
const MAX_GAP = 12;

/** A phrase that does not follow the notation; `message` says what is wrong and quotes it. */
export class PhraseError extends Error {
  constructor(what: string, source: string) {
    super(`${what} in phrase "${source}"`);
    this.name = "PhraseError";
  }
}

const LEXEME = /\s+|[()|?]|\*\d*|<[a-z0-9-]+>|=[^\s()|?]+|[^\s()|?*<=]+/gy;

/** Parses one phrase. Throws {@link PhraseError}. */
export function parsePhrase(source: string): Phrase {
  const lexemes: string[] = [];
  LEXEME.lastIndex = 0;
  while (LEXEME.lastIndex < source.length) {
    const at = LEXEME.lastIndex;
    const m = LEXEME.exec(source);
    if (!m) throw new PhraseError(`unexpected "${source[at]}"`, source);
    lexemes.push(/^\s/.test(m[0]) ? " " : m[0]);
  }
  let i = 0;
  let depth = 0;
  const skip = () => {
    while (lexemes[i] === " ") i++;
  };
  const word = (text: string): Phrase => {
    const tokens = tokenize(text);
    if (tokens.length === 0) throw new PhraseError(`"${text}" holds no word`, source);
    const items = tokens.map((t): Phrase => ({ kind: "word", stem: t.stem }));
    return items.length === 1 ? (items[0] as Phrase) : { kind: "sequence", items };
  };
  const atom = (): Phrase => {
    const lexeme = lexemes[i++];
    if (lexeme === undefined) throw new PhraseError("unexpected end", source);
    if (lexeme === "(") {
      depth++;
      const inner = choice();
      depth--;
      skip();
      if (lexemes[i++] !== ")") throw new PhraseError("missing )", source);
      return inner;
    }
    if (lexeme.startsWith("*")) {
      const max = lexeme.length > 1 ? Number(lexeme.slice(1)) : DEFAULT_GAP;
      if (max > MAX_GAP) throw new PhraseError(`a gap of more than ${MAX_GAP} words`, source);
      return { kind: "gap", max };
    }
    if (lexeme.startsWith("<")) return { kind: "class", name: lexeme.slice(1, -1) };
    if (lexeme.startsWith("=")) {
      const exact = tokenize(lexeme.slice(1)).map((t): Phrase => ({ kind: "exact", word: t.lower }));
      if (exact.length === 0) throw new PhraseError(`"${lexeme}" holds no word`, source);
      return exact.length === 1 ? (exact[0] as Phrase) : { kind: "sequence", items: exact };
    }
    if (lexeme === ")" || lexeme === "|" || lexeme === "?") throw new PhraseError(`unexpected "${lexeme}"`, source);
    return word(lexeme);
  };
  const item = (): Phrase => {
    const first = atom();
    const options = [first];
    // Outside parentheses a bar is between words (`beat|exceed the baseline`), inside between sequences: choice() has those.
    while (depth === 0 && lexemes[i] === "|") {
      i++;
      options.push(atom());
    }
    let node: Phrase = options.length === 1 ? first : { kind: "choice", items: options };
    if (lexemes[i] === "?") {
      i++;
      node = { kind: "optional", item: node };
    }
    return node;
  };
  const choice = (): Phrase => {
    const options: Phrase[] = [];
    let current: Phrase[] = [];
    for (skip(); i < lexemes.length && lexemes[i] !== ")"; skip()) {
      if (lexemes[i] === "|") {
        i++;
        options.push({ kind: "sequence", items: current });
        current = [];
      } else current.push(item());
    }
    options.push({ kind: "sequence", items: current });
    if (options.some((o) => o.kind === "sequence" && o.items.length === 0))
      throw new PhraseError("an empty alternative", source);
    return options.length === 1 ? (options[0] as Phrase) : { kind: "choice", items: options };
  };
  const whole = choice();
  if (i < lexemes.length) throw new PhraseError('unexpected ")"', source);
  return whole;
}
