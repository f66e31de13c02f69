/** Project configuration in the spawned server: found, watched, put in force at once, and helped with in its own file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type CompletionItem,
  type Diagnostic,
  DiagnosticSeverity,
  FileChangeType,
  type Hover,
} from "vscode-languageserver/node";
import { Client } from "./client.ts";

const TEXT = `# Churn model

We propose a model that tells the retention team which customers are about to leave.

## Features

TBD

## Numbers to beat

The retention team's rule finds 38 % of churners at 21 % precision.

## Monitoring

Page the on-call engineer if weekly recall falls below 0.3.
`;
let folder: string;
let client: Client;
const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
const DOC = "docs/churn.md";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mldd-config-"));
  mkdirSync(join(folder, "docs"));
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
  rmSync(folder, { recursive: true });
});

const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
const told = (path: string, type: FileChangeType = FileChangeType.Changed) =>
  client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(path), type }] });
const start = async (more: object = {}) => {
  const watchers: string[] = [];
  client.connection.onRequest("client/registerCapability", ({ registrations }) => {
    for (const { registerOptions } of registrations as { registerOptions?: { watchers?: { globPattern: string }[] } }[])
      for (const { globPattern } of registerOptions?.watchers ?? []) watchers.push(globPattern);
    return null;
  });
  await client.initialize({
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "w" }],
    ...more,
  });
  return watchers;
};
/** The next diagnostics that are published for a document after something was done. */
const nextAfter = async (uri: string, act: () => unknown): Promise<Diagnostic[]> => {
  const seen = client.published.length;
  await act();
  return client.publishedAfter(uri, seen);
};
const codes = (diagnostics: Diagnostic[]) => diagnostics.map((d) => d.code);
const severityOf = (diagnostics: Diagnostic[], code: string) => diagnostics.find((d) => d.code === code)?.severity;

