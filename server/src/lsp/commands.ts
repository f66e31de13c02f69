/** What `workspace/executeCommand` runs: a line for each command of protocol.ts. */
import { type CancellationToken, ResponseError, type WorkspaceEdit } from "vscode-languageserver";
import { insertSections, missingSections } from "../edits/insertSections.ts";
import { versioned } from "../language/codeActions.ts";
import { INVALID_PARAMS, type ServerContext } from "./context.ts";
import { ServerCommand } from "./protocol.ts";
import { checkWorkspace } from "./workspaceCheck.ts";

type Command = (context: ServerContext, args: readonly unknown[], token: CancellationToken) => Promise<unknown>;

export const COMMANDS: Readonly<Record<string, Command>> = {
  async [ServerCommand.insertMissing](context, [uri]) {
    const subject = await context.needSubject(ServerCommand.insertMissing, uri);
    const { reading } = subject.checked;
    const ids = missingSections(reading, subject.framework);
    if (ids.length === 0) return 0;
    const edits = insertSections(ids, reading, subject.framework);
    await applyEdit(context, context.say("Insert missing sections"), versioned(subject, edits));
    return ids.length;
  },
  [ServerCommand.checkWorkspace](context, [uris], token) {
    const given = Array.isArray(uris) ? uris.filter((uri): uri is string => typeof uri === "string") : undefined;
    return checkWorkspace(context, given, token);
  },
};

/** Has the client apply an edit. Throws a ResponseError with the client's reason if it does not. */
export async function applyEdit(context: ServerContext, label: string, edit: WorkspaceEdit): Promise<void> {
  const uri = edit.documentChanges?.[0] && "textDocument" in edit.documentChanges[0] ? edit.documentChanges[0] : null;
  const encoded = context.encode(edit, uri?.textDocument.uri ?? "");
  const { applied, failureReason } = await context.connection.workspace.applyEdit({ label, edit: encoded });
  if (!applied)
    throw new ResponseError(
      INVALID_PARAMS,
      `The editor did not apply the edit${failureReason ? `: ${failureReason}` : ""}`,
    );
}
