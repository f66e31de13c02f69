/** Entry of the desktop and remote extension host: the server is a Node process of its own. */

import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { start, stop } from "./extension.ts";
import { CLIENT_ID, CLIENT_NAME } from "./names.ts";
import type { MarkdownContribution } from "./preview/preview.ts";
import { isVirtual } from "./readFile.ts";
import { offerCheckTask } from "./tasks/checkTask.ts";

/** Failures are reported by this extension, once and with a remedy; the library would add a popup of its own. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

export function activate(context: ExtensionContext): MarkdownContribution {
  const module = Uri.joinPath(context.extensionUri, "dist", "server.node.js").fsPath;
  context.subscriptions.push(offerCheckTask(context));
  return start(
    context,
    (options) => ({
      client: new QuietClient(CLIENT_ID, CLIENT_NAME, { module, transport: TransportKind.ipc }, options),
    }),
    isVirtual,
  );
}

export const deactivate = stop;
