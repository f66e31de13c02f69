/** Completion over the protocol: what is announced, who gets what, and what comes only when the client asks. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CompletionItem, TextEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Client } from "./client.ts";
import { HALF, URI } from "./documents.ts";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const TAKES_ALL = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true, resolveSupport: { properties: ["documentation"] } } },
  },
};

/** Opens a text without its `‸` and asks there. */
async function complete(marked: string, { uri = URI, trigger = "" } = {}): Promise<CompletionItem[]> {
  const text = marked.replace("‸", "");
  await client.open(uri, text);
  const position = TextDocument.create(uri, "markdown", 1, marked).positionAt(marked.indexOf("‸"));
  return client.connection.sendRequest("textDocument/completion", {
    textDocument: { uri },
    position,
    ...(trigger && { context: { triggerKind: 2, triggerCharacter: trigger } }),
  });
}

const sorted = (items: CompletionItem[]) =>
  [...items].sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1)).map((i) => i.label);

test("is announced with its triggers and with resolving", async () => {
  const { capabilities } = await client.initialize();
  expect(capabilities.completionProvider).toEqual({ triggerCharacters: ["#", " ", "-"], resolveProvider: true });
});

describe("missing sections after #", () => {
  test("come with what is asked for now first, as snippets where the client takes them", async () => {
    await client.initialize();
    const items = await complete(`${HALF}\n## ‸`);
    expect(items[0]?.kind).toBe(22);
    expect(items.find((i) => i.label === sorted(items)[0])?.detail).toContain("asked for now");
    expect(items.map((i) => i.label)).toContain("Data leakage risks");
    expect(items.map((i) => i.label)).not.toContain("Features");
    expect(items.every((i) => i.insertTextFormat === 2 && i.textEdit?.newText.startsWith("## "))).toBe(true);
    expect(items.every((i) => i.documentation)).toBe(true);
    expect(await complete(HALF.replace("We propose", "We ‸propose"), { uri: "file:///other.md" })).toEqual([]);
  });

  test("are plain text for a client without snippets", async () => {
    await client.initialize({ capabilities: {} });
    const items = await complete(`${HALF}\n## ‸`);
    expect(items.length).toBeGreaterThan(0);
    expect(items.every((i) => i.insertTextFormat === 1 && !i.textEdit?.newText.includes("$"))).toBe(true);
  });

  test("get their guidance when a client that resolves asks for it", async () => {
    await client.initialize({ capabilities: TAKES_ALL });
    const items = await complete(`${HALF}\n## ‸`);
    expect(items.some((i) => i.documentation)).toBe(false);
    const item = items.find((i) => i.label === "Baselines") as CompletionItem;
    const resolved = await client.connection.sendRequest<CompletionItem>("completionItem/resolve", item);
    expect(resolved).toEqual({
      ...item,
      documentation: { kind: "markdown", value: expect.stringMatching(/\n- .*\?/) },
    });
    await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: URI } });
    expect(await client.connection.sendRequest("completionItem/resolve", item)).toEqual(item);
    expect(await client.connection.sendRequest("completionItem/resolve", { label: "x" })).toEqual({ label: "x" });
  });

  test.each([
    ["code", `${HALF}\n\`\`\`python\n# ‸comment\n\`\`\`\n`],
    ["an open fence", `${HALF}\n\`\`\`python\n# ‸comment`],
    ["front matter", "---\ntype: ml-design-doc\n# ‸note\n---\n# T\n"],
    ["other documents", "# Shopping\n\n# ‸\n"],
  ])("are not offered in %s", async (_, text) => {
    await client.initialize();
    expect(await complete(text)).toEqual([]);
  });
});

test("an empty section's questions, a statement's openings, front matter and marks are offered in their places", async () => {
  await client.initialize({ locale: "ru" });
  const labels = async (text: string, uri: string, trigger?: string) =>
    sorted(await complete(text, { uri, ...(trigger && { trigger }) }));
  const empty = await labels(`${HALF}\n## Baselines\n\n- ‸`, "file:///1.md", " ");
  expect(empty[0]).toBe("Вопросы раздела «Бейзлайны»");
  expect(empty).toContain("What does the simplest sensible rule score?");
  expect(empty.at(-1)).toMatch(/\[.+\]/);
  expect(await labels("---\ntype: ml-design-doc\nstatus: ‸\n---\n# T\n", "file:///2.md", " ")).toEqual([
    "draft",
    "review",
    "approved",
    "live",
  ]);
  expect(await labels(`${HALF}\n<!-- ml-design-docs-disable-next ‸ -->\n`, "file:///3.md", " ")).toContain("leakage");
  expect(await labels(HALF.replace("Tenure", "Tenure ‸"), "file:///4.md", " ")).toEqual([]);
});

test("ranges count what the client counts", async () => {
  await client.initialize({ capabilities: { general: { positionEncodings: ["utf-8"] }, ...TAKES_ALL } });
  const uri = URI;
  const line = "Größe 図 <!-- ml-design-docs-section: mod -->";
  const text = `${HALF}\n## Champions\n\n${line}\n`;
  await client.open(uri, text);
  const before = "Größe 図 <!-- ml-design-docs-section: ";
  const bytes = (s: string) => Buffer.byteLength(s);
  const at = text.slice(0, text.indexOf(line)).split("\n").length - 1;
  const items = await client.connection.sendRequest<CompletionItem[]>("textDocument/completion", {
    textDocument: { uri },
    position: { line: at, character: bytes(`${before}mod`) },
  });
  const item = items.find((i) => i.label === "model") as CompletionItem;
  expect((item.textEdit as TextEdit).range).toEqual({
    start: { line: at, character: bytes(before) },
    end: { line: at, character: bytes(`${before}mod`) },
  });
  const resolved = await client.connection.sendRequest<CompletionItem>("completionItem/resolve", item);
  expect(resolved.textEdit).toEqual(item.textEdit);
});
