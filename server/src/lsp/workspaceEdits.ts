/** Edits in the shape that a client takes: versioned where it says so, else by URI alone. */
import type { ClientCapabilities, TextEdit, WorkspaceEdit } from "vscode-languageserver";

export function takesVersions({ workspace }: ClientCapabilities): boolean {
  return workspace?.workspaceEdit?.documentChanges === true;
}

export function editFor(client: ClientCapabilities, edit: WorkspaceEdit): WorkspaceEdit {
  if (takesVersions(client) || !edit.documentChanges) return edit;
  const changes: Record<string, TextEdit[]> = {};
  // Files are created only by clients that take this shape.
  for (const change of edit.documentChanges)
    if ("textDocument" in change)
      changes[change.textDocument.uri] = [
        ...(changes[change.textDocument.uri] ?? []),
        ...(change.edits as readonly TextEdit[]),
      ];
  return { changes };
}

/** A feature's answer with the edits of its actions in that shape. */
export function answerFor<T>(client: ClientCapabilities, answer: T): T {
  if (takesVersions(client)) return answer;
  if (Array.isArray(answer)) return answer.map((item) => answerFor(client, item)) as T;
  const edit = (answer as { edit?: WorkspaceEdit } | null | undefined)?.edit;
  return edit?.documentChanges ? { ...answer, edit: editFor(client, edit) } : answer;
}
