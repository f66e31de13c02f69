/** The Markdown files that paths name: files as they are, folders searched. */
import { type Dirent, readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { UsageError } from "./usageError.ts";

const MARKDOWN = /\.(?:md|markdown|mdown|mkd)$/i;
/** Folders that hold other people's or generated files. */
const SKIPPED = new Set(["node_modules", "bower_components", "vendor", "dist", "build", "out", "target"]);

/** Sorted paths as given or found. Throws UsageError if a path does not exist. */
export function markdownFiles(paths: readonly string[]): string[] {
  const found = new Set<string>();
  const walk = (folder: string) => {
    for (const entry of list(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!entry.name.startsWith(".") && !SKIPPED.has(entry.name)) walk(path);
      } else if (isFile(entry, path) && MARKDOWN.test(entry.name)) found.add(path);
    }
  };
  for (const path of paths) {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) throw new UsageError(`${path}: no such file or folder`);
    if (stats.isDirectory()) walk(path);
    else found.add(path);
  }
  return [...found];
}

/** A folder's entries by name. Throws UsageError if it cannot be read. */
function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new UsageError(`${folder}: cannot be read (${error instanceof Error ? error.message : error})`);
  }
}

/** A file, or a link to one; links to folders are not followed, since they may lead round in circles. */
function isFile(entry: Dirent, path: string): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

/** A path as reports show it: relative to the working directory, with `/`. */
export function shownPath(path: string): string {
  return (relative(process.cwd(), path) || path).split(sep).join("/");
}
