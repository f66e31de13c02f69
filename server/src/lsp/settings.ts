/** The editor's settings under `mlDesignDocs`: asked from the client, or sent by it; what is malformed counts as not set. */
import { type ClientCapabilities, type Connection, DidChangeConfigurationNotification } from "vscode-languageserver";
import { SEVERITIES } from "../check/check.ts";
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
  const severities = severitiesOf(given["rules"]);
  if (severities) settings.severities = severities;
  return settings;
}

/** Undefined if no rule is given another severity. */
function severitiesOf(value: unknown): Settings["severities"] {
  if (!value || typeof value !== "object") return undefined;
  const valid = Object.entries(value).filter(([, severity]) => severity === "off" || SEVERITIES.includes(severity));
  return valid.length > 0 ? Object.fromEntries(valid) : undefined;
}

/** The settings by workspace folder, for clients that can be asked; for others what they sent holds everywhere. */
export class EditorSettings {
  private general: Settings = DEFAULT_SETTINGS;
  private readonly byFolder = new Map<string, Promise<Settings>>();

  constructor(
    private readonly connection: Connection,
    private readonly client: () => ClientCapabilities,
  ) {}

  /** Of a folder's documents; without a folder, of documents outside of all. */
  of(folder: string | undefined): Promise<Settings> {
    if (!this.client().workspace?.configuration) return Promise.resolve(this.general);
    const known = this.byFolder.get(folder ?? "");
    if (known) return known;
    const item = folder === undefined ? { section: SECTION } : { scopeUri: folder, section: SECTION };
    // A client that knows no such section answers null: then what it sent at the start holds.
    const asked = this.connection.workspace.getConfiguration(item).then(
      (value) => (value == null ? this.general : readSettings(value)),
      () => this.general,
    );
    this.byFolder.set(folder ?? "", asked);
    return asked;
  }

  /** What a client sent holds until it is asked or sends other. */
  sent(value: unknown): void {
    this.general = readSettings(value);
  }

  /** `changed` is called when settings have changed. Returns what to do once the client is ready. */
  follow(changed: () => void): () => void {
    this.connection.onDidChangeConfiguration(({ settings }) => {
      this.byFolder.clear();
      if (!this.client().workspace?.configuration) this.sent((settings as Record<string, unknown> | null)?.[SECTION]);
      changed();
    });
    return () => {
      if (this.client().workspace?.didChangeConfiguration?.dynamicRegistration)
        void this.connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
    };
  }
}
