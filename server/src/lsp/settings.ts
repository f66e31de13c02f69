/** The editor's settings under `mlDesignDocs`: asked from the client, or sent by it; what is malformed counts as not set. */
import { type ClientCapabilities, type Connection, DidChangeConfigurationNotification } from "vscode-languageserver";
import { DEFAULT_SETTINGS, type Settings } from "../language/subject.ts";

export const SECTION = "mlDesignDocs";

/** Settings of what a client sent; unknown keys and values of a wrong type are left out. */
export function readSettings(value: unknown): Settings {
  const settings: Settings = { ...DEFAULT_SETTINGS };
  if (!value || typeof value !== "object") return settings;
  const given = value as Record<string, unknown>;
  const enabled = (key: string) => {
    const own = given[key];
    const flag = own && typeof own === "object" ? (own as Record<string, unknown>)["enabled"] : own;
    return typeof flag === "boolean" ? flag : undefined;
  };
  settings.inlayHints = enabled("inlayHints") ?? settings.inlayHints;
  settings.codeLens = enabled("codeLens") ?? settings.codeLens;
  const { status, language, problemType } = given;
  if (typeof status === "string" && status) settings.status = status;
  if (typeof language === "string" && language && language !== "auto") settings.language = language;
  const types = (Array.isArray(problemType) ? problemType : [problemType]).filter((t) => typeof t === "string" && t);
  if (types.length) settings.problemTypes = types as string[];
  return settings;
}

/** Follows the client's settings; `changed` is told each new value. Returns what to do once the client is ready. */
export function followSettings(
  connection: Connection,
  client: () => ClientCapabilities,
  changed: (settings: Settings) => void,
): () => void {
  const ask = async () => changed(readSettings(await connection.workspace.getConfiguration(SECTION)));
  connection.onDidChangeConfiguration(({ settings }) => {
    if (client().workspace?.configuration) void ask().catch(() => undefined);
    else changed(readSettings((settings as Record<string, unknown> | null)?.[SECTION]));
  });
  return () => {
    const { workspace } = client();
    if (workspace?.didChangeConfiguration?.dynamicRegistration)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
    if (workspace?.configuration) void ask().catch(() => undefined);
  };
}
