/** Help in a project's own files: its configuration and its framework file. Pure functions over their text. */
import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  MarkupKind,
  type Range,
} from "vscode-languageserver-types";
import { CONFIG_NAMES, type Mistake, parseConfig } from "../check/config.ts";
import { fileName } from "../check/uris.ts";
import { lineStartsOf, rangeOf } from "../document/text.ts";
import { readTeamFramework } from "../framework/extend.ts";
import { bookFramework } from "../framework/index.ts";
import { contextAt } from "./dataContext.ts";
import { hitAt, keysAt } from "./dataNodes.ts";
import { type DataSubject, keysOf, keyText, type Offer, schemasAt, valuesOf, valueText } from "./dataOffers.ts";
import { SOURCE } from "./diagnostics.ts";

export type { DataSubject } from "./dataOffers.ts";

/** The code of a mistake's diagnostic. */
export const MISTAKE_CODE = "configuration";

/** What a mistake's diagnostic carries for its fix. */
export interface MistakeData {
  likely?: string;
  /** What may stand there, where nothing is likely. */
  choices?: string[];
}

/** Which of a project's files this is, by its name or, for a framework file, by what it extends. */
export function dataKindOf(uri: string, text: string): DataSubject["kind"] | undefined {
  const name = fileName(uri);
  if ((CONFIG_NAMES as readonly string[]).includes(name)) return "config";
  return /\.(?:ya?ml|json)$/i.test(name) && EXTENDS.test(text) ? "framework" : undefined;
}

const EXTENDS = /^[ \t]{0,8}["']?extends["']?[ \t]{0,8}:[ \t]{0,8}["']?designing-ml-systems\b/m;
const isJson = (uri: string) => /\.json$/i.test(fileName(uri));

/** The mistakes in a file by itself; what a resolution of the whole project finds in it includes them. */
export function mistakesIn({ kind, text, framework, say }: DataSubject): readonly Mistake[] {
  if (kind === "config") return parseConfig(text, { framework, say }).mistakes;
  return readTeamFramework(text, bookFramework(), say).mistakes;
}

export function mistakeDiagnostics(text: string, mistakes: readonly Mistake[]): Diagnostic[] {
  const starts = lineStartsOf(text);
  return mistakes.map(({ start, end, message, likely, choices }): Diagnostic => {
    const data: MistakeData = { ...(likely !== undefined && { likely }), ...(choices && { choices }) };
    const range = rangeOf(starts, inText(start, text), inText(end, text));
    return { range, severity: DiagnosticSeverity.Error, source: SOURCE, code: MISTAKE_CODE, message, data };
  });
}

/** YAML's nodes may end behind the text, or between the two characters of a line end. */
function inText(offset: number, text: string): number {
  const at = Math.min(offset, text.length);
  return text[at] === "\n" && text[at - 1] === "\r" ? at - 1 : at;
}

/** The likely name, or each of the few that are known, in the place of what is there. */
export function mistakeFixes(subject: DataSubject, version: number, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const { uri, text, say } = subject;
  const starts = lineStartsOf(text);
  return diagnostics.flatMap((diagnostic): CodeAction[] => {
    if (diagnostic.source !== SOURCE || diagnostic.code !== MISTAKE_CODE) return [];
    const { likely, choices = [] } = (diagnostic.data ?? {}) as MistakeData;
    const { range } = diagnostic;
    const first = text[(starts[range.start.line] ?? text.length) + range.start.character];
    const quote = first === '"' || first === "'" ? first : isJson(uri) && likely === undefined ? '"' : "";
    return (likely === undefined ? choices : [likely]).map((name) => ({
      title: say('Change to "{0}"', name),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      ...(name === likely && { isPreferred: true }),
      edit: {
        documentChanges: [{ textDocument: { uri, version }, edits: [{ range, newText: `${quote}${name}${quote}` }] }],
      },
    }));
  });
}

/** Keys and values that may stand at an offset. */
export function dataCompletions(subject: DataSubject, offset: number): CompletionItem[] {
  const { uri, text, kind } = subject;
  const json = isJson(uri);
  const context = contextAt(text, offset, json);
  if (!context) return [];
  const { path, start, end, flow, colon } = context;
  const range = rangeOf(lineStartsOf(text), start, end);
  const schemas = schemasAt(kind, path);
  const quote = (name: string) => (json ? JSON.stringify(name) : name);
  const value = (offer: Offer) => (offer.bare ? offer.name : quote(offer.name));
  const items: CompletionItem[] = [];
  const add = (offer: Offer, newText: string, itemKind: CompletionItemKind) => {
    if (!items.some((i) => i.label === offer.name)) items.push(itemOf(offer, newText, itemKind, range, items.length));
  };
  if (context.kind === "value") {
    for (const schema of schemas)
      for (const offer of valuesOf(schema, subject)) add(offer, value(offer), CompletionItemKind.EnumMember);
    return items;
  }
  const typed = text.slice(start, end).replace(/["']/g, "");
  const taken = keysAt(text, path).filter((name) => name !== typed);
  for (const schema of schemas) {
    for (const offer of keysOf(schema, subject)) {
      if (taken.includes(offer.name)) continue;
      const behind = colon ? "" : offer.block && !flow ? ":" : ": ";
      add(offer, `${quote(offer.name)}${behind}`, CompletionItemKind.Property);
    }
    // On a line of its own below a key, an entry of its list begins with a dash.
    if (schema.items && !flow)
      for (const offer of valuesOf(schema.items, subject))
        add(offer, `- ${value(offer)}`, CompletionItemKind.EnumMember);
  }
  return items;
}

function itemOf(offer: Offer, newText: string, kind: CompletionItemKind, range: Range, n: number): CompletionItem {
  return {
    label: offer.name,
    kind,
    ...(offer.detail && { detail: offer.detail }),
    ...(offer.documentation && { documentation: { kind: MarkupKind.Markdown, value: offer.documentation } }),
    filterText: newText.replace(/:\s*$/, ""),
    sortText: String(n).padStart(3, "0"),
    textEdit: { range, newText },
  };
}

/** What the key or value at an offset means. */
export function dataHover(subject: DataSubject, offset: number): Hover | undefined {
  const hit = hitAt(subject.text, offset);
  if (!hit) return undefined;
  const value = hit.key ? keyText(hit.path, subject) : valueText(hit.path, hit.value, subject);
  if (!value) return undefined;
  const range = rangeOf(lineStartsOf(subject.text), hit.start, hit.end);
  return { contents: { kind: MarkupKind.Markdown, value }, range };
}
