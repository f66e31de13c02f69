/** The server in Node: over IPC from an editor's client, over stdio from the command line. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { version } from "../../../package.json";
import { serve } from "./server.ts";

/** Starts serving on the transport that the process arguments name (`--stdio`, `--node-ipc`, `--socket=PORT`). */
export function startNodeServer(): void {
  const connection = createConnection(ProposedFeatures.all);
  const pages = join(__dirname, "../docs/rules");
  serve(connection, {
    version,
    defer: setImmediate,
    rulePages: existsSync(pages) ? pathToFileURL(pages).href : undefined,
  });
  connection.listen();
}
