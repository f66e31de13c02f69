/** What phrases stand in a statement or heading; kept as long as the block it was read from. */

import { Memo } from "../document/memo.ts";
import type { BlockHeading, Statement } from "../document/types.ts";
import type { Span } from "../framework/automaton.ts";
import type { Found, Framework, Token, Word } from "../framework/index.ts";

export interface Analysis {
  tokens: readonly Token[];
  /** The tokens as the framework's word table numbers them. */
  words: readonly Word[];
  /** The numbers of the terms by which the text models know the words. */
  terms: readonly number[];
  spans: readonly Span[];
  found: readonly Found[];
}

const memo = new Memo<Statement | BlockHeading, Analysis>();

/** The analysis of a statement or heading by a framework. */
export function analyse(part: Statement | BlockHeading, framework: Framework): Analysis {
  const known = memo.get(part, framework);
  if (known) return known;
  const { tokens, words, terms, spans } = framework.analyse(part.text);
  const table = part.type === "heading" ? framework.headings : framework.statements;
  const analysis = { tokens, words, terms, spans, found: table.find(tokens, spans, words) };
  memo.set(part, framework, analysis);
  return analysis;
}
