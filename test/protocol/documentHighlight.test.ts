/** All places of a section, from the built server. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DocumentHighlight, Position } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { DOC, positionOf, rangeOf, URI } from "./documents.ts";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const lit = (position: Position) =>
  client.connection.sendRequest<DocumentHighlight[] | null>("textDocument/documentHighlight", {
    textDocument: { uri: URI },
    position,
  });

test("shows from each heading of a section all of them, and leaves other text to the editor", async () => {
  const { capabilities } = await client.initialize();
  expect(capabilities.documentHighlightProvider).toBe(true);
  await client.open(URI, DOC);
  const found = await lit(positionOf("## What to beat", 5));
  const ranges = found?.map((h) => h.range);
  const start = positionOf("## What to beat", 3);
  expect(ranges).toContainEqual({ start, end: { line: start.line, character: "## What to beat".length } });
  expect(ranges).toContainEqual(rangeOf("Baselines"));
  expect(await lit(positionOf("Baselines", 1))).toEqual(found);
  expect(await lit(positionOf("We propose", 2))).toBeNull();
});
