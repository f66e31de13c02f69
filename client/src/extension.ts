/** What the Node and the web entry share: the log, the server's life and the commands. */

import { type ExtensionContext, l10n, window } from "vscode";
import { clientOptions } from "./clientOptions.ts";
import { registerCommands } from "./commands/index.ts";
import { CLIENT_NAME } from "./names.ts";
import { reasonOf, reportError } from "./report.ts";
import { type Launch, Server } from "./server.ts";

let server: Server | undefined;

/** Returns at once: the server comes up behind it, and the commands wait for it where they need it. */
export function start(context: ExtensionContext, launch: Launch): void {
  const log = window.createOutputChannel(CLIENT_NAME, { log: true });
  server = new Server(launch, () => clientOptions(context.extensionUri, log), log);
  context.subscriptions.push(log, ...registerCommands({ server, log }));
  server.start().catch((error: unknown) => reportError(l10n.t("ML Design Docs did not start"), reasonOf(error)));
}

export async function stop(): Promise<void> {
  await server?.stop();
  server = undefined;
}
