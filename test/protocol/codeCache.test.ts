/** The server keeps its compiled code once it is idle, and the next one says the same with it. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Client } from "./client.ts";

const URI = "file:///docs/churn.md";
const TEXT =
  "---\ntype: ml-design-doc\n---\n# Churn model\n\n## Goals\n\nCut churn from 4.1 % to 3.6 %.\n\n## Baselines\n\nTBD\n";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "ml-design-docs-cache-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** What a server says of the document, to its editor and as errors; `until`: what is awaited before it is ended. */
async function said(cacheHome: string, until: () => void = () => {}) {
  const { ML_DESIGN_DOCS_CODE_CACHE: _, ...env } = process.env;
  const file = join(import.meta.dirname, "../../dist/cli.js");
  const server = spawn(process.execPath, [file, "server", "--stdio"], { env: { ...env, XDG_CACHE_HOME: cacheHome } });
  let errors = "";
  server.stderr.on("data", (data) => {
    errors += data;
  });
  const client = Client.over(server);
  await client.initialize();
  await client.open(URI, TEXT);
  const diagnostics = await client.diagnostics(URI);
  expect(diagnostics.length).toBeGreaterThan(0);
  await expect.poll(() => until(), { timeout: 30_000 }).toBeUndefined();
  expect(await client.stop()).toBe(0);
  return { diagnostics, errors };
}

test("a start with kept code says what one without it says", async () => {
  const folder = join(home, "ml-design-docs");
  const file = () => join(folder, readdirSync(folder).find((name) => name.endsWith(".code")) ?? "none");
  const without = await said(home, () => void readFileSync(file()));
  expect(without.errors).toBe("");
  const code = readFileSync(file());
  expect(await said(home)).toEqual(without);
  expect(readFileSync(file()).equals(code)).toBe(true);

  writeFileSync(file(), code.subarray(0, 50_000));
  const replaced = () => {
    if (readFileSync(file()).length === 50_000) throw new Error("not yet");
  };
  expect(await said(home, replaced)).toEqual(without);
});

test("where nothing can be kept the server is as it always is", async () => {
  writeFileSync(join(home, "file"), "");
  expect((await said(join(home, "file"))).errors).toBe("");
});
