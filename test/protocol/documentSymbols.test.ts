/** The outline, from the built server. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DocumentSymbol, SymbolInformation } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { DOC, OTHER, URI } from "./documents.ts";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const symbols = <T>(uri = URI) =>
  client.connection.sendRequest<T[]>("textDocument/documentSymbol", { textDocument: { uri } });
const NAMES = ["Goals", "What to beat", "Features", "Monitoring plan", "Baselines"];

test("is a tree of headings with their sections and whether these are answered", async () => {
  const { capabilities } = await client.initialize({
    capabilities: { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } },
  });
  expect(capabilities.documentSymbolProvider).toBe(true);
  await client.open(URI, DOC);
  const [title, ...more] = await symbols<DocumentSymbol>();
  expect(more).toEqual([]);
  expect(title?.name).toBe("Churn model");
  expect(title?.children?.map((s) => s.name)).toEqual(NAMES);
  expect(title?.children?.[1]?.detail).toBe("Baselines · answered");
  await client.open("file:///list.md", OTHER);
  expect(await symbols("file:///list.md")).toEqual([]);
});

test("is flat for a client that takes no tree", async () => {
  await client.initialize({ capabilities: {} });
  await client.open(URI, DOC);
  const flat = await symbols<SymbolInformation>();
  expect(flat.map((s) => s.name)).toEqual(["Churn model", ...NAMES]);
  expect(flat[1]).toMatchObject({ containerName: "Churn model", location: { uri: URI } });
});

test("is not offered where the editor has an outline of Markdown", async () => {
  const { capabilities } = await client.initialize({ initializationOptions: { documentSymbols: false } });
  expect(capabilities.documentSymbolProvider).toBeUndefined();
});
