// A file system in memory.
import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Uri,
} from "vscode";

interface Entry extends FileStat {
  uri: Uri;
  content: Uint8Array;
}

export class MemoryFiles implements FileSystemProvider {
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  /** By path, without a slash at its end. */
  readonly #entries = new Map<string, Entry>();
  #clock = 0;

  readonly onDidChangeFile = this.#changed.event;

  /** All files in a folder and the folders in it. */
  below(folder: Uri): Uri[] {
    const inside = [...this.#entries].filter(([path]) => path.startsWith(`${keyOf(folder)}/`));
    return inside.flatMap(([, { type, uri }]) => (type === FileType.File ? [uri] : []));
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  stat(uri: Uri): FileStat {
    return this.#find(uri);
  }

  readFile(uri: Uri): Uint8Array {
    const { type, content } = this.#find(uri);
    if (type !== FileType.File) throw FileSystemError.FileIsADirectory(uri);
    return content;
  }

  readDirectory(uri: Uri): [string, FileType][] {
    this.#find(uri);
    const start = `${keyOf(uri)}/`;
    return [...this.#entries].flatMap(([path, { type }]): [string, FileType][] => {
      const name = path.slice(start.length);
      return path.startsWith(start) && name !== "" && !name.includes("/") ? [[name, type]] : [];
    });
  }

  createDirectory(uri: Uri): void {
    if (this.#entries.has(keyOf(uri))) return;
    const parent = parentOf(uri);
    if (parent) this.createDirectory(parent);
    this.#put(uri, FileType.Directory, new Uint8Array());
  }

  writeFile(uri: Uri, content: Uint8Array): void {
    const parent = parentOf(uri);
    if (parent) this.createDirectory(parent);
    this.#put(uri, FileType.File, content);
  }

  delete(uri: Uri): void {
    this.#find(uri);
    for (const path of [...this.#entries.keys()]) {
      if (path === keyOf(uri) || path.startsWith(`${keyOf(uri)}/`)) this.#entries.delete(path);
    }
    this.#changed.fire([{ type: FileChangeType.Deleted, uri }]);
  }

  rename(from: Uri, to: Uri): void {
    this.#find(from);
    for (const [path, { type, content }] of [...this.#entries]) {
      if (path !== keyOf(from) && !path.startsWith(`${keyOf(from)}/`)) continue;
      this.#put(to.with({ path: to.path + path.slice(keyOf(from).length) }), type, content);
    }
    this.delete(from);
  }

  #find(uri: Uri): Entry {
    const entry = this.#entries.get(keyOf(uri));
    if (!entry) throw FileSystemError.FileNotFound(uri);
    return entry;
  }

  #put(uri: Uri, type: FileType, content: Uint8Array): void {
    const key = keyOf(uri);
    const old = this.#entries.get(key);
    this.#clock++;
    const entry = { uri, type, content, size: content.length, ctime: old?.ctime ?? this.#clock, mtime: this.#clock };
    this.#entries.set(key, entry);
    this.#changed.fire([{ type: old ? FileChangeType.Changed : FileChangeType.Created, uri }]);
  }
}

function keyOf(uri: Uri): string {
  return uri.path.replace(/\/+$/, "");
}

function parentOf(uri: Uri): Uri | undefined {
  const path = keyOf(uri);
  return path === "" ? undefined : uri.with({ path: path.slice(0, path.lastIndexOf("/")) || "/" });
}
