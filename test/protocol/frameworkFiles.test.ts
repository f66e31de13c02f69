/** A team's framework file is known by what it extends, whenever that comes to stand there. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { Client } from "./client.ts";

const URI = "file:///docs/new.yaml";
const START = { line: 0, character: 0 };
let client: Client;
beforeEach(async () => {
  client = Client.start();
  await client.initialize();
});
afterEach(async () => {
  await client.stop();
});

test("one that is begun empty is told of its mistakes; when it is no such file any more they go", async () => {
  await client.open(URI, "", "yaml");
  await client.change(URI, [
    {
      range: { start: START, end: START },
      newText: "format: 1\nextends: designing-ml-systems\nsectoins: {}\n",
    },
  ]);
  const found = await client.diagnostics(URI);
  expect(found.map((d) => d.message)).toEqual([expect.stringContaining('did you mean "sections"')]);
  const second = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
  await client.change(URI, [{ range: second, newText: "" }]);
  expect(await client.diagnostics(URI)).toEqual([]);
});

test("other YAML and JSON is never spoken of", async () => {
  await client.open(URI, "a: 1\n", "yaml");
  await client.open("file:///docs/package.json", '{ "name": 1 }\n', "json");
  await client.open("file:///docs/a.md", "---\ntype: ml-design-doc\n---\n# A\n\n## Features\n\nTBD\n");
  await client.diagnostics("file:///docs/a.md");
  await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: URI } });
  const hover = await client.connection.sendRequest("textDocument/hover", {
    textDocument: { uri: "file:///docs/package.json" },
    position: START,
  });
  expect(hover).toBeNull();
  expect([...new Set(client.published.map((p) => p.uri))]).toEqual(["file:///docs/a.md"]);
});
