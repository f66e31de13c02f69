/** Clients that keep or take less than the protocol has: diagnostics without data, edits without versions. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CodeAction, Diagnostic } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { WITH_EMPTY } from "./documents.ts";

const URI = "file:///docs/churn.md";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const actionsFor = (diagnostic: Diagnostic, uri = URI) =>
  client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: diagnostic.range,
    context: { diagnostics: [diagnostic] },
  });
/** What some editors keep of a diagnostic. */
const shown = ({ range, severity, code, source, message }: Diagnostic) =>
  ({ range, severity, code, source, message }) as Diagnostic;

describe("diagnostics that come back without their data", () => {
  test("get the fixes that they would get with it", async () => {
    await client.initialize();
    await client.open(URI, WITH_EMPTY);
    const diagnostics = await client.diagnostics(URI);
    expect(diagnostics.length).toBeGreaterThan(1);
    for (const diagnostic of diagnostics) {
      const without = await actionsFor(shown(diagnostic));
      const fixes = without.filter((a) => a.kind === "quickfix");
      expect(fixes.length).toBeGreaterThan(0);
      expect(without.map((a) => a.title)).toEqual((await actionsFor(diagnostic)).map((a) => a.title));
    }
  });

  test("also where their edit is made later, and in the project's configuration", async () => {
    await client.initialize({
      capabilities: {
        workspace: { workspaceEdit: { documentChanges: true } },
        textDocument: { codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } } },
      },
    });
    await client.open(URI, WITH_EMPTY);
    const empty = (await client.diagnostics(URI)).find((d) => d.code === "section/empty") as Diagnostic;
    const [action] = (await actionsFor(shown(empty))).filter((a) => a.kind === "quickfix");
    const { edit } = await client.connection.sendRequest<CodeAction>("codeAction/resolve", action);
    expect(edit?.documentChanges).toHaveLength(1);

    const config = "file:///docs/.ml-design-docs.yaml";
    await client.open(config, "version: 1\nruls: {}\n", "yaml");
    const [mistake] = await client.diagnostics(config);
    expect((await actionsFor(shown(mistake as Diagnostic), config)).map((a) => a.title)).toEqual(['Change to "rules"']);
  });
});

describe("related places", () => {
  /** A section that is answered twice without a heading of its own. */
  const twice = `${WITH_EMPTY}\n## Evaluation\n\nThe baseline is the retention team's rule, which reaches 21 % precision.\n\nThe baseline of the market is a logistic regression with 25 % precision.\n`;
  const related = (list: Diagnostic[]) => list.filter((d) => d.relatedInformation !== undefined);

  test("go to a client that announced them, and to no other", async () => {
    await client.initialize({ capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } } });
    await client.open(URI, twice);
    expect(related(await client.diagnostics(URI))).toHaveLength(1);
    for (const capabilities of [{}, { textDocument: { publishDiagnostics: { relatedInformation: false } } }]) {
      const other = Client.start();
      try {
        await other.initialize({ capabilities });
        await other.open(URI, twice);
        const diagnostics = await other.diagnostics(URI);
        expect(diagnostics.map((d) => d.code)).toContain("section/elsewhere");
        expect(related(diagnostics)).toEqual([]);
      } finally {
        await other.stop();
      }
    }
  });

  test("go to one that announced them for what it asks for", async () => {
    await client.initialize({
      capabilities: { textDocument: { diagnostic: { relatedInformation: true } as object } },
      initializationOptions: { diagnostics: "pull" },
    });
    await client.open(URI, twice);
    const { items } = await client.connection.sendRequest<{ items: Diagnostic[] }>("textDocument/diagnostic", {
      textDocument: { uri: URI },
    });
    expect(related(items)).toHaveLength(1);
  });
});

describe("a client that announced no documentChanges", () => {
  let folder: string;
  const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "mldd-plain-"));
    await client.initialize({
      capabilities: { workspace: { workspaceEdit: { resourceOperations: ["create"] } } },
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "p" }],
    });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("gets edits by URI alone, and no configuration to create", async () => {
    const uri = uriOf("churn.md");
    await client.open(uri, WITH_EMPTY);
    const empty = (await client.diagnostics(uri)).find((d) => d.code === "section/empty") as Diagnostic;
    const edits = (await actionsFor(empty, uri)).flatMap((a) => a.edit ?? []);
    expect(edits.length).toBeGreaterThan(0);
    for (const edit of edits) expect(Object.keys(edit)).toEqual(["changes"]);
    expect(new Set(edits.flatMap((e) => Object.keys(e.changes ?? {})))).toEqual(new Set([uri]));
    await client.apply(edits[0] ?? {});
    const codes = (await client.diagnostics(uri)).filter((d) => d.code === "section/empty");
    expect(client.document(uri).getText()).not.toBe(WITH_EMPTY);
    expect(codes.length).toBeLessThanOrEqual(1);
  });

  test("gets those of a configuration that is there, and of commands", async () => {
    writeFileSync(join(folder, ".ml-design-docs.yaml"), "version: 1\n");
    const uri = uriOf("churn.md");
    await client.open(uri, WITH_EMPTY);
    const empty = (await client.diagnostics(uri)).find((d) => d.code === "section/empty") as Diagnostic;
    const off = (await actionsFor(empty, uri)).find((a) => a.title === 'Turn "section/empty" off in this project');
    expect(Object.keys(off?.edit?.changes ?? {})).toEqual([uriOf(".ml-design-docs.yaml")]);
    await client.connection.sendRequest("workspace/executeCommand", {
      command: "mlDesignDocs.server.insertMissing",
      arguments: [uri],
    });
    expect(Object.keys(client.applied[0]?.edit ?? {})).toEqual(["changes"]);
    const config = uriOf(".ml-design-docs.yaml");
    await client.open(config, "version: 1\nruls: {}\n", "yaml");
    const [mistake] = await client.diagnostics(config);
    const [fix] = await actionsFor(mistake as Diagnostic, config);
    expect(Object.keys(fix?.edit?.changes ?? {})).toEqual([config]);
  });
});
