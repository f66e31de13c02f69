/** Editors spell the same URI in several ways: `c%3A` or `c:`, `%28` or `(`. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CodeAction, DiagnosticSeverity } from "vscode-languageserver/node";
import { spelledLike } from "../../server/src/lsp/configurations.ts";
import { Client } from "./client.ts";
import { WITH_EMPTY } from "./documents.ts";

const CONFIG = "version: 1\nrules:\n  section/empty: error\n";

let client: Client;
let asked: string[];
beforeEach(() => {
  asked = [];
  client = Client.start();
  client.connection.onRequest("mlDesignDocs/readFile", ({ uri }: { uri: string }) => {
    asked.push(uri);
    return uri.endsWith("/closed/.ml-design-docs.yaml") ? CONFIG : null;
  });
});
afterEach(async () => {
  await client.stop();
});

/** The edit that makes the empty section's rule a hint in the project. */
async function editOfConfig(uri: string): Promise<NonNullable<CodeAction["edit"]>> {
  const empty = (await client.diagnostics(uri)).find((d) => d.code === "section/empty");
  expect(empty?.severity).toBe(DiagnosticSeverity.Error);
  const actions = await client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: empty?.range,
    context: { diagnostics: [empty] },
  });
  const edit = actions.find((a) => a.title === 'Make "section/empty" a hint in this project')?.edit;
  if (!edit) throw new Error("it is not offered");
  return edit;
}

describe.each(["file:///c%3A/p", "file:///C:/p", "file:///docs%20%28new%29"])("in %s", (folder) => {
  const start = () =>
    client.initialize({
      initializationOptions: { readFile: true },
      workspaceFolders: [{ uri: folder, name: "p" }],
    });

  test("an open configuration is in force, and edits name it as the client does, with its version", async () => {
    await start();
    const [config, doc] = [`${folder}/.ml-design-docs.yaml`, `${folder}/a.md`];
    await client.open(config, CONFIG, "yaml");
    await client.open(doc, WITH_EMPTY);
    const edit = await editOfConfig(doc);
    expect(edit.documentChanges?.[0]).toMatchObject({ textDocument: { uri: config, version: 1 } });
    expect(asked.filter((uri) => uri.endsWith("p/.ml-design-docs.yaml"))).toEqual([]);
    await client.apply(edit);
    expect(client.document(config).getText()).toBe(CONFIG.replace("error", "hint"));
  });

  test("one that is not open is named with its folders as the document's are", async () => {
    await start();
    const doc = `${folder}/closed/sub/a.md`;
    await client.open(doc, WITH_EMPTY);
    expect((await editOfConfig(doc)).documentChanges?.[0]).toMatchObject({
      textDocument: { uri: `${folder}/closed/.ml-design-docs.yaml`, version: null },
    });
  });
});

test("a document that is opened under one spelling is found and closed under another", async () => {
  await client.initialize();
  await client.open("file:///c%3A/a.md", WITH_EMPTY);
  await client.diagnostics("file:///c%3A/a.md");
  const lenses = (uri: string) => client.connection.sendRequest("textDocument/codeLens", { textDocument: { uri } });
  expect(await lenses("file:///C:/a.md")).toHaveLength(1);
  await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: "file:///c:/a.md" } });
  expect(await lenses("file:///c%3A/a.md")).toBeNull();
});

test("a file elsewhere keeps its own spelling", () => {
  expect(spelledLike("file:///x%28/a.md", "file:///y(/.ml-design-docs.yaml")).toBe("file:///y(/.ml-design-docs.yaml");
  expect(spelledLike("untitled:a", "file:///c.yaml")).toBe("file:///c.yaml");
  expect(spelledLike("file:///a.md", "untitled:c")).toBe("untitled:c");
});
