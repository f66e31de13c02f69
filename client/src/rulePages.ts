/** The pages about the rules: shipped with the extension, shown as rendered Markdown, without a network. */

import { commands, type Diagnostic, env, extensions, type TextDocument, Uri, window, workspace } from "vscode";
import type { Middleware } from "vscode-languageclient";
import { SERVER_NAME } from "../../server/src/lsp/protocol.ts";
import { CommandId } from "./names.ts";

/** The languages beside English that there are pages in. */
const LANGUAGES = ["ru"];

/** The folder of the pages in the interface's language. */
export function rulePagesFolder(extensionUri: Uri): Uri {
  const [language = ""] = env.language.toLowerCase().split("-");
  const folder = LANGUAGES.includes(language) ? [language] : [];
  return Uri.joinPath(extensionUri, "docs", "rules", ...folder);
}

/** The rule of a finding of ours. */
export function ruleOf({ source, code }: Diagnostic): string | undefined {
  if (source !== SERVER_NAME || code === undefined) return undefined;
  return String(typeof code === "object" ? code.value : code);
}

/** Rejects if there is no such page. */
export async function showRulePage(page: Uri): Promise<void> {
  await workspace.fs.stat(page);
  // Someone may have turned the editor's own Markdown preview off.
  if (extensions.getExtension("vscode.markdown-language-features")) {
    // Locked: an ordinary preview would go on to the next document that is looked at.
    await commands.executeCommand("markdown.showPreview", page, [page], { locked: true });
    return;
  }
  const document: TextDocument = await workspace.openTextDocument(page);
  await window.showTextDocument(document, { preview: true });
}

/** Wherever a rule's page would be opened as a text, its rendered page is. */
export function renderedPages(extensionUri: Uri): Middleware {
  const folder = rulePagesFolder(extensionUri).toString();
  return {
    handleDiagnostics(uri, diagnostics, next) {
      for (const diagnostic of diagnostics) linkToCommand(diagnostic);
      next(uri, diagnostics);
    },
    window: {
      async showDocument(params, token, next) {
        if (!Uri.parse(params.uri).toString().startsWith(`${folder}/`)) return next(params, token);
        await showRulePage(Uri.parse(params.uri));
        return { success: true };
      },
    },
  };
}

function linkToCommand(diagnostic: Diagnostic): void {
  const { code } = diagnostic;
  const rule = ruleOf(diagnostic);
  if (rule === undefined || typeof code !== "object") return;
  const target = Uri.parse(`command:${CommandId.explainRule}?${encodeURIComponent(JSON.stringify([rule]))}`);
  diagnostic.code = { value: code.value, target };
}
