/** Pull diagnostics, for clients that ask for them. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  CancellationTokenSource,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  Message,
  StreamMessageReader,
} from "vscode-languageserver/node";
import { Client } from "./client.ts";

const URI = "file:///docs/churn.md";
const TEXT = "---\ntype: ml-design-doc\n---\n# Churn\n\n## Features\n\nTenure in months, from the CRM export.\n";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

/** The answers to questions, all messages sent to a server of its own in one write. */
async function answersTo(ids: readonly number[], messages: readonly object[]): Promise<Map<number, object>> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../dist/cli.js"), "server", "--stdio"]);
  const answers = new Map<number, object>();
  const answered = new Promise<void>((resolve) => {
    new StreamMessageReader(child.stdout).listen((message) => {
      if (!Message.isResponse(message)) return;
      answers.set(Number(message.id), message);
      if (ids.every((id) => answers.has(id))) resolve();
    });
  });
  const frames = messages.map((message) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  });
  child.stdin.write(frames.join(""));
  await answered;
  child.kill();
  return answers;
}

const pull = (previousResultId?: string) =>
  client.connection.sendRequest<DocumentDiagnosticReport>("textDocument/diagnostic", {
    textDocument: { uri: URI },
    ...(previousResultId !== undefined && { previousResultId }),
  });

test("are announced and answered only where they are asked for, and then nothing is pushed", async () => {
  const { capabilities } = await client.initialize({ initializationOptions: { diagnostics: "pull" } });
  expect(capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: false, workspaceDiagnostics: false });
  await client.open(URI, TEXT);
  const full = await pull();
  if (full.kind !== "full") throw new Error("the first answer is a full one");
  expect(full.items.length).toBeGreaterThan(0);
  expect(full.items[0]).toMatchObject({ source: "ml-design-docs" });
  expect(await pull(full.resultId)).toEqual({ kind: "unchanged", resultId: full.resultId });
  const end = client.document(URI).positionAt(TEXT.length);
  await client.change(URI, [{ range: { start: end, end }, newText: "\n## Baselines\n\nThe rules find 41 %.\n" }]);
  expect(await pull(full.resultId)).toMatchObject({ kind: "full" });
  expect(client.published).toEqual([]);
});

test("a question that a newer one overtakes is answered by ServerCancelled, never by an empty report", async () => {
  await client.initialize({ initializationOptions: { diagnostics: "pull" } });
  await client.open(URI, TEXT);
  const answers = await Promise.allSettled([pull(), pull(), pull()]);
  const last = answers.at(-1);
  expect(last?.status).toBe("fulfilled");
  for (const answer of answers) {
    if (answer.status === "rejected") expect(answer.reason.code).toBe(LSPErrorCodes.ServerCancelled);
    else expect(answer.value).toMatchObject({ kind: "full", items: expect.arrayContaining([expect.anything()]) });
  }
});

test("a project's own files are answered for too", async () => {
  await client.initialize({ initializationOptions: { diagnostics: "pull" } });
  const config = "file:///docs/.ml-design-docs.yaml";
  await client.open(config, "version: 1\nruls: {}\n", "yaml");
  const ask = (previousResultId?: string) =>
    client.connection.sendRequest<DocumentDiagnosticReport>("textDocument/diagnostic", {
      textDocument: { uri: config },
      previousResultId,
    });
  const report = await ask();
  expect(report).toMatchObject({ kind: "full", items: [{ code: "configuration" }] });
  expect(await ask(report.resultId)).toMatchObject({ kind: "unchanged" });
});

test("a document that is opened anew with another text is not unchanged", async () => {
  // A client that watches files, so that opening is no reason to read the configuration again.
  await client.initialize({
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    initializationOptions: { diagnostics: "pull" },
  });
  await client.open(URI, TEXT);
  const { resultId } = await pull();
  await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: URI } });
  await client.open(URI, "# Shopping list\n\n- milk\n");
  expect(await pull(resultId)).toMatchObject({ kind: "full", items: [] });
});

test("a question that an edit in the queue overtakes is answered by ServerCancelled", async () => {
  const edit = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: TEXT };
  const change = (version: number) => ({
    method: "textDocument/didChange",
    params: { textDocument: { uri: URI, version }, contentChanges: [edit] },
  });
  const ask = (id: number) => ({ id, method: "textDocument/diagnostic", params: { textDocument: { uri: URI } } });
  const answers = await answersTo(
    [1, 2, 3],
    [
      { id: 0, method: "initialize", params: { capabilities: {}, initializationOptions: { diagnostics: "pull" } } },
      { method: "initialized", params: {} },
      {
        method: "textDocument/didOpen",
        params: { textDocument: { uri: URI, languageId: "markdown", version: 1, text: "# Shopping list\n" } },
      },
      ask(1),
      change(2),
      ask(2),
      ask(3),
      change(3),
    ],
  );
  const overtaken = (retriggerRequest: boolean) => ({
    error: { code: LSPErrorCodes.ServerCancelled, data: { retriggerRequest } },
  });
  expect(answers.get(1)).toMatchObject(overtaken(false));
  expect(answers.get(2)).toMatchObject(overtaken(false));
  // Nobody has asked since the last change.
  expect(answers.get(3)).toMatchObject(overtaken(true));
});

test("a question that the client takes back is answered by RequestCancelled", async () => {
  await client.initialize({ initializationOptions: { diagnostics: "pull" } });
  await client.open(URI, TEXT);
  const source = new CancellationTokenSource();
  const params = { textDocument: { uri: URI } };
  const asked = client.connection.sendRequest("textDocument/diagnostic", params, source.token);
  source.cancel();
  await expect(asked).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
});

test("other clients are pushed to", async () => {
  const { capabilities } = await client.initialize();
  expect(capabilities.diagnosticProvider).toBeUndefined();
});
