/** Links from rule ids to the rules' pages, from the built server. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DocumentLink } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { DOC, OTHER, rangeOf, URI } from "./documents.ts";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const links = (uri = URI) =>
  client.connection.sendRequest<DocumentLink[]>("textDocument/documentLink", { textDocument: { uri } });

test("lead from the rule in a mark to its page, which is there", async () => {
  const { capabilities } = await client.initialize();
  expect(capabilities.documentLinkProvider).toEqual({ resolveProvider: false });
  await client.open(URI, DOC);
  const [link, ...more] = await links();
  expect(more).toEqual([]);
  expect(link?.range).toEqual(rangeOf("section/empty"));
  expect(existsSync(fileURLToPath(link?.target ?? ""))).toBe(true);
});

test("go to the pages that the client names", async () => {
  await client.initialize({ initializationOptions: { rulePages: "ext://ours/docs/rules/" } });
  await client.open(URI, DOC);
  expect((await links()).map((l) => l.target)).toEqual(["ext://ours/docs/rules/section/empty.md"]);
  await client.open("file:///list.md", OTHER);
  expect(await links("file:///list.md")).toEqual([]);
});
