/** New documents and what the pickers show of them, from the built server. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ChapterInfo, TemplateChoices, TemplateResult } from "../../server/src/lsp/protocol.ts";
import { Client } from "./client.ts";

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const choices = (params?: object) =>
  client.connection.sendRequest<TemplateChoices>("mlDesignDocs/templateChoices", params ?? {});
const template = (params: object) => client.connection.sendRequest<TemplateResult>("mlDesignDocs/template", params);
const headings = (text: string) => text.split("\n").filter((line) => line.startsWith("## "));

test("a document may be of three sizes and of nine kinds", async () => {
  await client.initialize();
  const { sizes, problemTypes } = await choices();
  expect(sizes.map(({ id }) => id)).toEqual(["one-pager", "standard", "full"]);
  expect(sizes.map(({ sections }) => sections)).toEqual([9, 22, 29]);
  expect(problemTypes).toHaveLength(9);
  expect(problemTypes.find(({ id }) => id === "ranking")?.brings).toEqual(["Degenerate feedback loops"]);
  for (const { title, description } of sizes) expect([title, description]).not.toContain("");
});

test("a document has what was chosen, and what is known of it", async () => {
  await client.initialize();
  const { text, snippet } = await template({
    size: "one-pager",
    problemTypes: ["nlp"],
    owner: "Ada Lovelace",
    date: "2026-03-01",
  });
  expect(headings(text)).toHaveLength(9);
  expect(text).toContain("problem-type: nlp\nowner: Ada Lovelace\ndate: 2026-03-01\n---\n");
  expect(snippet).toMatch(/\$0$/);
});

test("what does not exist is refused with what does", async () => {
  await client.initialize();
  await expect(template({ problemTypes: ["magic"] })).rejects.toThrow(/magic.*classification/);
  await expect(template({ size: "novel" })).rejects.toThrow(/novel.*one-pager/);
  await expect(template({ chapter: 12 })).rejects.toThrow(/12.*1 to 11/);
});

test("the language is the settings', else the interface's", async () => {
  await client.initialize({ locale: "ru" });
  expect((await template({})).text).toContain("# Дизайн-документ: ");
  const { sizes } = await choices();
  expect(sizes[0]?.title).toBe("На одну страницу");
  const chapters = await client.connection.sendRequest<ChapterInfo[]>("mlDesignDocs/chapters");
  expect(chapters).toHaveLength(11);
  expect(chapters[4]?.title).toMatch(/[а-я]/);
  await client.connection.sendNotification("workspace/didChangeConfiguration", {
    settings: { mlDesignDocs: { language: "en" } },
  });
  expect((await template({})).text).toContain("# Design doc: ");
});

test("a document that is still to be written has its project's sections", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mldd-"));
  try {
    writeFileSync(join(folder, ".ml-design-docs.yaml"), "framework: team.yaml\n");
    writeFileSync(join(folder, "team.yaml"), "format: 1\nextends: designing-ml-systems\ndrop: [leakage]\n");
    await client.initialize();
    const uri = pathToFileURL(join(folder, "new.md")).href;
    expect(headings((await template({ uri, size: "one-pager" })).text)).toHaveLength(8);
    expect((await choices({ uri })).sizes[0]?.sections).toBe(8);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
