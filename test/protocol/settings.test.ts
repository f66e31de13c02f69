/** The editor's settings, each workspace folder with its own, from the built server. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CodeLens } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { DOC } from "./documents.ts";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

interface Item {
  scopeUri?: string;
  section?: string;
}
const lenses = (uri: string) =>
  client.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });

test("are asked for once a folder, and hold in that folder only", async () => {
  const asked: Item[] = [];
  client.connection.onRequest("workspace/configuration", ({ items }: { items: Item[] }) => {
    asked.push(...items);
    return items.map(({ scopeUri }) => ({ codeLens: { enabled: scopeUri === "file:///w/loud" } }));
  });
  const workspaceFolders = ["file:///w", "file:///w/loud"].map((uri) => ({ uri, name: uri }));
  await client.initialize({ capabilities: { workspace: { configuration: true } }, workspaceFolders });
  for (const uri of ["file:///w/loud/a.md", "file:///w/loud/b.md", "file:///w/c.md", "file:///elsewhere.md"])
    await client.open(uri, DOC);
  expect(await lenses("file:///w/loud/a.md")).toHaveLength(1);
  expect(await lenses("file:///w/loud/b.md")).toHaveLength(1);
  expect(await lenses("file:///w/c.md")).toEqual([]);
  expect(await lenses("file:///elsewhere.md")).toEqual([]);
  const section = "mlDesignDocs";
  expect(asked).toHaveLength(3);
  expect(asked).toEqual(
    expect.arrayContaining([{ scopeUri: "file:///w/loud", section }, { scopeUri: "file:///w", section }, { section }]),
  );
});

test("are asked for anew when they have changed", async () => {
  let enabled = true;
  client.connection.onRequest("workspace/configuration", ({ items }: { items: Item[] }) =>
    items.map(() => ({ codeLens: { enabled } })),
  );
  await client.initialize({ capabilities: { workspace: { configuration: true } } });
  await client.open("file:///a.md", DOC);
  expect(await lenses("file:///a.md")).toHaveLength(1);
  enabled = false;
  await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  expect(await lenses("file:///a.md")).toEqual([]);
});

test("a client that takes registrations is asked to tell of changes in them alone", async () => {
  const registered: unknown[] = [];
  const told = new Promise<void>((resolve) => {
    client.connection.onRequest("client/registerCapability", ({ registrations }: { registrations: object[] }) => {
      registered.push(...registrations);
      resolve();
      return null;
    });
  });
  await client.initialize({
    capabilities: { workspace: { didChangeConfiguration: { dynamicRegistration: true } } },
  });
  await told;
  expect(registered).toMatchObject([
    { method: "workspace/didChangeConfiguration", registerOptions: { section: "mlDesignDocs" } },
  ]);
});

test("that were sent at the start hold where a client answers that it knows none", async () => {
  client.connection.onRequest("workspace/configuration", ({ items }: { items: Item[] }) => items.map(() => null));
  await client.initialize({
    capabilities: { workspace: { configuration: true } },
    initializationOptions: { mlDesignDocs: { codeLens: false } },
  });
  await client.open("file:///a.md", DOC);
  expect(await lenses("file:///a.md")).toEqual([]);
});

test("are the defaults where a client cannot say", async () => {
  client.connection.onRequest("workspace/configuration", () => {
    throw new Error("none");
  });
  await client.initialize({ capabilities: { workspace: { configuration: true } } });
  await client.open("file:///a.md", DOC);
  expect(await lenses("file:///a.md")).toHaveLength(1);
});
