/** The workspace's Markdown files, without what the user hides from the explorer. */
import { type CancellationToken, type Uri, workspace } from "vscode";

/** The same names as the command line takes. */
const MARKDOWN = "**/*.{md,markdown,mdown,mkd}";
const NEVER = "**/node_modules/**";
/** More would neither be read in one page nor checked in reasonable time. */
const MOST_FILES = 1000;

export interface FoundDocuments {
  uris: Uri[];
  /** The limit, if there are more files than it. */
  cutOffAt: number | null;
}

export async function findDocuments(token: CancellationToken): Promise<FoundDocuments> {
  const found = await workspace.findFiles(MARKDOWN, NEVER, MOST_FILES + 1, token);
  const uris = found.slice(0, MOST_FILES).sort((a, b) => a.toString().localeCompare(b.toString()));
  return { uris, cutOffAt: found.length > MOST_FILES ? MOST_FILES : null };
}
