/** The lens on the title, from the built server. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CodeLens } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { DOC, OTHER, rangeOf, URI } from "./documents.ts";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const lenses = (uri = URI) =>
  client.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });

test("tells on the title how much is answered, as text that asks for no resolving", async () => {
  const { capabilities } = await client.initialize();
  expect(capabilities.codeLensProvider).toEqual({ resolveProvider: false });
  await client.open(URI, DOC);
  const [lens, ...more] = await lenses();
  expect(more).toEqual([]);
  expect(lens?.range).toEqual(rangeOf("Churn model"));
  expect(lens?.command).toEqual({
    title: expect.stringMatching(/^\d+ of \d+ sections answered · \d+ missing$/),
    command: "",
  });
});

test("follows the text", async () => {
  await client.initialize();
  await client.open(URI, DOC);
  const before = Number.parseInt((await lenses())[0]?.command?.title ?? "", 10);
  const end = client.document(URI).positionAt(DOC.length);
  await client.change(URI, [
    { range: { start: end, end }, newText: "\n## Labels\n\nA customer who left in 90 days.\n" },
  ]);
  expect(Number.parseInt((await lenses())[0]?.command?.title ?? "", 10)).toBeGreaterThan(before);
});

test("has our extension's command where the client is our extension", async () => {
  await client.initialize({ initializationOptions: { ownCommands: true } });
  await client.open(URI, DOC);
  expect((await lenses())[0]?.command).toMatchObject({ command: "mlDesignDocs.showCoverage", arguments: [URI] });
});

test("is none for other documents, none if switched off, and speaks the client's language", async () => {
  await client.initialize({ locale: "ru" });
  await client.open("file:///list.md", OTHER);
  expect(await lenses("file:///list.md")).toEqual([]);
  await client.open(URI, DOC);
  expect((await lenses())[0]?.command?.title).toMatch(/^Разделы с ответом: \d+ из \d+ · нет: \d+$/);
  await client.connection.sendNotification("workspace/didChangeConfiguration", {
    settings: { mlDesignDocs: { codeLens: false } },
  });
  expect(await lenses()).toEqual([]);
});
