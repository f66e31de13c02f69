/** Folders that join and leave the workspace while the server runs. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CodeAction, CodeLens } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { DOC, WITH_EMPTY } from "./documents.ts";

const FOLDER = { uri: "file:///w/loud", name: "loud" };
const URI = "file:///w/loud/docs/a.md";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const change = (added: object[], removed: object[] = []) =>
  client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event: { added, removed } });

test("a folder's settings hold as soon as it joins, and no longer than it stays", async () => {
  client.connection.onRequest("workspace/configuration", ({ items }: { items: { scopeUri?: string }[] }) =>
    items.map(({ scopeUri }) => ({ status: "draft", codeLens: { enabled: scopeUri === FOLDER.uri } })),
  );
  await client.initialize({
    capabilities: { workspace: { configuration: true, workspaceFolders: true } },
    workspaceFolders: [],
  });
  await client.open(URI, DOC);
  await client.diagnostics(URI);
  const lenses = () =>
    client.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument: { uri: URI } });
  expect(await lenses()).toEqual([]);
  const seen = client.published.length;
  await change([FOLDER]);
  expect(await lenses()).toHaveLength(1);
  // What is open is checked anew, since a folder's settings may have a status and problem types.
  await client.publishedAfter(URI, seen);
  await change([], [FOLDER]);
  expect(await lenses()).toEqual([]);
});

test("a configuration is created in the folder that has joined", async () => {
  await client.initialize({
    capabilities: {
      workspace: {
        workspaceFolders: true,
        workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
      },
    },
    workspaceFolders: null,
  });
  await client.open(URI, WITH_EMPTY);
  const [empty] = (await client.diagnostics(URI)).filter((d) => d.code === "section/empty");
  const created = async () => {
    const actions = await client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: URI },
      range: empty?.range,
      context: { diagnostics: [empty] },
    });
    const [first] = actions.flatMap((a) => a.edit?.documentChanges ?? []).filter((c) => "kind" in c);
    return first && "uri" in first ? first.uri : undefined;
  };
  expect(await created()).toBe("file:///w/loud/docs/.ml-design-docs.yaml");
  await change([FOLDER]);
  expect(await created()).toBe("file:///w/loud/.ml-design-docs.yaml");
});
