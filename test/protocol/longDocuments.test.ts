/** A long document: a first answer from its headings, refined in slices, while other documents are served. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Diagnostic } from "vscode-languageserver/node";
import { Client } from "./client.ts";

const LONG = "file:///docs/long.md";
const SHORT = "file:///docs/short.md";
const SHORT_TEXT = "---\ntype: ml-design-doc\n---\n# Short\n\n## Features\n\nTBD\n";
/** Most of it answers nothing; the last paragraph of a chapter does. */
const LONG_TEXT = [
  "---\ntype: ml-design-doc\n---\n# Long\n",
  ...Array.from(
    { length: 2_500 },
    (_, i) => `## Note ${i}\n\nThe committee met in room ${i} and had *tea* with [milk](m${i}.md).\n`,
  ),
  "## Closing words\n\nThe baseline is the retention team's rule, which finds 38 % of churners at 21 % precision.\n",
].join("\n"); // prettier-ignore

let client: Client;
beforeEach(async () => {
  client = Client.start();
  await client.initialize();
});
afterEach(async () => {
  await client.stop();
});

const bare = (diagnostics: Diagnostic[]) =>
  diagnostics.map(({ code, message, range, severity }) => [code, message, range, severity]);
const publishedFor = (uri: string) => client.published.filter((p) => p.uri === uri);

test("is answered at once and refined to what reading it whole gives", { timeout: 120_000 }, async () => {
  await client.open(LONG, LONG_TEXT);
  await client.diagnostics(LONG);
  // While it is read on, another document is opened and edited.
  await client.open(SHORT, SHORT_TEXT);
  const short = await client.diagnostics(SHORT);
  expect(short.length).toBeGreaterThan(0);
  const at = client.document(SHORT).positionAt(SHORT_TEXT.length);
  const version = await client.change(SHORT, [{ range: { start: at, end: at }, newText: "x" }]);
  await client.diagnostics(SHORT, version);
  // The refined answer comes for the same version.
  const last = await client.publishedUntil(LONG, (list) => list.some((d) => d.code === "section/elsewhere"));
  expect(publishedFor(LONG).length).toBeGreaterThan(1);
  // A second server without haste says the same: the document grows to its length by edits of its last line.
  const whole = Client.start();
  await whole.initialize();
  await whole.open(LONG, LONG_TEXT);
  const again = await whole.publishedUntil(LONG, (list) => list.some((d) => d.code === "section/elsewhere"));
  expect(bare(again)).toEqual(bare(last));
  await whole.stop();
});

test("that is closed while it is read is left alone", async () => {
  await client.open(LONG, LONG_TEXT);
  await client.diagnostics(LONG);
  await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: LONG } });
  await client.open(SHORT, SHORT_TEXT);
  await client.diagnostics(SHORT);
  expect(publishedFor(LONG).at(-1)?.diagnostics).toEqual([]);
});
