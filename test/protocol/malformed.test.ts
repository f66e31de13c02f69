/** What a client sends that is not as the protocol has it: refused by name, or left aside, and the server goes on. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CodeAction, ErrorCodes, type Hover } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { DOC, positionOf, rangeOf, URI } from "./documents.ts";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const send = <T = unknown>(method: string, params?: unknown) =>
  params === undefined ? client.connection.sendRequest<T>(method) : client.connection.sendRequest<T>(method, params);
const textDocument = { uri: URI };

describe("a request is refused by InvalidParams", () => {
  test.each([
    ["textDocument/hover", {}],
    ["textDocument/hover", { textDocument }],
    ["textDocument/hover", { textDocument: {}, position: positionOf("## Goals") }],
    ["textDocument/hover", { textDocument, position: { line: "1", character: 0 } }],
    ["textDocument/hover", { textDocument, position: { line: -1, character: 0 } }],
    ["textDocument/completion", { textDocument, position: null }],
    ["textDocument/codeAction", { textDocument, range: rangeOf("Goals") }],
    ["textDocument/codeAction", { textDocument, context: { diagnostics: [] } }],
    ["textDocument/inlayHint", { textDocument, range: { start: { line: 0 } } }],
    ["textDocument/codeLens", []],
    ["textDocument/foldingRange", undefined],
    ["codeAction/resolve", undefined],
  ])("%s %j", async (method, params) => {
    await client.initialize();
    await client.open(URI, DOC);
    await expect(send(method, params)).rejects.toMatchObject({
      code: ErrorCodes.InvalidParams,
      message: expect.stringContaining(method),
    });
  });

  test("commands too: an unknown section, an unknown word", async () => {
    await client.initialize();
    await client.open(URI, DOC);
    const run = (command: string, ...args: unknown[]) =>
      send("workspace/executeCommand", { command: `mlDesignDocs.server.${command}`, arguments: args });
    const invalid = { code: ErrorCodes.InvalidParams };
    await expect(run("headingIs", URI, DOC.indexOf("## Goals") + 3, "blah")).rejects.toMatchObject(invalid);
    await expect(run("markKind", URI, "blah")).rejects.toMatchObject(invalid);
    expect(client.applied).toEqual([]);
  });
});

test("an item of no document comes back as it went", async () => {
  await client.initialize();
  expect(await send("codeAction/resolve", { title: "x" })).toEqual({ title: "x" });
  expect(await send("codeAction/resolve", { title: "x", data: "y" })).toEqual({ title: "x", data: "y" });
});

test("diagnostics that are none do not keep the others from their fixes", async () => {
  await client.initialize();
  await client.open(URI, DOC);
  const [first] = await client.diagnostics(URI);
  const actions = await send<CodeAction[]>("textDocument/codeAction", {
    textDocument,
    range: first?.range,
    context: { diagnostics: [null, 5, { source: "ml-design-docs" }, first], only: ["quickfix", null] },
  });
  expect(actions.length).toBeGreaterThan(0);
});

test("what a client says at the start counts only as far as it is of the right type", async () => {
  const { capabilities } = await client.initialize({
    locale: 5,
    rootUri: 5,
    workspaceFolders: [{}, null],
    initializationOptions: { locale: 7, rulePages: 8, diagnostics: "both", readFile: "no", mlDesignDocs: [] },
    capabilities: { general: { positionEncodings: "utf-8" }, textDocument: { codeAction: { resolveSupport: {} } } },
  } as never);
  expect(capabilities.positionEncoding).toBe("utf-16");
  await client.open(URI, DOC);
  expect((await client.diagnostics(URI)).length).toBeGreaterThan(0);
  const hover = await send<Hover>("textDocument/hover", { textDocument, position: positionOf("## Goals", 4) });
  expect(JSON.stringify(hover.contents)).toContain("chapter");
});

test("options that are no object are none", async () => {
  await client.initialize({ initializationOptions: "x", workspaceFolders: null, rootUri: "file:///docs" });
  await client.open(URI, DOC);
  expect((await client.diagnostics(URI)).length).toBeGreaterThan(0);
});

test("a whole new text under the old version is a new text", async () => {
  await client.initialize();
  await client.open(URI, "# Shopping list\n\n- milk\n");
  expect(await client.diagnostics(URI)).toEqual([]);
  const seen = client.published.length;
  await client.connection.sendNotification("textDocument/didChange", {
    textDocument: { uri: URI, version: 1 },
    contentChanges: [{ text: DOC }],
  });
  expect((await client.publishedAfter(URI, seen)).length).toBeGreaterThan(0);
  expect(await send("textDocument/codeLens", { textDocument })).toHaveLength(1);
});
