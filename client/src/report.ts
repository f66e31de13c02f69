/** Failures, as the user reads them. */

import { commands, l10n, window } from "vscode";
import { ErrorCodes, ResponseError } from "vscode-languageclient";
import { CommandId } from "./names.ts";

export function reasonOf(error: unknown): string {
  const code = error instanceof ResponseError ? error.code : undefined;
  if (code === ErrorCodes.PendingResponseRejected || code === ErrorCodes.ConnectionInactive) {
    return l10n.t("the server ended before it answered. The log may show why");
  }
  return error instanceof Error ? error.message : String(error);
}

/** Says what did not happen and why, and offers the two things that help. */
export function reportError(what: string, reason: string): void {
  const restart = l10n.t("Restart server");
  const showLog = l10n.t("Show log");
  const message = `${what}: ${reason.replace(/[.\s]+$/, "")}.`;
  void window.showErrorMessage(message, restart, showLog).then((choice) => {
    if (choice === restart) return commands.executeCommand(CommandId.restartServer);
    if (choice === showLog) return commands.executeCommand(CommandId.showLog);
    return undefined;
  });
}
