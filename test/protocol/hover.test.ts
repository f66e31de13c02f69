/** Hover over the protocol: Markdown or plain text, in the interface's language, in the client's units. */
import { afterEach, describe, expect, test } from "vitest";
import type { Hover, InitializeParams, MarkupContent } from "vscode-languageserver/node";
import { Client } from "./client.ts";

const URI = "file:///docs/churn.md";
const TEXT = `---
type: ml-design-doc
status: draft
---
# Churn model

We propose a model that tells the retention team each Monday which customers are about to leave.

## Goals

Cut monthly churn from 4.1 % to 3.6 % by June 2027.

## Monitoring

Page the on-call engineer if weekly recall falls below 0.3. 📈📈 We expect concept drift in spring, see \`concept drift\`.
`;

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function opened(params: Partial<InitializeParams> = {}): Promise<Client> {
  client = Client.start();
  await client.initialize(params);
  await client.open(URI, TEXT);
  return client;
}

const at = ({ connection }: Client, line: number, character: number): Promise<Hover | null> =>
  connection.sendRequest("textDocument/hover", { textDocument: { uri: URI }, position: { line, character } });
const content = (hover: Hover | null) => hover?.contents as MarkupContent | undefined;

describe("hover", () => {
  test("on a recognised heading tells section, chapter, why, and the questions with what answers them", async () => {
    const hover = await at(await opened(), 12, 4);
    const { kind, value } = content(hover) ?? { kind: "", value: "" };
    expect(kind).toBe("markdown");
    expect(value).toMatch(/^\*\*Monitoring plan\*\* · chapter 8: .* · answered here\n/);
    expect(value).toContain('because of "Monitoring" in the heading');
    expect(value).toMatch(/^- \[x\] Which ML signals are watched.* · line 15$/m);
    expect(value).toMatch(/^- \[ \] .*\?$/m);
    expect(hover?.range).toEqual({ start: { line: 12, character: 3 }, end: { line: 12, character: 13 } });
  });

  test("on a term, front matter and the goals, and nothing elsewhere", async () => {
    const open = await opened();
    const column = TEXT.split("\n")[14]?.indexOf("drift") ?? 0;
    expect(content(await at(open, 14, column))?.value).toMatch(/^\*\*Concept drift\*\* · chapter 8/);
    expect(await at(open, 14, TEXT.split("\n")[14]?.lastIndexOf("drift") ?? 0)).toBeNull();
    expect(content(await at(open, 2, 9))?.value).toMatch(/^\*\*draft\*\*/);
    expect(content(await at(open, 8, 4))?.value).toMatch(/- \[x\] Which metric shows it.* · line 11/);
    expect(await at(open, 4, 4)).toBeNull();
    expect(await at(open, 5, 0)).toBeNull();
    expect(await at(open, 900, 900)).toBeNull();
  });

  test("is plain text for a client that takes nothing else", async () => {
    const open = await opened({ capabilities: { textDocument: { hover: { contentFormat: ["plaintext"] } } } });
    const { kind, value } = content(await at(open, 12, 4)) ?? { kind: "", value: "" };
    expect(kind).toBe("plaintext");
    expect(value).toMatch(/^Monitoring plan · chapter 8/);
    expect(value).not.toMatch(/[\\*]/);
  });

  test("is in the interface's language", async () => {
    const open = await opened({ locale: "ru-RU" });
    expect(content(await at(open, 12, 4))?.value).toMatch(/^\*\*План мониторинга\*\* · глава 8: /);
  });

  test("counts columns in the client's units", async () => {
    const open = await opened({ capabilities: { general: { positionEncodings: ["utf-8"] } } });
    const line = TEXT.split("\n")[14] ?? "";
    const start = Buffer.byteLength(line.slice(0, line.indexOf("concept drift")));
    const hover = await at(open, 14, start + 2);
    expect(hover?.range).toEqual({ start: { line: 14, character: start }, end: { line: 14, character: start + 13 } });
  });
});
