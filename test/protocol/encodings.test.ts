/** Position encodings: the same places, whatever the client counts in. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import type { CodeAction, Hover, TextEdit } from "vscode-languageserver/node";
import { decodeColumn, encodeColumn, negotiate } from "../../server/src/lsp/positions.ts";
import { Client } from "./client.ts";
import { WITH_EMPTY } from "./documents.ts";

const URI = "file:///docs/churn.md";
/** The heading's text begins behind a sign of four bytes, two code units, one code point. */
const TEXT =
  "---\ntype: ml-design-doc\n---\n# Отток\n\n## 📈 Monitoring\n\nPage the on-call engineer if recall falls below 0.3.\n";
const UNITS = {
  "utf-8": "📈 Monitoring".length + 2,
  "utf-16": "📈 Monitoring".length,
  "utf-32": "📈 Monitoring".length - 1,
};

describe.each(["utf-8", "utf-16", "utf-32"] as const)("a client that counts in %s", (encoding) => {
  test("is told so, finds headings where it points, and gets ranges that it understands", async () => {
    const client = Client.start();
    const { capabilities } = await client.initialize({
      capabilities: { general: { positionEncodings: [encoding] } },
    });
    expect(capabilities.positionEncoding).toBe(encoding);
    await client.open(URI, TEXT);
    const end = 3 + UNITS[encoding];
    const hover = await client.connection.sendRequest<Hover>("textDocument/hover", {
      textDocument: { uri: URI },
      position: { line: 5, character: end },
    });
    expect(hover.range?.end).toEqual({ line: 5, character: end });

    // An edit behind the sign is applied where the client meant it.
    const at = { line: 5, character: end };
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ range: { start: at, end: at }, text: " plan" }],
    });
    const after = await client.connection.sendRequest<Hover>("textDocument/hover", {
      textDocument: { uri: URI },
      position: { line: 5, character: end },
    });
    expect(after.range?.end).toEqual({ line: 5, character: end + 5 });
    const diagnostics = await client.diagnostics(URI, 2);
    const actions = await client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: URI },
      range: diagnostics[0]?.range,
      context: { diagnostics },
    });
    expect(actions.length).toBeGreaterThan(0);
    await client.stop();
  });
});

describe.each(["utf-8", "utf-32"] as const)("an edit of a configuration that is not open, in %s", (encoding) => {
  const folder = mkdtempSync(join(tmpdir(), "mldd-encoding-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("lands where it belongs", async () => {
    const line = "{version: 1, aliases: {model: [Ядро 📈 модели]}, rules: {section/empty: error}}";
    writeFileSync(join(folder, ".ml-design-docs.yaml"), `${line}\n`);
    const client = Client.start();
    await client.initialize({
      capabilities: {
        general: { positionEncodings: [encoding] },
        workspace: { workspaceEdit: { documentChanges: true } },
      },
    });
    const uri = pathToFileURL(join(folder, "churn.md")).href;
    await client.open(uri, WITH_EMPTY);
    const empty = (await client.diagnostics(uri)).find((d) => d.code === "section/empty");
    const actions = await client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: empty?.range,
      context: { diagnostics: [empty] },
    });
    const edit = actions.find((a) => a.title === 'Make "section/empty" a hint in this project')?.edit;
    const [change] = edit?.documentChanges ?? [];
    if (!change || !("textDocument" in change)) throw new Error("there is no such edit");
    const [{ range, newText }] = change.edits as [TextEdit];
    const at = (column: number) => decodeColumn(line, column, encoding);
    expect([range.start.line, range.end.line]).toEqual([0, 0]);
    expect(line.slice(0, at(range.start.character)) + newText + line.slice(at(range.end.character))).toBe(
      line.replace("error", "hint"),
    );
    await client.stop();
  });
});

test("the client's own order decides only where UTF-16 is not offered", () => {
  expect(negotiate(undefined)).toBe("utf-16");
  expect(negotiate(["utf-8", "utf-16"])).toBe("utf-16");
  expect(negotiate(["utf-32"])).toBe("utf-32");
  expect(negotiate(["utf-7"])).toBe("utf-16");
});

test("columns go there and back", () => {
  const line = "a📈é数b";
  for (const encoding of ["utf-8", "utf-32", "utf-16"] as const)
    for (const column of [0, 1, 3, 4, 5, 6])
      expect(decodeColumn(line, encodeColumn(line, column, encoding), encoding)).toBe(column);
  expect(encodeColumn(line, 6, "utf-8")).toBe(1 + 4 + 2 + 3 + 1);
  expect(decodeColumn(line, 99, "utf-8")).toBe(line.length);
});
