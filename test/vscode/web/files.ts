// An extension of its own beside the tested one: the workspace's files, in memory, with watching and search.
import * as vscode from "vscode";
import { MemoryFiles } from "./memoryFiles.ts";

const SCHEME = "test-files";

/** A proposed part of the editor's interface, without which no file of a virtual file system is found by a pattern. */
interface Searching {
  registerFileSearchProvider(
    scheme: string,
    provider: { provideFileSearchResults(query: object, options: { folder: vscode.Uri }): Promise<vscode.Uri[]> },
  ): vscode.Disposable;
}

export async function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): Promise<void> {
  const files = new MemoryFiles();
  const answer = await fetch(vscode.Uri.joinPath(extensionUri, "workspace.json").toString(true));
  const texts: Record<string, string> = await answer.json();
  const root = vscode.Uri.from({ scheme: SCHEME, path: "/workspace" });
  files.createDirectory(root);
  for (const [path, text] of Object.entries(texts)) {
    files.writeFile(vscode.Uri.joinPath(root, path), new TextEncoder().encode(text));
  }
  subscriptions.push(
    vscode.workspace.registerFileSystemProvider(SCHEME, files, { isCaseSensitive: true }),
    // The editor itself picks from them what fits the pattern.
    (vscode.workspace as unknown as Searching).registerFileSearchProvider(SCHEME, {
      provideFileSearchResults: async (_query, { folder }) => files.below(folder),
    }),
  );
}
