/** Pull diagnostics, for clients that ask for them. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { type DocumentDiagnosticReport, LSPErrorCodes } from "vscode-languageserver/node";
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

test("other clients are pushed to", async () => {
  const { capabilities } = await client.initialize();
  expect(capabilities.diagnosticProvider).toBeUndefined();
});
