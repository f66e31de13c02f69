/** The frame of a webview page: what may run in it, and how text gets into it. */

export interface PageFrame {
  /** BCP 47, of the texts. */
  language: string;
  title: string;
  /** What `webview.cspSource` says. */
  cspSource: string;
  nonce: string;
  styleUris: readonly string[];
  scriptUri: string;
  /** HTML. */
  body: string;
  /** What the script needs to know; it is also kept to restore the page. */
  data: unknown;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as content or as a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A page that runs one script of ours and loads one style sheet of ours: nothing else, and nothing from the network. */
export function pageHtml({ language, title, cspSource, nonce, styleUris, scriptUri, body, data }: PageFrame): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${styleUris.map((uri) => `<link rel="stylesheet" href="${escapeHtml(uri)}">`).join("\n")}
</head>
<body>
${body}
<script type="application/json" id="data">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>
<script nonce="${nonce}" src="${escapeHtml(scriptUri)}"></script>
</body>
</html>
`;
}

/** A fresh value that no document can guess. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, "0");
}
