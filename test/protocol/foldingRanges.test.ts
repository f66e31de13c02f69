/** Comments that fold away, from the built server. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FoldingRange } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { DOC, OTHER, positionOf, URI } from "./documents.ts";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const folds = (uri = URI) =>
  client.connection.sendRequest<FoldingRange[]>("textDocument/foldingRange", { textDocument: { uri } });

test("are the comments of more than one line, in design docs", async () => {
  const { capabilities } = await client.initialize();
  expect(capabilities.foldingRangeProvider).toBe(true);
  await client.open(URI, DOC);
  const { line } = positionOf("<!-- Which");
  expect(await folds()).toEqual([{ startLine: line, endLine: line + 1, kind: "comment" }]);
  await client.open("file:///list.md", OTHER);
  expect(await folds("file:///list.md")).toEqual([]);
});
