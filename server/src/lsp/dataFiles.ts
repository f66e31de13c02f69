/** A project's own files that are open in the editor: its configuration and its framework file. */
import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from "vscode-languageserver";
import { canonicalUri, fileName } from "../check/uris.ts";
import { lineStartsOf, offsetAt, type Position } from "../document/text.ts";
import { bookFramework } from "../framework/index.ts";
import { wants } from "../language/codeActions/offer.ts";
import {
  type DataSubject,
  dataCompletions,
  dataHover,
  dataKindOf,
  mistakeDiagnostics,
  mistakeFixes,
  mistakesIn,
} from "../language/configFiles.ts";
import { SOURCE } from "../language/diagnostics.ts";
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

/** Whether a file may come to be one of ours while it is edited; by its text it need not be one yet. */
export function mayBeData(uri: string, text: string): boolean {
  return dataKindOf(uri, text) !== undefined || (/\.(?:ya?ml|json)$/i.test(fileName(uri)) && text.length <= LONGEST);
}

/** Longer files are no framework files. */
const LONGEST = 1_000_000;

interface DataParams {
  position: Position;
  range: Range;
  context: { diagnostics: Diagnostic[]; only?: string[] };
}

const at = ({ subject: { text } }: OpenData, { position }: DataParams) => offsetAt(text, lineStartsOf(text), position);

/** What the features of design docs do in these files; other requests are answered by nothing. */
export const DATA_FEATURES: Readonly<
  Record<string, (open: OpenData, params: DataParams, context: ServerContext) => unknown>
> = {
  "textDocument/hover": (open, params) => dataHover(open.subject, at(open, params)) ?? null,
  "textDocument/completion": (open, params) => dataCompletions(open.subject, at(open, params)),
  "textDocument/codeAction": fixes,
};

/** Fixes of the mistakes that are named, or, where none is, of those in the selected lines. */
async function fixes(open: OpenData, { range, context }: DataParams, server: ServerContext): Promise<CodeAction[]> {
  const { only, diagnostics } = context;
  if (!wants(only, CodeActionKind.QuickFix)) return [];
  const found = await dataDiagnostics(server, open);
  const ours = diagnostics.filter((d) => d.source === SOURCE);
  const meant = ours.length
    ? // Some clients keep of a diagnostic only what they show.
      ours.map((d) => (d.data ? d : { ...d, data: found.find((f) => isSame(f, d))?.data }))
    : found.filter((d) => d.range.start.line <= range.end.line && range.start.line <= d.range.end.line);
  return mistakeFixes(open.subject, open.version, meant);
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && a.message === b.message && a.range.start.line === b.range.start.line;
}
