/** From a section's mention to its heading, with the built server. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Location, LocationLink, Position } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { DOC, positionOf, rangeOf, URI } from "./documents.ts";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const LINKS = { capabilities: { textDocument: { definition: { linkSupport: true } } } };
const go = <T = LocationLink>(position: Position) =>
  client.connection.sendRequest<T[] | null>("textDocument/definition", { textDocument: { uri: URI }, position });

test("leads from a mention in prose, in a mark, and from a heading to the section's other place", async () => {
  const { capabilities } = await client.initialize(LINKS);
  expect(capabilities.definitionProvider).toBe(true);
  await client.open(URI, DOC);
  const heading = (text: string) => ({
    start: positionOf(`## ${text}`, 3),
    end: positionOf(`## ${text}`, 3 + text.length),
  });

  const prose = await go(positionOf("see Monitoring", 6));
  expect(prose).toEqual([
    {
      originSelectionRange: rangeOf("Monitoring plan"),
      targetUri: URI,
      targetRange: {
        start: positionOf("## Monitoring plan"),
        end: positionOf("falls below 0.3.", "falls below 0.3.".length),
      },
      targetSelectionRange: heading("Monitoring plan"),
    },
  ]);
  const mark = await go(positionOf("section/empty, baselines", 17));
  expect(mark).toHaveLength(1);
  expect([heading("What to beat"), heading("Baselines")]).toContainEqual(mark?.[0]?.targetSelectionRange);
  expect((await go(positionOf("## What", 4)))?.map((l) => l.targetSelectionRange)).toEqual([heading("Baselines")]);
  expect(await go(positionOf("We propose"))).toBeNull();
});

test("is a plain location for a client that takes no links", async () => {
  await client.initialize({ capabilities: {} });
  await client.open(URI, DOC);
  const found = await go<Location>(positionOf("see Monitoring", 6));
  expect(found).toEqual([
    { uri: URI, range: { start: positionOf("## Monitoring plan", 3), end: positionOf("## Monitoring plan", 18) } },
  ]);
});

test("counts in the client's units", async () => {
  const text = DOC.replace("see Monitoring", "смотри Monitoring");
  await client.initialize({
    capabilities: { ...LINKS.capabilities, general: { positionEncodings: ["utf-8"] } },
  });
  await client.open(URI, text);
  const { line, character } = positionOf("смотри Monitoring", 0, text);
  const start = character + Buffer.byteLength("смотри ");
  const found = await go({ line, character: start + 2 });
  expect(found?.[0]?.originSelectionRange).toEqual({
    start: { line, character: start },
    end: { line, character: start + "Monitoring plan".length },
  });
});
