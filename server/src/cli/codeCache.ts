/**
 * Compiled code in the user's cache folder: one file for each installation and each Node that runs it. V8 compiles a function
 * when it is first called, which takes a good part of a start; what it has compiled once it can read. The same goes for the
 * framework's tables. The file is a line of JSON that tells what is in it, and what is kept of each script, each from a
 * multiple of eight bytes on.
 */
import { closeSync, fstatSync, openSync, promises, readFileSync, type Stats, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

export interface Kept {
  /** Tells a script's texts apart. */
  stamp: string;
  bytes: Buffer;
}

type Named = Kept & { name: string };

/** `length`: of all; `sum`: of what is behind the line. */
interface Header {
  length: number;
  sum: number;
  scripts: { name: string; stamp: string; start: number; length: number }[];
}

const FOLDER = "ml-design-docs";
/** So many files are kept, the newest ones: of other versions and other editors. */
const MOST_FILES = 4;
const ALIGNED = 8;

export class CodeCache {
  /** Undefined: nothing is kept. */
  private readonly folder = cacheFolder();
  private readonly file: string;

  constructor(installation: string, version: string) {
    // V8 refuses code that was compiled under other flags.
    const { arch, execArgv, versions } = process;
    const made = [installation, versions.node, versions.v8, arch, execArgv, process.env["NODE_OPTIONS"]];
    this.file = `${version}-${hash(JSON.stringify(made))}.code`;
  }

  get isOn(): boolean {
    return this.folder !== undefined;
  }

  /** By script what is kept; nothing if it is damaged, or if somebody else may have written it. */
  read(): Map<string, Kept> {
    const kept = new Map<string, Kept>();
    if (!this.folder) return kept;
    try {
      if (!isOwn(statSync(this.folder))) return kept;
      const bytes = readOwn(join(this.folder, this.file));
      const lineEnd = bytes.indexOf("\n");
      const { length, sum, scripts }: Header = JSON.parse(bytes.toString("latin1", 0, lineEnd));
      if (length !== bytes.length || sum !== checksum(bytes.subarray(aligned(lineEnd + 1)))) return kept;
      for (const { name, stamp, start, length } of scripts)
        kept.set(name, { stamp, bytes: bytes.subarray(start, start + length) });
    } catch {
      // There is none, or it is none of ours.
    }
    return kept;
  }

  /** Keeps what is given from now on. Where that cannot be written, nothing is kept. */
  async write(scripts: readonly Named[]): Promise<void> {
    const { folder } = this;
    if (!folder) return;
    const { mkdir, open, rename, rm, stat } = promises;
    const temporary = join(folder, `${this.file}.${process.pid}`);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (!isOwn(await stat(folder))) return;
      const file = await open(temporary, "wx", 0o600);
      try {
        for (const bytes of packed(scripts)) await file.write(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, join(folder, this.file));
      await removeOld(folder);
    } catch {
      await rm(temporary, { force: true }).catch(() => {});
    }
  }
}

/** Our folder in the user's cache folder; undefined if there is none, or if the user wants none. */
function cacheFolder(): string | undefined {
  const { env, platform } = process;
  if (env["ML_DESIGN_DOCS_CODE_CACHE"] === "0" || env["NODE_DISABLE_COMPILE_CACHE"]) return undefined;
  const given = env["XDG_CACHE_HOME"];
  if (given && isAbsolute(given)) return join(given, FOLDER);
  if (platform === "win32") return env["LOCALAPPDATA"] && join(env["LOCALAPPDATA"], FOLDER);
  try {
    return join(homedir(), platform === "darwin" ? "Library/Caches" : ".cache", FOLDER);
  } catch {
    return undefined;
  }
}

/** Whether nobody else can write there. Windows keeps a user's folders from others by itself. */
function isOwn({ uid, mode }: Stats): boolean {
  return !process.getuid || (uid === process.getuid() && (mode & 0o022) === 0);
}

function readOwn(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    if (!isOwn(fstatSync(file))) throw new Error(`${path} may be of somebody else`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function packed(scripts: readonly Named[]): Buffer[] {
  const body = Buffer.alloc(scripts.reduce((sum, { bytes }) => sum + aligned(bytes.length), 0));
  const header: Header = { length: 0, sum: 0, scripts: [] };
  let at = 0;
  for (const { name, stamp, bytes } of scripts) {
    bytes.copy(body, at);
    header.scripts.push({ name, stamp, start: at, length: bytes.length });
    at += aligned(bytes.length);
  }
  header.sum = checksum(body);
  // The line is as long whatever the numbers in it: blanks fill it up.
  const size = aligned(JSON.stringify(header).length + 16 * (scripts.length + 1));
  for (const script of header.scripts) script.start += size;
  header.length = size + body.length;
  return [Buffer.from(`${JSON.stringify(header).padEnd(size - 1)}\n`, "latin1"), body];
}

/** Takes files away that nobody has written for longest. */
async function removeOld(folder: string): Promise<void> {
  const { readdir, rm, stat } = promises;
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const path = join(folder, name);
      return { path, written: (await stat(path)).mtimeMs };
    }),
  );
  files.sort((a, b) => b.written - a.written);
  for (const { path } of files.slice(MOST_FILES)) await rm(path, { force: true });
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNED) * ALIGNED;
}

/** Over a number in each 256 bytes: a disk loses whole sectors. V8 checks a few numbers of its own. */
function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at + 4 <= bytes.length; at += 256) sum = (Math.imul(sum, 31) + bytes.readInt32LE(at)) | 0;
  return sum;
}

function hash(text: string): string {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  return (sum >>> 0).toString(36);
}
