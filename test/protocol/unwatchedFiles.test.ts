/** Clients that do not watch files: configuration is read again whenever a document is opened or saved. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { WITH_EMPTY } from "./documents.ts";

const STRICT = "version: 1\nrules: {section/empty: error}\n";
let client: Client;
let folder: string;
let sync: unknown;
const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
const write = (text: string) => writeFileSync(join(folder, ".ml-design-docs.yaml"), text);
const isStrict = (diagnostics: Diagnostic[]) =>
  diagnostics.some((d) => d.code === "section/empty" && d.severity === DiagnosticSeverity.Error);
const saved = (uri: string) => client.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mldd-unwatched-"));
  client = Client.start();
  const { capabilities } = await client.initialize({ rootUri: pathToFileURL(folder).href });
  sync = capabilities.textDocumentSync;
  await client.open(uriOf("a.md"), WITH_EMPTY);
  expect(isStrict(await client.diagnostics(uriOf("a.md")))).toBe(false);
});
afterEach(async () => {
  await client.stop();
  rmSync(folder, { recursive: true });
});

test("after a save every open document is checked under what is in the files now", async () => {
  expect(sync).toMatchObject({ save: true });
  await client.open(uriOf("b.md"), WITH_EMPTY);
  await client.diagnostics(uriOf("b.md"));
  write(STRICT);
  await saved(uriOf("a.md"));
  expect(await client.publishedUntil(uriOf("a.md"), isStrict)).toBeTruthy();
  expect(await client.publishedUntil(uriOf("b.md"), isStrict)).toBeTruthy();
});

test("after another document is opened, those that are open already are too", async () => {
  write(STRICT);
  await client.open(uriOf("b.md"), WITH_EMPTY);
  expect(isStrict(await client.diagnostics(uriOf("b.md")))).toBe(true);
  expect(await client.publishedUntil(uriOf("a.md"), isStrict)).toBeTruthy();
});

test("the configuration's own buffer is followed as it is typed", async () => {
  const config = uriOf(".ml-design-docs.yaml");
  write("version: 1\n");
  await client.open(config, STRICT, "yaml");
  expect(await client.publishedUntil(uriOf("a.md"), isStrict)).toBeTruthy();
});

test("where nothing has changed, opening or saving one document says nothing of the others", async () => {
  const published = () => client.published.filter(({ uri }) => uri === uriOf("a.md")).length;
  const before = published();
  for (const name of ["b.md", "c.md", "d.md"]) {
    await client.open(uriOf(name), WITH_EMPTY);
    await client.diagnostics(uriOf(name));
    await saved(uriOf(name));
  }
  // The answer to a change that follows shows that what came before it is done.
  const end = { line: 0, character: 0 };
  const version = await client.change(uriOf("d.md"), [{ range: { start: end, end }, newText: "" }]);
  await client.diagnostics(uriOf("d.md"), version);
  expect(published()).toBe(before);
});
