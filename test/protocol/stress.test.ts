/** What clients send in haste or in error, and ten thousand random edits. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Diagnostic } from "vscode-languageserver/node";
import { Client } from "./client.ts";

const URI = "file:///docs/churn.md";
const TEXT = `---
type: ml-design-doc
---
# Churn model

## Features

Tenure in months and tickets in the last 30 days, from the CRM export.

| Metric | Target |
|---|---|
| Recall | 0.4 |

- one
- two 📈 surrogate pairs

\`\`\`python
# no heading
\`\`\`

## Monitoring

Page the on-call engineer if weekly recall falls below 0.3.
`;

let client: Client;
beforeEach(async () => {
  client = Client.start();
  await client.initialize();
});
afterEach(async () => {
  await client.stop();
});

const bare = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ range, severity, code, message, data }) => ({ range, severity, code, message, data }));

/** What the server says of the same text when it sees it for the first time. */
async function fresh(text: string, n: number) {
  const uri = `file:///fresh/${n}.md`;
  await client.open(uri, text);
  const diagnostics = await client.diagnostics(uri);
  await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  return bare(diagnostics);
}

const EDITS = 10_000;
const EACH = 100;
const PIECES = [
  "a",
  "e",
  " ",
  "\n",
  "\r\n",
  "\r",
  "#",
  "## ",
  "\n## Baselines\n\n",
  "\n\n",
  "`",
  "```\n",
  "~~~",
  "> ",
  "- ",
  "1. ",
  "|",
  "| a | b |\n|---|---|\n",
  "<!-- ",
  "-->",
  "<div>",
  "</div>",
  "---\n",
  "===\n",
  "**",
  "_",
  "[x](y)",
  "[x]: y\n",
  "📈",
  "е",
  "数据",
  "\t",
  "    ",
  "\\",
  "&amp;",
  "\nThe rules engine finds 41 % of fraud.\n",
  "TBD",
  "N/A: the data never leaves the device",
  "type: ml-design-doc\n",
  "<!-- ml-design-docs: off -->",
]; // prettier-ignore

test("after ten thousand random edits it says what a fresh check says, each hundred", {
  timeout: 600_000,
}, async () => {
  await client.open(URI, TEXT);
  const [seed] = fc.sample(fc.integer(), 1);
  const next = random(seed as number);
  const below = (n: number) => Math.floor(next() * n);
  for (let done = 0; done < EDITS; done += EACH) {
    for (let i = 0; i < EACH; i++) {
      const document = client.document(URI);
      const length = document.getText().length;
      const at = below(length + 1);
      // A document of changing size, that neither runs away nor dies out.
      const removed = next() < 0.4 || length > 6_000 ? below(Math.min(60, length - at + 1)) : 0;
      const newText = length < 200 || next() < 0.7 ? (PIECES[below(PIECES.length)] as string) : "";
      const range = { start: document.positionAt(at), end: document.positionAt(at + removed) };
      await client.change(URI, [{ range, newText }]);
    }
    const said = bare(await client.diagnostics(URI));
    expect(said, `seed ${seed}, ${done + EACH} edits`).toEqual(await fresh(client.document(URI).getText(), done));
  }
});

describe("clients in haste or in error", () => {
  const change = (uri: string, version: number, contentChanges: unknown[]) =>
    client.connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges });

  test("edits out of range, inverted, and empty change lists keep text and versions in step", async () => {
    await client.open(URI, TEXT);
    const far = { line: 9_999, character: 9_999 };
    await client.change(URI, [
      { range: { start: far, end: far }, newText: "\n## Baselines\n\nThe rules find 41 %.\n" },
    ]);
    await change(URI, 3, []);
    expect(bare(await client.diagnostics(URI, 3))).toEqual(await fresh(client.document(URI).getText(), 1));
    await change(URI, 4, [{ range: { start: { line: 4, character: 0 }, end: { line: 2, character: 0 } }, text: "" }]);
    expect(await client.diagnostics(URI, 4)).toBeInstanceOf(Array);
  });

  test("documents that are not open, and unknown URIs, are answered by nothing", async () => {
    await change("file:///not/open.md", 2, [{ text: "# x" }]);
    await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: "file:///not/open.md" } });
    for (const uri of ["file:///not/open.md", "", "untitled:", "no uri", "git:/a.md?{}"])
      expect(
        await client.connection.sendRequest("textDocument/hover", {
          textDocument: { uri },
          position: { line: 0, character: 0 },
        }),
      ).toBeNull();
  });

  test("a document opened twice is what the second opening says; after close nothing is published", async () => {
    await client.open(URI, TEXT);
    await client.open(URI, "# Shopping list\n\n- milk\n");
    await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: URI } });
    const other = await fresh(TEXT, 2);
    expect(other.length).toBeGreaterThan(3);
    const last = client.published.filter((p) => p.uri === URI).at(-1);
    expect(last?.diagnostics).toEqual([]);
  });

  test("a renamed document is closed under the old name and checked under the new", async () => {
    await client.open(URI, TEXT);
    await client.diagnostics(URI);
    await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: URI } });
    await client.open("file:///docs/renamed.md", TEXT);
    expect((await client.diagnostics("file:///docs/renamed.md")).length).toBeGreaterThan(3);
    expect(client.published.filter((p) => p.uri === URI).at(-1)?.diagnostics).toEqual([]);
  });

  test("positions outside the document are moved into it", async () => {
    await client.open(URI, TEXT);
    for (const position of [
      { line: 9_999, character: 0 },
      { line: 0, character: 9_999 },
    ])
      for (const method of ["textDocument/hover", "textDocument/completion"])
        await client.connection.sendRequest(method, { textDocument: { uri: URI }, position });
  });

  test("an unknown command is refused with its name", async () => {
    await expect(
      client.connection.sendRequest("workspace/executeCommand", { command: "rm", arguments: [] }),
    ).rejects.toThrow(/Unknown command rm/);
  });
});

/** A seeded generator of numbers in [0, 1) (mulberry32): a failure names its seed. */
function random(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
