/** Edits of the project's configuration, which is created where there is none. */
import type { WorkspaceEdit } from "vscode-languageserver-types";
import type { ConfigEdit, ConfigFormat } from "../../edits/configEdits.ts";
import type { Subject } from "../subject.ts";

type Change = (text: string | undefined, format: ConfigFormat) => ConfigEdit | undefined;

/** Makes the edit when it is wanted; undefined if the document has no project, or the client cannot create the file. */
export function configEdit(subject: Subject, change: Change): (() => WorkspaceEdit | undefined) | undefined {
  const { projectConfig, client } = subject;
  if (!projectConfig || (projectConfig.text === undefined && !client.createsFiles)) return undefined;
  const { uri, text, version } = projectConfig;
  return () => {
    const made = change(text, uri.endsWith(".json") ? "json" : "yaml");
    if (!made || made.edits.length === 0) return undefined;
    const textDocument = { uri, version: version ?? null };
    if (text !== undefined) return { documentChanges: [{ textDocument, edits: made.edits }] };
    const start = { line: 0, character: 0 };
    return {
      documentChanges: [
        { kind: "create", uri, options: { ignoreIfExists: true } },
        { textDocument, edits: [{ range: { start, end: start }, newText: made.text }] },
      ],
    };
  };
}
