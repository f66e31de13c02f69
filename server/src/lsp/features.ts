/** The language features: a line for each, with its LSP method, the capability it announces and its call. */
import type { ClientCapabilities, ServerCapabilities } from "vscode-languageserver";
import { offsetAt } from "../document/text.ts";
import { ACTION_KINDS, codeActions, resolveCodeAction } from "../language/codeActions/index.ts";
import { codeLenses } from "../language/codeLens.ts";
import { COMPLETION_TRIGGERS, completions, resolveCompletion } from "../language/completion.ts";
import { definition } from "../language/definition.ts";
import { documentHighlights } from "../language/documentHighlight.ts";
import { documentLinks } from "../language/documentLinks.ts";
import { documentSymbols } from "../language/documentSymbols.ts";
import { foldingRanges } from "../language/foldingRanges.ts";
import { hover } from "../language/hover.ts";
import { inlayHints } from "../language/inlayHints.ts";
import type { Subject } from "../language/subject.ts";
import type { Asks } from "./params.ts";
import type { InitializationOptions } from "./protocol.ts";

// biome-ignore lint/suspicious/noExplicitAny: each method has parameters of its own
type Params = any;

export interface Feature {
  /** A request about one open document: its parameters hold `textDocument.uri`, or are an item of ours with `data.uri`. */
  method: string;
  asks: Asks;
  capabilities(client: ClientCapabilities, options: InitializationOptions): Partial<ServerCapabilities>;
  /** Positions are UTF-16. Nothing to say is null or an empty list. */
  run(subject: Subject, params: Params): unknown;
}

const at = ({ checked: { doc } }: Subject, { position }: Params): number =>
  offsetAt(doc.text, doc.lineStarts, position);

export const FEATURES: readonly Feature[] = [
  {
    method: "textDocument/hover",
    asks: "position",
    capabilities: () => ({ hoverProvider: true }),
    run: (subject, params) => hover(subject, at(subject, params)) ?? null,
  },
  {
    method: "textDocument/completion",
    asks: "position",
    capabilities: () => ({
      completionProvider: { triggerCharacters: [...COMPLETION_TRIGGERS], resolveProvider: true },
    }),
    run: (subject, params) => completions(subject, at(subject, params), params.context?.triggerCharacter),
  },
  {
    method: "completionItem/resolve",
    asks: "item",
    capabilities: () => ({}),
    run: (subject, item) => resolveCompletion(subject, item),
  },
  {
    method: "textDocument/codeAction",
    asks: "actions",
    capabilities: () => ({ codeActionProvider: { codeActionKinds: ACTION_KINDS, resolveProvider: true } }),
    run: (subject, { range, context }) => codeActions(subject, range, context),
  },
  {
    method: "codeAction/resolve",
    asks: "item",
    capabilities: () => ({}),
    run: (subject, action) => resolveCodeAction(subject, action),
  },
  {
    method: "textDocument/codeLens",
    asks: "document",
    capabilities: () => ({ codeLensProvider: { resolveProvider: false } }),
    run: (subject) => codeLenses(subject),
  },
  {
    method: "textDocument/inlayHint",
    asks: "range",
    capabilities: () => ({ inlayHintProvider: true }),
    run: (subject, { range }) => inlayHints(subject, range),
  },
  {
    method: "textDocument/documentLink",
    asks: "document",
    capabilities: () => ({ documentLinkProvider: { resolveProvider: false } }),
    run: (subject) => documentLinks(subject),
  },
  {
    method: "textDocument/definition",
    asks: "position",
    capabilities: () => ({ definitionProvider: true }),
    run: (subject, params) => definition(subject, at(subject, params)) ?? null,
  },
  {
    method: "textDocument/documentSymbol",
    asks: "document",
    capabilities: (_, options) => (options.documentSymbols === false ? {} : { documentSymbolProvider: true }),
    run: (subject) => documentSymbols(subject),
  },
  {
    method: "textDocument/documentHighlight",
    asks: "position",
    capabilities: () => ({ documentHighlightProvider: true }),
    run: (subject, params) => documentHighlights(subject, at(subject, params)) ?? null,
  },
  {
    method: "textDocument/foldingRange",
    asks: "document",
    capabilities: () => ({ foldingRangeProvider: true }),
    run: (subject) => foldingRanges(subject),
  },
];
