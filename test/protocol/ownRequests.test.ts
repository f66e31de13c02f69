/** Our own requests and commands, as clients with views and pickers use them, from the built server. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ErrorCodes } from "vscode-languageserver/node";
import type { DocumentCoverage } from "../../server/src/lsp/protocol.ts";
import { Client } from "./client.ts";
import { DOC, HALF, OTHER, positionOf, rangeOf, URI } from "./documents.ts";

const CONFIG = "file:///docs/.ml-design-docs.yaml";
const FILES = { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create" as const] } } };

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const send = <T = unknown>(method: string, params?: unknown) =>
  params === undefined ? client.connection.sendRequest<T>(method) : client.connection.sendRequest<T>(method, params);
const run = <T = unknown>(command: string, ...args: unknown[]) =>
  send<T>("workspace/executeCommand", { command: `mlDesignDocs.server.${command}`, arguments: args });
const text = () => client.document(URI).getText();
/** Applies what the server had the client apply last. */
const applyLast = () => client.apply(client.applied.at(-1)?.edit ?? {});

describe("the coverage of a document", () => {
  const coverage = (uri = URI) => send<DocumentCoverage | null>("mlDesignDocs/coverage", { uri });
  const sections = ({ chapters }: DocumentCoverage) => chapters.flatMap((c) => c.sections);

  test("names all sections in canonical order, with status, place and answered questions", async () => {
    await client.initialize();
    await client.open(URI, DOC);
    const found = (await coverage()) as DocumentCoverage;
    expect(found).toMatchObject({ uri: URI, version: 1, kind: "ml-design-doc", status: "draft", language: "en" });
    expect(found).toMatchObject({ reason: "front matter: type", config: null });
    expect(found.chapters.map((c) => c.chapter)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const all = sections(found);
    expect(all).toHaveLength(32);
    expect(found.coverage.answered).toBe(
      all.filter((s) => /now|next/.test(s.required) && /covered|elsewhere|waived/.test(s.status)).length,
    );
    const monitoring = all.find((s) => s.id === "monitoring");
    expect(monitoring).toMatchObject({ status: "covered", required: "now" });
    expect(monitoring?.range?.start.line).toBe(positionOf("## Monitoring plan").line);
    expect(monitoring?.evidence).toContain("weekly recall");
    const answers = monitoring?.questions.flatMap((q) => q.answeredBy ?? []) ?? [];
    expect(answers.map((r) => r.start.line)).toContain(positionOf("Page the on-call").line);
    const missing = all.find((s) => s.status === "missing");
    expect(missing).toMatchObject({ range: null, evidence: null, waiver: null });
  });

  test("follows the text, the project and the interface's language; where a document waives it says why", async () => {
    await client.initialize({ locale: "ru", capabilities: { general: { positionEncodings: ["utf-8"] } } });
    await client.open(CONFIG, "version: 1\n", "yaml");
    await client.open(URI, `${DOC}\n## Данные — labels\n\nN/A: the outcome is observed by itself.\n`);
    const found = (await coverage()) as DocumentCoverage;
    expect(found.config).toBe(CONFIG);
    expect(found.chapters[0]?.title).toMatch(/[а-я]/);
    const labels = sections(found).find((s) => s.id === "labels");
    expect(labels).toMatchObject({ status: "waived", waiver: expect.stringContaining("observed by itself") });
    // Bytes, as this client counts.
    expect(labels?.range?.end.character).toBe(Buffer.byteLength("## Данные — labels"));
  });

  test("is that of another document too, and none of one that is not open", async () => {
    await client.initialize();
    await client.open(URI, OTHER);
    expect(await coverage()).toMatchObject({ kind: "other" });
    expect(await coverage("file:///not/open.md")).toBeNull();
  });
});

describe("parameters that are wrong are named", () => {
  test.each([
    ["mlDesignDocs/coverage", undefined, /coverage needs uri/],
    ["mlDesignDocs/coverage", { uri: 5 }, /needs uri to be a text/],
    ["mlDesignDocs/coverage", [5], /needs its parameters by name/],
    ["mlDesignDocs/templateChoices", { uri: [] }, /templateChoices needs uri to be a text/],
    ["mlDesignDocs/template", { uri: 5 }, /uri/],
    ["mlDesignDocs/template", { chapter: "5" }, /chapter to be a whole number/],
    ["mlDesignDocs/template", { chapter: 1.5 }, /chapter/],
    ["mlDesignDocs/template", { chapter: 0 }, /no chapter 0; there are 1 to 11/],
    ["mlDesignDocs/template", { size: 3 }, /size to be a text/],
    ["mlDesignDocs/template", { problemTypes: "nlp" }, /problemTypes to be a list of texts/],
    ["mlDesignDocs/template", { problemTypes: ["nlp", 5] }, /problemTypes/],
    ["mlDesignDocs/template", { owner: {} }, /owner/],
    ["mlDesignDocs/template", { date: "2026-01-01\nstatus: live" }, /date to be a date/],
  ])("%s %j", async (method, params, message) => {
    await client.initialize();
    await expect(send(method, params)).rejects.toMatchObject({
      code: ErrorCodes.InvalidParams,
      message: expect.stringMatching(message),
    });
  });

  test("those of commands too", async () => {
    await client.initialize();
    await client.open(URI, HALF);
    for (const [message, command, ...args] of [
      [/insertSections: needs a list/, "insertSections", URI],
      [/insertSections: needs a list/, "insertSections", URI, ["labels", 5]],
      [/insertSections: there is no section labls/, "insertSections", URI, ["labels", "labls"]],
      [/insertMissing needs the URI/, "insertMissing"],
      [/blocking needs the URI/, "blocking", "file:///not/open.md"],
      [/checkWorkspace needs a list of URIs/, "checkWorkspace", "file:///docs"],
      [/headingIs needs a heading/, "headingIs", URI, "x", "labels"],
    ] as [RegExp, string, ...unknown[]][])
      await expect(run(command, ...args), command).rejects.toMatchObject({
        code: ErrorCodes.InvalidParams,
        message: expect.stringMatching(message),
      });
    await expect(send("workspace/executeCommand", { command: "toString" })).rejects.toMatchObject({
      code: ErrorCodes.InvalidParams,
    });
    expect(client.applied).toEqual([]);
  });

  test("those that are null count as not given", async () => {
    await client.initialize();
    const { text: whole } = await send<{ text: string }>("mlDesignDocs/template", { uri: null, size: null });
    expect(whole).toMatch(/^---\ntype: ml-design-doc\n/);
    expect(await send("mlDesignDocs/templateChoices")).toMatchObject({ sizes: expect.any(Array) });
  });
});

describe("commands", () => {
  test("insert the sections that are named, each in its place, and say how many", async () => {
    await client.initialize();
    await client.open(URI, HALF);
    expect(await run("insertSections", URI, ["labels", "baselines", "labels"])).toBe(2);
    await applyLast();
    expect(
      text()
        .split("\n")
        .filter((l) => l.startsWith("## ")),
    ).toEqual(["## Goals", "## Labels", "## Features", "## Baselines", "## Monitoring"]);
    expect(await run("insertSections", URI, [])).toBe(0);
  });

  test("say what a heading is: by a mark, or as an alias of the whole project", async () => {
    await client.initialize({ capabilities: FILES, workspaceFolders: [{ uri: "file:///docs", name: "d" }] });
    await client.open(URI, HALF);
    const at = HALF.indexOf("## Goals") + 3;
    expect(await run("headingIs", URI, at, "motivation", "document")).toBe(true);
    await applyLast();
    expect(text()).toContain("## Goals\n\n<!-- ml-design-docs-section: motivation -->\n");
    expect(await run("headingIs", URI, at, "none")).toBe(true);
    await applyLast();
    expect(text()).toContain("## Goals\n\n<!-- ml-design-docs-section: none -->\n");
    // The alias is the heading's name, without its number.
    await client.change(URI, [{ range: rangeOf("Goals", text()), newText: "2. Goals" }]);
    expect(await run("headingIs", URI, at, "motivation", "project")).toBe(true);
    expect(client.applied.at(-1)?.edit.documentChanges).toMatchObject([
      { kind: "create", uri: CONFIG },
      { edits: [{ newText: "version: 1\naliases:\n  motivation:\n    - Goals\n" }] },
    ]);
  });

  test("that need a file created say no where the client cannot", async () => {
    await client.initialize();
    await client.open(URI, HALF);
    expect(await run("headingIs", URI, HALF.indexOf("## Goals") + 3, "motivation", "project")).toBe(false);
    expect(client.applied).toEqual([]);
  });

  test("mark a document, on where nothing else is said", async () => {
    await client.initialize();
    await client.open(URI, OTHER);
    expect(await run("markKind", URI)).toBe(true);
    await applyLast();
    expect(text()).toContain("<!-- ml-design-docs: on -->");
    expect(await run("markKind", URI, "off")).toBe(true);
    await applyLast();
    expect(text()).toContain("<!-- ml-design-docs: off -->");
  });

  test("fail with the editor's reason if it does not apply the edit", async () => {
    client.connection.onRequest("workspace/applyEdit", () => ({ applied: false, failureReason: "read-only" }));
    await client.initialize();
    await client.open(URI, HALF);
    await expect(run("insertMissing", URI)).rejects.toThrow("The editor did not apply the edit: read-only");
  });
});

test("what was inserted is selected where the client is our extension", async () => {
  await client.initialize({ initializationOptions: { ownCommands: true } });
  await client.open(URI, `${HALF}\n## Labels\n\nTBD\n`);
  const [empty] = (await client.diagnostics(URI)).filter((d) => d.code === "section/empty");
  const actions = await send<{ title: string; edit: object; command?: { command: string; arguments: unknown[] } }[]>(
    "textDocument/codeAction",
    { textDocument: { uri: URI }, range: empty?.range, context: { diagnostics: [empty] } },
  );
  const silence = actions.find((a) => a.title === 'Silence "Labels" here, with a reason');
  await client.apply(silence?.edit ?? {});
  const [line = "?"] = text()
    .split("\n")
    .filter((l) => l.includes("disable-next"));
  const reason = /labels: (.+) -->/.exec(line)?.[1] ?? "?";
  expect(silence?.command).toMatchObject({ command: "mlDesignDocs.select", arguments: [URI, rangeOf(reason, text())] });
});