describe("a configuration", () => {
  test("is found upward from the document; include makes it a design doc, rules and aliases hold", async () => {
    write(
      ".ml-design-docs.yaml",
      "version: 1\ninclude: [docs/**]\nrules:\n  section/empty: error\naliases:\n  baselines: [Numbers to beat]\n",
    );
    await start();
    await client.open(uriOf(DOC), TEXT);
    const found = await client.diagnostics(uriOf(DOC));
    expect(severityOf(found, "section/empty")).toBe(DiagnosticSeverity.Error);
    const hover = await client.connection.sendRequest<Hover>("textDocument/hover", {
      textDocument: { uri: uriOf(DOC) },
      position: { line: 8, character: 5 },
    });
    expect(JSON.stringify(hover.contents)).toContain("Baselines");
  });

  test("that appears, changes and goes is in force at once, without a restart", async () => {
    const watchers = await start();
    const uri = uriOf(DOC);
    await client.open(uri, `---\ntype: ml-design-doc\n---\n${TEXT}`);
    const none = await client.diagnostics(uri);
    expect(severityOf(none, "section/empty")).not.toBe(DiagnosticSeverity.Error);
    expect(watchers).toContain("**/.ml-design-docs.yaml");

    write(".ml-design-docs.yaml", "version: 1\nrules: {section/empty: error}\n");
    const appeared = await nextAfter(uri, () => told(".ml-design-docs.yaml", FileChangeType.Created));
    expect(severityOf(appeared, "section/empty")).toBe(DiagnosticSeverity.Error);

    write(".ml-design-docs.yaml", 'version: 1\nrules: {section/empty: "off"}\n');
    const changed = await nextAfter(uri, () => told(".ml-design-docs.yaml"));
    expect(codes(changed)).not.toContain("section/empty");

    rmSync(join(folder, ".ml-design-docs.yaml"));
    const gone = await nextAfter(uri, () => told(".ml-design-docs.yaml", FileChangeType.Deleted));
    expect(severityOf(gone, "section/empty")).toBe(severityOf(none, "section/empty"));
  });

  test("with a mistake says so in its own file, and the last good one stays in force", async () => {
    write(".ml-design-docs.yaml", "version: 1\nrules: {section/empty: error}\n");
    await start();
    const [doc, config] = [uriOf(DOC), uriOf(".ml-design-docs.yaml")];
    await client.open(doc, `---\ntype: ml-design-doc\n---\n${TEXT}`);
    await client.diagnostics(doc);
    await client.open(config, "version: 1\nrules: {section/empty: error}\n", "yaml");
    expect(await client.diagnostics(config)).toEqual([]);
    const wrong = await nextAfter(config, () =>
      client.change(config, [
        { range: { start: { line: 1, character: 8 }, end: { line: 1, character: 21 } }, newText: "section/emty" },
      ]),
    );
    expect(wrong[0]?.message).toContain("section/empty");
    expect(wrong[0]?.range.start).toEqual({ line: 1, character: 8 });
    const still = await client.publishedAfter(doc, 0);
    expect(severityOf(still, "section/empty")).toBe(DiagnosticSeverity.Error);
    const fixes = await client.connection.sendRequest<{ title: string; edit: object }[]>("textDocument/codeAction", {
      textDocument: { uri: config },
      range: wrong[0]?.range,
      context: { diagnostics: wrong },
    });
    expect(fixes.length).toBeGreaterThan(0);
    await client.apply(fixes[0]?.edit ?? {});
    expect(await client.diagnostics(config)).toEqual([]);
  });

  test("counts as it stands in the editor, saved or not; what was not saved goes when it is closed", async () => {
    write(".ml-design-docs.yaml", "version: 1\n");
    await start();
    const [doc, config] = [uriOf(DOC), uriOf(".ml-design-docs.yaml")];
    await client.open(doc, `---\ntype: ml-design-doc\n---\n${TEXT}`);
    await client.diagnostics(doc);
    const typed = await nextAfter(doc, () =>
      client.open(config, "version: 1\nrules: {section/empty: error}\n", "yaml"),
    );
    expect(severityOf(typed, "section/empty")).toBe(DiagnosticSeverity.Error);
    const closed = await nextAfter(doc, () =>
      client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: config } }),
    );
    expect(severityOf(closed, "section/empty")).not.toBe(DiagnosticSeverity.Error);
  });

  test("what was written and not saved is not the last good one of a broken file; what was saved is", async () => {
    const config = uriOf(".ml-design-docs.yaml");
    const doc = uriOf(DOC);
    await start();
    await client.open(doc, `---\ntype: ml-design-doc\n---\n${TEXT}`);
    const none = severityOf(await client.diagnostics(doc), "section/empty");
    const is = (severity: DiagnosticSeverity | undefined) => (found: Diagnostic[]) =>
      severityOf(found, "section/empty") === severity;
    const strict = "version: 1\nrules: {section/empty: error}\n";
    write(".ml-design-docs.yaml", "version: [\n");
    await client.open(config, strict, "yaml");
    await client.publishedUntil(doc, is(DiagnosticSeverity.Error));
    const close = () =>
      nextAfter(doc, () =>
        client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: config } }),
      );
    expect(is(none)(await close())).toBe(true);

    await client.open(config, strict, "yaml");
    await client.publishedUntil(doc, is(DiagnosticSeverity.Error));
    await client.connection.sendNotification("textDocument/didSave", { textDocument: { uri: config } });
    const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    await nextAfter(doc, () => client.change(config, [{ range: whole, newText: "version: [\n" }]));
    expect(is(DiagnosticSeverity.Error)(await close())).toBe(true);
  });

  test("of one folder that is broken does not disable another's; loose and untitled documents have none", async () => {
    mkdirSync(join(folder, "a"));
    mkdirSync(join(folder, "b"));
    write("a/.ml-design-docs.yaml", "version: [\n");
    write("b/.ml-design-docs.yaml", "version: 1\nrules: {section/empty: error}\n");
    await start({
      workspaceFolders: [
        { uri: uriOf("a"), name: "a" },
        { uri: uriOf("b"), name: "b" },
      ],
    });
    for (const [path, severity] of [
      ["a/x.md", false],
      ["b/x.md", true],
    ] as const) {
      await client.open(uriOf(path), `---\ntype: ml-design-doc\n---\n${TEXT}`);
      const found = await client.diagnostics(uriOf(path));
      expect(severityOf(found, "section/empty") === DiagnosticSeverity.Error, path).toBe(severity);
    }
    await client.open("untitled:Untitled-1", `---\ntype: ml-design-doc\n---\n${TEXT}`);
    expect(codes(await client.diagnostics("untitled:Untitled-1"))).toContain("section/empty");
  });

  test("on a virtual file system is read through the client", async () => {
    const asked: string[] = [];
    client.connection.onRequest("mlDesignDocs/readFile", ({ uri }: { uri: string }) => {
      asked.push(uri);
      return uri === "vscode-vfs://github/team/docs/.ml-design-docs.yaml"
        ? "version: 1\nrules: {section/empty: error}\n"
        : null;
    });
    await start({ initializationOptions: { readFile: true } });
    const uri = "vscode-vfs://github/team/docs/churn.md";
    await client.open(uri, `---\ntype: ml-design-doc\n---\n${TEXT}`);
    expect(severityOf(await client.diagnostics(uri), "section/empty")).toBe(DiagnosticSeverity.Error);
    expect(asked.length).toBeGreaterThan(0);
  });
});

