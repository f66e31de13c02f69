/** The language features: a line for each, with its LSP method, the capability it announces and its call. */
import type { ClientCapabilities, ServerCapabilities } from "vscode-languageserver";
import { offsetAt } from "../document/text.ts";
import { codeActions } from "../language/codeActions.ts";
import { completions } from "../language/completion.ts";
import { hover } from "../language/hover.ts";
import type { Subject } from "../language/subject.ts";

// biome-ignore lint/suspicious/noExplicitAny: each method has parameters of its own
type Params = any;

export interface Feature {
  /** A request about one open document: its parameters hold `textDocument.uri`. */
  method: string;
  capabilities(client: ClientCapabilities): Partial<ServerCapabilities>;
  /** Positions are UTF-16. Nothing to say is null or an empty list. */
  run(subject: Subject, params: Params): unknown;
}

const at = ({ checked: { doc } }: Subject, { position }: Params): number =>
  offsetAt(doc.text, doc.lineStarts, position);

export const FEATURES: readonly Feature[] = [
  {
    method: "textDocument/hover",
    capabilities: () => ({ hoverProvider: true }),
    run: (subject, params) => hover(subject, at(subject, params)) ?? null,
  },
  {
    method: "textDocument/completion",
    capabilities: () => ({ completionProvider: { triggerCharacters: ["#", " "] } }),
    run: (subject, params) => completions(subject, at(subject, params)),
  },
  {
    method: "textDocument/codeAction",
    capabilities: () => ({ codeActionProvider: { codeActionKinds: ["quickfix"] } }),
    run: (subject, { range, context }) => codeActions(subject, range, context),
  },
];
