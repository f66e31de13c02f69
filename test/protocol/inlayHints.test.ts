/** Hints that name a heading's section, from the built server. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { InlayHint } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { DOC, OTHER, positionOf, URI } from "./documents.ts";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const ALL = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
const hints = (range = ALL, uri = URI) =>
  client.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri }, range });
const set = (inlayHints: unknown) =>
  client.connection.sendNotification("workspace/didChangeConfiguration", {
    settings: { mlDesignDocs: { inlayHints } },
  });

test("are off until the editor's settings ask for them", async () => {
  const { capabilities } = await client.initialize();
  expect(capabilities.inlayHintProvider).toBe(true);
  await client.open(URI, DOC);
  expect(await hints()).toEqual([]);
  await set(true);
  expect(await hints()).toContainEqual({
    position: positionOf("## What to beat", "## What to beat".length),
    label: "→ Baselines",
    tooltip: expect.stringMatching(/^Taken for this section because/),
    paddingLeft: true,
  });
  await set(false);
  expect(await hints()).toEqual([]);
});

test("stand only where heading and title differ, and in the range that was asked for", async () => {
  await client.initialize();
  await client.open(URI, DOC);
  await set(true);
  const lines = (await hints()).map((h) => h.position.line);
  expect(lines).toContain(positionOf("## Goals").line);
  expect(lines).not.toContain(positionOf("## Monitoring plan").line);
  const start = positionOf("## What to beat");
  expect(await hints({ start, end: { line: start.line + 1, character: 0 } })).toHaveLength(1);
  await client.open("file:///list.md", OTHER);
  expect(await hints(ALL, "file:///list.md")).toEqual([]);
});

test("appear when a client that is asked for its settings has them on", async () => {
  client.connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
    items.map(() => ({ inlayHints: true })),
  );
  await client.initialize({ capabilities: { workspace: { configuration: true } } });
  await client.open(URI, DOC);
  expect((await hints()).length).toBeGreaterThan(0);
});
