/** What clients send, held against the protocol before anything works on it. */
import { type Diagnostic, ErrorCodes, type Range, ResponseError } from "vscode-languageserver";
import type { InitializationOptions } from "./protocol.ts";

export const INVALID_PARAMS = ErrorCodes.InvalidParams;

/** What a request asks about: a document, a place in it, or an item that we gave and that is to be completed. */
export type Asks = "document" | "position" | "range" | "actions" | "item";

export interface RequestParams {
  textDocument?: { uri: string };
  data?: { uri?: string };
  context?: { diagnostics: Diagnostic[]; only?: string[] };
}

/** The parameters of a request. Throws InvalidParams where something that it cannot do without is missing. */
export function requestParams(method: string, asks: Asks, params: unknown): RequestParams {
  const wrong = (what: string) => new ResponseError(INVALID_PARAMS, `${method} needs ${what}`);
  if (!isObject(params)) throw wrong("parameters");
  if (asks === "item") return params;
  const { textDocument, position, range, context } = params;
  if (!isObject(textDocument) || typeof textDocument["uri"] !== "string") throw wrong("textDocument.uri");
  if (asks === "position" && !isPosition(position)) throw wrong("a position");
  if ((asks === "range" || asks === "actions") && !isRange(range)) throw wrong("a range");
  if (asks !== "actions") return params;
  if (!isObject(context) || !Array.isArray(context["diagnostics"])) throw wrong("context.diagnostics");
  const { only, diagnostics, ...rest } = context;
  return {
    ...params,
    context: {
      ...rest,
      // One that is malformed can be none of ours.
      diagnostics: diagnostics.filter((d): d is Diagnostic => isObject(d) && isRange(d["range"])),
      ...(Array.isArray(only) && { only: only.filter((kind) => typeof kind === "string") }),
    },
  };
}

/** What the parameters of our own requests are. */
interface OwnTypes {
  text: string;
  date: string;
  "whole number": number;
  "list of texts": string[];
}

const IS: Readonly<Record<keyof OwnTypes, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  date: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value),
  "whole number": Number.isInteger,
  "list of texts": isTexts,
};

/** The parameters of a request of our own, each of which may be left out. Throws InvalidParams that names what is wrong. */
export function ownParams<T extends Record<string, keyof OwnTypes>>(
  method: string,
  params: unknown,
  types: T,
): { [name in keyof T]?: OwnTypes[T[name]] } {
  const given = params ?? {};
  if (!isObject(given)) throw new ResponseError(INVALID_PARAMS, `${method} needs its parameters by name`);
  const named = Object.entries(types).filter(([name]) => given[name] != null);
  for (const [name, type] of named)
    if (!IS[type](given[name])) throw new ResponseError(INVALID_PARAMS, `${method} needs ${name} to be a ${type}`);
  return Object.fromEntries(named.map(([name]) => [name, given[name]])) as { [name in keyof T]?: OwnTypes[T[name]] };
}

export function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** The options of the start; those of a wrong type count as not given. */
export function initializationOptions(value: unknown): InitializationOptions {
  if (!isObject(value)) return {};
  const { locale, rulePages, diagnostics, mlDesignDocs } = value;
  const flags = (["readFile", "ownCommands", "coverage", "documentSymbols"] as const).filter(
    (key) => typeof value[key] === "boolean",
  );
  return {
    ...Object.fromEntries(flags.map((key) => [key, value[key]])),
    ...(typeof locale === "string" && { locale }),
    ...(typeof rulePages === "string" && { rulePages }),
    ...((diagnostics === "push" || diagnostics === "pull") && { diagnostics }),
    ...(isObject(mlDesignDocs) && { mlDesignDocs }),
  };
}

/** URIs of the workspace's folders. */
export function folderUris(workspaceFolders: unknown, rootUri: unknown): string[] {
  const folders: unknown[] = Array.isArray(workspaceFolders) ? workspaceFolders : [{ uri: rootUri }];
  return folders.flatMap((f) => (isObject(f) && typeof f["uri"] === "string" && f["uri"] ? [f["uri"]] : []));
}

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPosition(value: unknown): boolean {
  const whole = (n: unknown) => Number.isInteger(n) && (n as number) >= 0;
  return isObject(value) && whole(value["line"]) && whole(value["character"]);
}

function isRange(value: unknown): value is Range {
  return isObject(value) && isPosition(value["start"]) && isPosition(value["end"]);
}
