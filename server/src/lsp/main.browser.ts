/** The server in a web worker. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { version } from "../../../package.json";
import { serve } from "./server.ts";

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));

// Messages of a channel are tasks like those of the transport, so a deferred task runs behind what has arrived already.
const channel = new MessageChannel();
const tasks: (() => void)[] = [];
channel.port1.onmessage = () => tasks.shift()?.();

serve(connection, {
  version,
  defer(task) {
    tasks.push(task);
    channel.port2.postMessage(0);
  },
});
connection.listen();