test("the team's framework asks for its own sections, in documents that are open already too", async () => {
  write("team.yaml", "format: 1\nextends: designing-ml-systems\n");
  write(".ml-design-docs.yaml", "version: 1\nframework: ./team.yaml\n");
  await start();
  const uri = uriOf(DOC);
  await client.open(uri, `---\ntype: ml-design-doc\n---\n${TEXT}`);
  await client.diagnostics(uri);
  write(
    "team.yaml",
    `format: 1
extends: designing-ml-systems
sections:
  carbon:
    title: Carbon budget
    chapter: 10
    required-from: draft
    aliases: [carbon budget]
    evidence: [tonnes of co2]
    questions: [How much may training emit?]
    guidance: What the team may emit.
    template: "- Budget: \\n"
`,
  );
  const found = await nextAfter(uri, () => told("team.yaml"));
  expect(JSON.stringify(found)).toContain("carbon");
});

test("fixes in its own file are found by the cursor's line, and are of the kinds that are asked for", async () => {
  await start();
  const config = uriOf(".ml-design-docs.yaml");
  await client.open(config, "version: 1\nruls: {}\nrules:\n  section/emty: hint\n", "yaml");
  const fixes = async (line: number, context: object) => {
    const at = { line, character: 0 };
    const params = { textDocument: { uri: config }, range: { start: at, end: at }, context };
    return (await client.connection.sendRequest<{ title: string }[]>("textDocument/codeAction", params)).map(
      ({ title }) => title,
    );
  };
  expect(await fixes(3, { diagnostics: [] })).toEqual(['Change to "section/empty"']);
  const diagnostics = await client.diagnostics(config);
  expect(await fixes(3, { diagnostics, only: ["quickfix"] })).toHaveLength(diagnostics.length);
  expect(await fixes(3, { diagnostics, only: ["refactor"] })).toEqual([]);
});

test("that is a list is told what it must be", async () => {
  await start();
  const config = uriOf(".ml-design-docs.yaml");
  await client.open(config, "- version: 1\n", "yaml");
  expect((await client.diagnostics(config)).map((d) => d.message)).toContain("This file must be a mapping.");
});

test("its own file is helped with: keys, values and explanations", async () => {
  await start();
  const config = uriOf(".ml-design-docs.yaml");
  await client.open(config, "version: 1\nrules:\n  sec\n", "yaml");
  const items = await client.connection.sendRequest<CompletionItem[]>("textDocument/completion", {
    textDocument: { uri: config },
    position: { line: 2, character: 5 },
  });
  expect(items.map((i) => i.label)).toContain("section/missing");
  const hover = await client.connection.sendRequest<Hover>("textDocument/hover", {
    textDocument: { uri: config },
    position: { line: 1, character: 2 },
  });
  expect(JSON.stringify(hover.contents).length).toBeGreaterThan(30);
});
