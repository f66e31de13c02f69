/** The check of the whole workspace: a command with progress that can be cancelled. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { WorkspaceReport } from "../../server/src/lsp/workspaceCheck.ts";
import { Client } from "./client.ts";

const DOC = "---\ntype: ml-design-doc\n---\n# Churn\n\n## Features\n\nTenure in months, from the CRM export.\n";
let client: Client;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mldd-workspace-"));
  mkdirSync(join(folder, "docs"));
  writeFileSync(join(folder, "docs/churn.md"), DOC);
  writeFileSync(join(folder, "README.md"), "# Read me\n\nInstall it.\n");
  writeFileSync(join(folder, "notes.txt"), DOC);
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
  rmSync(folder, { recursive: true });
});

const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
const checkAll = (...args: unknown[]) =>
  client.connection.sendRequest<WorkspaceReport>("workspace/executeCommand", {
    command: "mlDesignDocs.server.checkWorkspace",
    arguments: args,
  });

async function start(capabilities: object = {}): Promise<unknown[]> {
  const progress: unknown[] = [];
  client.connection.onRequest("window/workDoneProgress/create", ({ token }: { token: string }) => {
    client.connection.onProgress({ method: "$/progress" } as never, token, (value) => void progress.push(value));
    return null;
  });
  await client.initialize({
    capabilities,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "w" }],
  });
  return progress;
}

test("reads all Markdown files, open ones as they stand in the editor, and shows progress", async () => {
  const progress = await start({ window: { workDoneProgress: true } });
  await client.open(uriOf("docs/churn.md"), `${DOC}\n## Baselines\n\nThe rules engine finds 41 % of churners.\n`);
  const report = await checkAll();
  expect(report.documents.map((d) => [d.path, d.kind])).toEqual([
    ["README.md", "other"],
    ["docs/churn.md", "ml-design-doc"],
  ]);
  expect(report.uris).toEqual([uriOf("README.md"), uriOf("docs/churn.md")]);
  expect(report.documents[1]?.sections.find((s) => s.id === "baselines")?.status).toBe("covered");
  expect(report.summary.documents).toBe(2);
  expect(progress[0]).toMatchObject({ kind: "begin", cancellable: true });
  expect(progress.at(-1)).toMatchObject({ kind: "end" });
});

test("names the sections of the frameworks in force, a team's own among them, in the interface's language", async () => {
  const section = "{title: On-call rota, chapter: 8, questions: [Who is paged?]}";
  const team = `format: 1\nextends: designing-ml-systems\nsections: {on-call: ${section}}\n`;
  writeFileSync(join(folder, "docs/team.yaml"), team);
  writeFileSync(join(folder, "docs/.ml-design-docs.yaml"), "version: 1\nframework: ./team.yaml\n");
  await start();
  const { chapters } = await checkAll();
  expect(chapters.map((c) => c.chapter)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  const sections = chapters.flatMap((c) => c.sections);
  expect(sections).toHaveLength(33);
  expect(sections).toContainEqual({ id: "leakage", title: "Data leakage risks" });
  expect(chapters.find((c) => c.chapter === 8)?.sections.at(-1)).toEqual({
    id: "on-call",
    title: "On-call rota",
  });
});

test("reads what it is given, and says what cannot be read", async () => {
  await start();
  const report = await checkAll([uriOf("docs/churn.md"), uriOf("gone.md")]);
  expect(report.documents.map((d) => d.path)).toEqual(["docs/churn.md"]);
  expect(report.failed).toEqual([{ uri: uriOf("gone.md"), reason: "it cannot be read" }]);
});

test("names a document whose URI is malformed as it is, and one that the client cannot read with the reason", async () => {
  client.connection.onRequest("mlDesignDocs/readFile", ({ uri }: { uri: string }) => {
    throw new Error(`no access to ${uri}`);
  });
  await client.initialize({
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "w" }],
    initializationOptions: { readFile: true },
  });
  await client.open(uriOf("100%.md").replace("%25", "%"), DOC);
  const report = await checkAll([uriOf("100%.md").replace("%25", "%"), uriOf("docs/churn.md")]);
  expect(report.documents.map((d) => [d.path, d.kind])).toEqual([["100%.md", "ml-design-doc"]]);
  expect(report.failed).toEqual([
    { uri: uriOf("docs/churn.md"), reason: expect.stringContaining("no access to file:") },
  ]);
});

test("goes without progress where the client refuses it", async () => {
  client.connection.onRequest("window/workDoneProgress/create", () => {
    throw new Error("not now");
  });
  await client.initialize({
    capabilities: { window: { workDoneProgress: true } },
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "w" }],
  });
  expect((await checkAll()).summary.documents).toBe(2);
});

test("shows its progress where the client's own token says, and creates no other", async () => {
  const created = await start({ window: { workDoneProgress: true } });
  const shown: unknown[] = [];
  client.connection.onProgress({ method: "$/progress" } as never, "mine", (value) => void shown.push(value));
  await client.connection.sendRequest("workspace/executeCommand", {
    command: "mlDesignDocs.server.checkWorkspace",
    workDoneToken: "mine",
  });
  expect(shown[0]).toMatchObject({ kind: "begin", cancellable: false });
  expect(shown.at(-1)).toMatchObject({ kind: "end" });
  expect(created).toEqual([]);
});

test("ends when the user cancels the progress", async () => {
  for (let i = 0; i < 200; i++) writeFileSync(join(folder, `docs/${i}.md`), DOC);
  client.connection.onRequest("window/workDoneProgress/create", ({ token }: { token: string }) => {
    client.connection.onProgress(
      { method: "$/progress" } as never,
      token,
      () => void client.connection.sendNotification("window/workDoneProgress/cancel", { token }),
    );
    return null;
  });
  await client.initialize({
    capabilities: { window: { workDoneProgress: true } },
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "w" }],
  });
  await expect(checkAll()).rejects.toThrow(/cancelled/);
});
