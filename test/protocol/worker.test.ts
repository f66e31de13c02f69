/** The built server in a web worker: its scripts load each other where there is no document and nothing of Node's. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";

const DIST = join(import.meta.dirname, "../../dist");
const GIVEN = {
  MessageChannel,
  TextDecoder,
  TextEncoder,
  URL,
  console,
  performance,
  queueMicrotask,
  setTimeout,
  clearTimeout,
};

interface Message {
  id?: number;
  method?: string;
  result?: unknown;
  params?: { diagnostics?: { source?: string }[] };
}

/** A worker's global scope after its script has run; `location` is the address that the scope itself has. */
function startWorker(address: string, location: string) {
  const answers: Message[] = [];
  let answered = () => {};
  const scope: Record<string, unknown> = {
    ...GIVEN,
    addEventListener() {},
    location: { href: location },
    importScripts(url: string) {
      const file = url.slice(url.lastIndexOf("/") + 1);
      runInContext(readFileSync(join(DIST, file), "utf8"), context, { filename: url });
    },
    postMessage(message: Message) {
      answers.push(message);
      answered();
    },
  };
  const context = createContext(scope);
  runInContext("globalThis.self = globalThis;", context);
  runInContext(readFileSync(join(DIST, "server.browser.js"), "utf8"), context, { filename: address });
  return {
    send(message: object) {
      (scope["onmessage"] as (event: { data: object }) => void)({ data: { jsonrpc: "2.0", ...message } });
    },
    async received(wanted: (message: Message) => boolean): Promise<Message> {
      for (;;) {
        const message = answers.find(wanted);
        if (message) return message;
        await new Promise<void>((resolve) => {
          answered = resolve;
        });
      }
    },
  };
}

test.each([
  ["by its own address", "https://host/dist/server.browser.js", "https://host/dist/server.browser.js"],
  // As extension hosts start workers: by a script of their own.
  ["by a script of the host", "https://host/dist/server.browser.js", "blob:https://host/1-2"],
])("begun %s it checks a document", async (_, address, location) => {
  const worker = startWorker(address, location);
  worker.send({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
  expect(await worker.received((m) => m.id === 1)).toHaveProperty("result.capabilities");
  worker.send({ method: "initialized", params: {} });
  const text = "---\ntype: ml-design-doc\n---\n# Churn &amp; returns\n";
  const textDocument = { uri: "file:///a.md", languageId: "markdown", version: 1, text };
  worker.send({ method: "textDocument/didOpen", params: { textDocument } });
  const { params } = await worker.received((m) => m.method === "textDocument/publishDiagnostics");
  expect(params?.diagnostics?.[0]?.source).toBe("ml-design-docs");
});
