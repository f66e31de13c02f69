/** What the Node and the web entry share: the log, the server's life, the views and the commands. */

import { commands, type ExtensionContext, l10n, window } from "vscode";
import type { Middleware } from "vscode-languageclient";
import { ServerCommand } from "../../server/src/lsp/protocol.ts";
import { clientOptions } from "./clientOptions.ts";
import { registerCommands } from "./commands/index.ts";
import { CoverageModel } from "./coverage/model.ts";
import { showStatus } from "./coverage/status.ts";
import { CoverageTree } from "./coverage/tree.ts";
import { showCoverageView } from "./coverage/view.ts";
import { CLIENT_NAME, CommandId } from "./names.ts";
import { openPages } from "./pages.ts";
import { type MarkdownContribution, PreviewMarker } from "./preview/preview.ts";
import { reasonOf, reportError } from "./report.ts";
import { type Launch, Server } from "./server.ts";
import { offerTools } from "./tools/tools.ts";

/** What the editor's Markdown preview asks for, and what the tests of the extension look into. */
export interface ExtensionApi extends MarkdownContribution {
  coverageTree: CoverageTree;
}

let server: Server | undefined;

/**
 * Returns at once: the server comes up behind it, and the commands wait for it where they need it.
 * `readsForServer`: whether the server needs us to read files; asked at each of its starts.
 */
export function start(context: ExtensionContext, launch: Launch, readsForServer: () => boolean): ExtensionApi {
  const { extension, extensionUri } = context;
  const log = window.createOutputChannel(CLIENT_NAME, { log: true });
  const options = () => clientOptions({ extensionUri, log, readFile: readsForServer(), middleware: shownHere });
  server = new Server(launch, options, log);
  const coverage = new CoverageModel(server);
  const coverageTree = new CoverageTree(coverage);
  context.subscriptions.push(log, coverage, showCoverageView(coverage, coverageTree), showStatus(coverage));
  const preview = new PreviewMarker(server);
  context.subscriptions.push(preview, offerTools(server));
  const pages = openPages(context, server);
  context.subscriptions.push(...registerCommands({ server, log, coverage, extension, ...pages }));
  server.start().catch((error: unknown) => reportError(l10n.t("ML Design Docs did not start"), reasonOf(error)));
  return { ...preview.contribution, coverageTree };
}

/** The server leaves it to us to show what blocks; its actions name its own command. */
const shownHere: Middleware = {
  executeCommand: (command, args, next) =>
    command === ServerCommand.blocking ? commands.executeCommand(CommandId.showBlocking, ...args) : next(command, args),
};

export async function stop(): Promise<void> {
  await server?.stop();
  server = undefined;
}
