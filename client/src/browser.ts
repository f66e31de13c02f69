/** Entry of the web extension host: the server is a web worker. */

import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { start, stop } from "./extension.ts";
import { CLIENT_ID, CLIENT_NAME } from "./names.ts";
import type { MarkdownContribution } from "./preview/preview.ts";

/** Failures are reported by this extension, once and with a remedy; the library would add a popup of its own. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

export function activate(context: ExtensionContext): MarkdownContribution {
  const script = Uri.joinPath(context.extensionUri, "dist", "server.browser.js").toString();
  return start(
    context,
    (options) => {
      const worker = new Worker(script);
      // A script that cannot be loaded answers nothing: without this, the client would wait for ever.
      const failed = new Promise<never>((_, reject) => {
        worker.addEventListener("error", (event) => {
          const reason = event.message || `${script} could not be loaded`;
          options.outputChannel?.error(`Server worker: ${reason}`);
          reject(new Error(reason));
        });
      });
      return {
        client: new QuietClient(CLIENT_ID, CLIENT_NAME, worker, options),
        failed,
        end: () => worker.terminate(),
      };
    },
    () => true,
  );
}

export const deactivate = stop;
