/** While a document is open that no parser gets through, another is typed in: each key is answered soon. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { asDesignDoc, lengthy, pathological } from "../unit/pathological.ts";
import { DOC, URI } from "./documents.ts";
import { type Measured, startMeasured } from "./measured.ts";

const SIZE = 100_000;
/** Milliseconds of processor time: three times what a key may take, as test machines are busy. */
const MOST_MS = 300;
/** What is asked of the document itself may take longer. */
const MOST_MS_ITSELF = 2_000;
const KEYS = 6;

let server: Measured;
beforeAll(async () => {
  server = startMeasured();
  await server.client.initialize();
  await server.client.open(URI, DOC);
  await server.client.diagnostics(URI);
  for (let i = 0; i < 50; i++) await key();
});
afterAll(async () => {
  await server.client.stop();
});

/** What the server spends on something. */
async function spent(work: () => Promise<unknown>): Promise<number> {
  const before = await server.cpu();
  await work();
  return (await server.cpu()) - before;
}

/** One key in the other document, until it is answered; it is taken back, so that the document stays what it is. */
async function key(): Promise<void> {
  const { client } = server;
  const document = client.document(URI);
  const end = document.positionAt(DOC.length);
  const typed = document.getText().length > DOC.length;
  const version = await client.change(URI, [
    typed
      ? { range: { start: end, end: document.positionAt(DOC.length + 1) }, newText: "" }
      : { range: { start: end, end }, newText: "x" },
  ]);
  await client.diagnostics(URI, version);
}

const cases = pathological.map(([name, make]) => [name, make, SIZE] as const);

test.each([...cases, ...lengthy])("%s", async (name, make, size) => {
  const { client } = server;
  const uri = `file:///docs/${encodeURIComponent(name)}.md`;
  // Opening and the first key behind it are one wait; the keys that follow meet the reading of what is left.
  const waits = [
    await spent(async () => {
      await client.open(uri, asDesignDoc(make(size)));
      await key();
    }),
  ];
  for (let i = 0; i < KEYS; i++) waits.push(await spent(key));
  await client.diagnostics(uri);
  for (let i = 0; i < KEYS; i++)
    waits.push(
      await spent(async () => {
        const document = client.document(uri);
        const middle = document.positionAt(document.getText().length >> 1);
        await client.change(uri, [{ range: { start: middle, end: middle }, newText: "x" }]);
        await key();
      }),
    );
  expect(Math.max(...waits), `${name}: ${waits.map(Math.round)}`).toBeLessThan(MOST_MS);
  const position = { line: 3, character: 0 };
  const textDocument = { uri };
  const answers = await spent(async () => {
    const range = { start: position, end: position };
    const context = { diagnostics: [] };
    await client.connection.sendRequest("textDocument/codeAction", { textDocument, range, context });
    await client.connection.sendRequest("textDocument/documentSymbol", { textDocument });
    await client.connection.sendRequest("textDocument/hover", { textDocument, position });
  });
  expect(answers, name).toBeLessThan(MOST_MS_ITSELF);
  await client.connection.sendNotification("textDocument/didClose", { textDocument });
});
