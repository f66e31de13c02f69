/** URIs of files in any file system, as far as configuration needs them: folders, relative paths, one spelling. */

export interface FileUri {
  /** Scheme and authority, if there is one: `file://`, `vscode-vfs://github`, `memfs:`. */
  origin: string;
  /** Decoded segments of the path. */
  segments: readonly string[];
}

/** A scheme of one letter would be the drive of a path. */
const HIERARCHICAL = /^([a-z][a-z0-9+.-]+):(?=\/)(?:\/\/([^/?#]*))?(\/[^?#]*)?$/i;

/** A URI's parts; undefined if it has no folders (`untitled:…`). */
export function parseUri(uri: string): FileUri | undefined {
  const m = HIERARCHICAL.exec(uri);
  if (!m?.[1] || m[1].toLowerCase() === "untitled") return undefined;
  const segments = (m[3] ?? "/").split("/").slice(1).map(decoded);
  // Editors disagree about the case of a drive's letter.
  if (segments[0] && /^[a-z]:$/i.test(segments[0])) segments[0] = segments[0].toLowerCase();
  const scheme = m[1].toLowerCase();
  // Virtual file systems may have no authority; of files, both spellings are about.
  const hasAuthority = m[2] !== undefined || scheme === "file";
  return { origin: hasAuthority ? `${scheme}://${m[2] ?? ""}` : `${scheme}:`, segments };
}

export function formatUri({ origin, segments }: FileUri): string {
  return `${origin}/${segments.map((s) => encoded(s).replaceAll("%3A", ":")).join("/")}`;
}

/** Half a surrogate pair, as a slip in a file may leave it, has no encoding. */
const encoded = (segment: string) => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, "\ufffd"));

/** The one spelling of a URI, under which files are kept; the URI itself if it has no folders. */
export function canonicalUri(uri: string): string {
  const parsed = parseUri(uri);
  return parsed ? formatUri(parsed) : uri;
}

/** The folders that hold a file, nearest first. */
export function foldersAbove(file: FileUri): FileUri[] {
  const folders: FileUri[] = [];
  for (let n = file.segments.length - 1; n >= 0 && folders.length < MOST_FOLDERS; n--)
    folders.push({ origin: file.origin, segments: file.segments.slice(0, n) });
  return folders;
}

const MOST_FOLDERS = 100;

/** The file that a path names, seen from another file. */
export function resolvePath(from: FileUri, path: string): FileUri {
  const parts = path.replaceAll("\\", "/").split("/");
  const absolute = parts[0] === "" || /^[a-z]:$/i.test(parts[0] ?? "");
  const segments = absolute ? [] : from.segments.slice(0, -1);
  for (const part of parts) {
    if (part === "..") segments.pop();
    else if (part !== "." && part !== "") segments.push(/^[A-Z]:$/.test(part) ? part.toLowerCase() : part);
  }
  return { origin: from.origin, segments };
}

/** A file's path below a folder, with `/`; undefined if it is not below. */
export function pathBelow(folder: FileUri, file: FileUri): string | undefined {
  const { segments } = folder;
  if (folder.origin !== file.origin || file.segments.length <= segments.length) return undefined;
  return segments.every((s, i) => s === file.segments[i]) ? file.segments.slice(segments.length).join("/") : undefined;
}

export const fileName = (uri: string): string => parseUri(uri)?.segments.at(-1) ?? uri;

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
