/** Puts a page into a webview panel. */
import { env, Uri, type WebviewOptions, type WebviewPanel } from "vscode";
import { newNonce, pageHtml } from "./html.ts";

export interface PageContent {
  title: string;
  body: string;
  data: unknown;
}

/** The only folders that a page may load from. */
export function pageOptions(extensionUri: Uri): WebviewOptions {
  const localResourceRoots = [Uri.joinPath(extensionUri, "dist"), Uri.joinPath(extensionUri, "media")];
  return { enableScripts: true, localResourceRoots };
}

/** `name`: of the page's script (dist/webview.NAME.js) and style sheet (media/NAME.css). */
export function showIn(panel: WebviewPanel, extensionUri: Uri, name: string, { title, body, data }: PageContent): void {
  const { webview } = panel;
  const shipped = (...path: string[]) => webview.asWebviewUri(Uri.joinPath(extensionUri, ...path)).toString();
  panel.title = title;
  webview.html = pageHtml({
    language: env.language,
    title,
    cspSource: webview.cspSource,
    nonce: newNonce(),
    styleUris: [shipped("media", "page.css"), shipped("media", `${name}.css`)],
    scriptUri: shipped("dist", `webview.${name}.js`),
    body,
    data,
  });
}
