/** The server in Node: over IPC from an editor's client, over stdio from the command line. */
import { existsSync, readFile as read } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { version } from "../../../package.json";
import { markdownFiles } from "../cli/files.ts";
import { bookForNextTime } from "../recognition/model.ts";
import { restrainHeap } from "./heap.ts";
import { serve } from "./server.ts";

/** So long after the first answer, or the last key, the compiled code is kept for the next start. */
const KEEP_MS = 3_000;

/** Keeps what was compiled for the next start, and what `data` gives for the framework's tables. */
export type KeepCode = (data: () => unknown) => Promise<void>;

interface StartOptions {
  locale?: string | undefined;
  keepCode: KeepCode;
}

/** Starts serving on the transport that the process arguments name (`--stdio`, `--node-ipc`, `--socket=PORT`). */
export function startNodeServer({ locale, keepCode }: StartOptions): void {
  const heap = restrainHeap();
  let keeping: NodeJS.Timeout | "done" | undefined;
  const keep = () => {
    keeping = "done";
    // V8 takes code only under the flags under which it was made.
    void heap.withoutFlags(() => keepCode(bookForNextTime));
  };
  const connection = createConnection(ProposedFeatures.all);
  const pages = join(__dirname, "../docs/rules");
  serve(connection, {
    version,
    locale,
    defer: setImmediate,
    answered() {
      setImmediate(() => heap.watch());
      keeping ??= setTimeout(keep, KEEP_MS).unref();
    },
    typed() {
      heap.typed();
      if (keeping !== "done") keeping?.refresh();
    },
    readFile,
    listMarkdown,
    rulePages: existsSync(pages) ? pathToFileURL(pages).href : undefined,
  });
  // What goes wrong beside a request is worth a line in the log, not the author's editor without its server.
  process.on("unhandledRejection", (error) => {
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  });
  // An editor that has closed the channel is gone; over stdio the end of the input says so.
  process.once("disconnect", () => process.exit(1));
  connection.listen();
}

/** A file's text; undefined if there is none, or if the URI names no file. */
async function readFile(uri: string): Promise<string | undefined> {
  if (!uri.startsWith("file:")) return undefined;
  try {
    const path = fileURLToPath(uri);
    // Not the promises of node:fs, which take longer to load than the file.
    return await new Promise((resolve) => read(path, "utf8", (error, text) => resolve(error ? undefined : text)));
  } catch {
    return undefined;
  }
}

async function* listMarkdown(folder: string): AsyncIterable<string> {
  if (!folder.startsWith("file:")) return;
  for (const path of markdownFiles([fileURLToPath(folder)])) yield pathToFileURL(path).href;
}
