/** Files for a server that cannot read them itself: in a browser, on a virtual file system. */

import { FileSystemError, Uri, workspace } from "vscode";

/** A file's text, or null if there is none. */
export async function readFile({ uri }: { uri: string }): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri)));
  } catch (error) {
    // A file system that is not there any more has no such file either.
    if (error instanceof FileSystemError) return null;
    throw error;
  }
}

/** Whether a folder of the workspace stands where the server's own process cannot read. */
export function isVirtual(): boolean {
  return workspace.workspaceFolders?.some(({ uri }) => uri.scheme !== "file") ?? false;
}
