/** A project's own files that are open in the editor: its configuration and its framework file. */
import type { Diagnostic } from "vscode-languageserver";
import { canonicalUri } from "../check/uris.ts";
import { lineStartsOf, offsetAt, type Position } from "../document/text.ts";
import { bookFramework } from "../framework/index.ts";
import {
  type DataSubject,
  dataCompletions,
  dataHover,
  dataKindOf,
  mistakeDiagnostics,
  mistakeFixes,
  mistakesIn,
} from "../language/configFiles.ts";
import type { ServerContext } from "./context.ts";

/** A data file and the version that was read. */
export interface OpenData {
  subject: DataSubject;
  version: number;
}

/** Undefined if the document is not open or no file of ours. */
export async function openData(context: ServerContext, uri: string): Promise<OpenData | undefined> {
  const document = context.documents.get(uri);
  if (!document || context.documents.isMarkdown(uri)) return undefined;
  const text = document.getText();
  const kind = dataKindOf(uri, text);
  if (!kind) return undefined;
  const framework =
    (kind === "config" ? (await context.configurations.ofFile(uri)).framework : undefined) ?? bookFramework();
  const { locale, say } = context;
  return { subject: { uri, text, kind, framework, locale, say }, version: document.version };
}

/** What is wrong in the file, by itself and as the project sees it. */
export async function dataDiagnostics(context: ServerContext, { subject }: OpenData): Promise<Diagnostic[]> {
  const { uri, text, kind } = subject;
  if (kind === "framework") return mistakeDiagnostics(text, mistakesIn(subject));
  const config = await context.configurations.ofFile(uri);
  return mistakeDiagnostics(text, config.mistakes.get(canonicalUri(uri)) ?? []);
}

interface DataParams {
  position: Position;
  context: { diagnostics: Diagnostic[] };
}

const at = ({ subject: { text } }: OpenData, { position }: DataParams) => offsetAt(text, lineStartsOf(text), position);

/** What the features of design docs do in these files; other requests are answered by nothing. */
export const DATA_FEATURES: Readonly<Record<string, (open: OpenData, params: DataParams) => unknown>> = {
  "textDocument/hover": (open, params) => dataHover(open.subject, at(open, params)) ?? null,
  "textDocument/completion": (open, params) => dataCompletions(open.subject, at(open, params)),
  "textDocument/codeAction": (open, params) => mistakeFixes(open.subject, open.version, params.context.diagnostics),
};
