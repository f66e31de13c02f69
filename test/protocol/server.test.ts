/** The built server, spawned and spoken to as editors do. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CodeAction, type Diagnostic, DiagnosticSeverity } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { HALF, URI } from "./documents.ts";

let client: Client;
beforeEach(async () => {
  client = Client.start();
  await client.initialize();
});
afterEach(async () => {
  await client.stop();
});

const sectionsOf = (d: Diagnostic | undefined) => (d?.data as { sections?: string[] } | undefined)?.sections ?? [];
const missing = (diagnostics: Diagnostic[], id: string) => diagnostics.find((d) => sectionsOf(d).includes(id));

async function actions(uri: string, diagnostics: Diagnostic[]): Promise<CodeAction[]> {
  return client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range: diagnostics[0]?.range,
    context: { diagnostics },
  });
}

describe("diagnostics", () => {
  test("come with version, source, code, its page, severity and data", async () => {
    await client.open(URI, HALF);
    const found = missing(await client.diagnostics(URI), "leakage");
    expect(found).toMatchObject({
      source: "ml-design-docs",
      code: "section/missing",
      severity: DiagnosticSeverity.Warning,
    });
    expect(found?.codeDescription?.href).toMatch(/^file:.*\/docs\/rules\/section\/missing\.md$/);
    expect(found?.range).toEqual({ start: { line: 12, character: 3 }, end: { line: 12, character: 11 } });
  });

  test("follow the text as it is typed, for its newest version", async () => {
    await client.open(URI, HALF);
    await client.diagnostics(URI);
    const end = client.document(URI).positionAt(HALF.length);
    let version = 0;
    const typed = "\n## Leakage\n\nFeatures are cut at the prediction date, the test period begins 30 days later.\n";
    for (const [i, newText] of [...typed].entries()) {
      const at = client.document(URI).positionAt(HALF.length + i);
      version = await client.change(URI, [{ range: { start: at, end: at }, newText }]);
    }
    expect(missing(await client.diagnostics(URI, version), "leakage")).toBeUndefined();
    const versions = client.published.map((p) => p.version as number);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    // The burst was coalesced: not every keystroke was published.
    expect(client.published.length).toBeLessThan(typed.length);
    expect(end.line).toBeGreaterThan(0);
  });

  test("group many missing sections at one place, and say one thing of a document just begun", async () => {
    await client.open(URI, "---\ntype: ml-design-doc\n---\n# Churn model\n");
    const begun = await client.diagnostics(URI);
    expect(begun).toHaveLength(1);
    expect(begun[0]?.severity).toBe(DiagnosticSeverity.Information);
    expect(sectionsOf(begun[0]).length).toBeGreaterThan(10);

    await client.open("file:///docs/half.md", HALF);
    const half = await client.diagnostics("file:///docs/half.md");
    const places = new Map<string, number>();
    for (const d of half.filter((h) => h.code === "section/missing")) {
      const key = JSON.stringify([d.range, d.severity]);
      places.set(key, (places.get(key) ?? 0) + 1);
    }
    expect(Math.max(...places.values())).toBeLessThanOrEqual(3);
  });

  test("are none for other documents and are taken away on close", async () => {
    await client.open(URI, "# Shopping list\n\n- milk\n");
    expect(await client.diagnostics(URI)).toEqual([]);
    await client.open("file:///a.md", HALF);
    await client.diagnostics("file:///a.md");
    await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: "file:///a.md" } });
    await client.open("file:///b.md", HALF);
    await client.diagnostics("file:///b.md");
    expect(client.published.filter((p) => p.uri === "file:///a.md").at(-1)).toMatchObject({ diagnostics: [] });
  });
});

describe("code actions", () => {
  test("insert one section in its place; the finding goes and nothing else changes", async () => {
    await client.open(URI, HALF);
    const diagnostics = await client.diagnostics(URI);
    const target = missing(diagnostics, "leakage") as Diagnostic;
    const found = await actions(URI, [target]);
    const fix = found.find((a) => a.title === 'Insert section "Data leakage risks"') as CodeAction;
    expect(fix.kind).toBe("quickfix");
    await client.apply(fix.edit ?? {});
    const text = client.document(URI).getText();
    const at = text.indexOf("## Data leakage risks");
    expect(at).toBeGreaterThan(HALF.indexOf("## Features"));
    expect(at).toBeLessThan(text.indexOf("## Monitoring"));
    expect(text.slice(0, at) + text.slice(text.indexOf("## Monitoring"))).toBe(HALF);
    const after = await client.diagnostics(URI);
    expect(missing(after, "leakage")).toBeUndefined();
    const worst = (list: Diagnostic[]) => Math.min(...list.map((d) => d.severity ?? 4));
    expect(worst(after)).toBeGreaterThanOrEqual(worst(diagnostics));
  });

  test("insert all that is missing, of a chapter and of the document", async () => {
    await client.open(URI, HALF);
    const diagnostics = await client.diagnostics(URI);
    const found = (await Promise.all(diagnostics.map((d) => actions(URI, [d])))).flat();
    expect(found.some((a) => /^Insert missing sections of chapter \d+ \(\d+\)$/.test(a.title))).toBe(true);
    const all = found.find((a) => /^Insert all missing sections \(\d+\)$/.test(a.title)) as CodeAction;
    await client.apply(all.edit ?? {});
    const after = await client.diagnostics(URI);
    expect(after.filter((d) => d.code === "section/missing")).toEqual([]);
  });

  test("are at most five a diagnostic", async () => {
    await client.open(URI, "---\ntype: ml-design-doc\n---\n# Churn model\n");
    for (const d of await client.diagnostics(URI))
      expect((await actions(URI, [d])).filter((a) => a.kind === "quickfix").length).toBeLessThanOrEqual(5);
  });

  test("the command inserts what is missing through the editor, and refuses what is not open", async () => {
    await client.open(URI, HALF);
    const n = await client.connection.sendRequest<number>("workspace/executeCommand", {
      command: "mlDesignDocs.server.insertMissing",
      arguments: [URI],
    });
    expect(n).toBeGreaterThan(5);
    await client.apply(client.applied[0]?.edit ?? {});
    expect((await client.diagnostics(URI)).filter((d) => d.code === "section/missing")).toEqual([]);
    await expect(
      client.connection.sendRequest("workspace/executeCommand", {
        command: "mlDesignDocs.server.insertMissing",
        arguments: ["file:///no.md"],
      }),
    ).rejects.toThrow(/open Markdown document/);
  });
});

test("a document nested to the limit of the stack costs its own findings, not the server", async () => {
  await client.open("file:///docs/deep.md", `---\ntype: ml-design-doc\n---\n# Deep\n\n${"> ".repeat(20_000)}x\n`);
  const found = await client.diagnostics("file:///docs/deep.md");
  expect(found.map((d) => d.code)).toContain("document/too-complex");
  await client.open(URI, HALF);
  expect(missing(await client.diagnostics(URI), "leakage")).toBeDefined();
});

describe("templates for the client's commands", () => {
  test("chapters, one chapter, a whole document, and an unknown chapter", async () => {
    const chapters =
      await client.connection.sendRequest<{ chapter: number; sections: string[] }[]>("mlDesignDocs/chapters");
    expect(chapters.map((c) => c.chapter)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(chapters.flatMap((c) => c.sections)).toHaveLength(32);
    const chapter = await client.connection.sendRequest<{ text: string; snippet: string }>("mlDesignDocs/template", {
      chapter: 5,
    });
    expect(chapter.text).toMatch(/^## Features\n[\s\S]*\n## Data leakage risks\n/);
    const whole = await client.connection.sendRequest<{ text: string }>("mlDesignDocs/template", {});
    expect(whole.text).toMatch(/^---\ntype: ml-design-doc\n/);
    await expect(client.connection.sendRequest("mlDesignDocs/template", { chapter: 12 })).rejects.toThrow(
      /no chapter 12/,
    );
  });
});
