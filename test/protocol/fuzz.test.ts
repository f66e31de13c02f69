/** A session of random requests, edits and nonsense: every request is answered, inside the text, and the server goes on. */
import fc from "fast-check";
import { afterAll, beforeAll, expect } from "vitest";
import { expectRangesIn, lineLengths } from "../unit/fuzz/bounds.ts";
import { property } from "../unit/fuzz/fuzz.ts";
import { asDesignDocs, documents, edits } from "../unit/fuzz/inputs.ts";
import { Client } from "./client.ts";

/** Errors of the server's own making, as no client can be blamed for. */
const INTERNAL_ERROR = -32603;
const AT_POSITION = ["hover", "completion", "definition", "documentHighlight"];
const OF_DOCUMENT = ["codeLens", "documentLink", "documentSymbol", "foldingRange"];
const AT_RANGE = ["codeAction", "inlayHint"];

let client: Client;
beforeAll(async () => {
  client = Client.start();
  await client.initialize({
    capabilities: { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } },
  });
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
});

const number = fc.oneof(fc.nat({ max: 60 }), fc.constantFrom(-1, 1e9, 2 ** 31, 0.5, Number.MAX_SAFE_INTEGER));
const position = fc.record({ line: number, character: number });
const nonsense = fc.oneof(
  fc.constantFrom(
    null,
    true,
    [],
    "x",
    7,
    { line: "1" },
    { textDocument: 3 },
    { textDocument: { uri: "\ud800:" } },
    { range: {} },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const step = fc.oneof(
  { weight: 4, arbitrary: edits.map((edit) => ({ type: "edit" as const, edit })) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("ask" as const),
      name: fc.constantFrom(...AT_POSITION, ...OF_DOCUMENT),
      at: position,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("range" as const),
      name: fc.constantFrom(...AT_RANGE),
      at: position,
      to: position,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("nonsense" as const),
      name: fc.constantFrom(...AT_POSITION, ...OF_DOCUMENT, ...AT_RANGE),
      params: nonsense,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: "reopen" as const }) },
); // prettier-ignore

let documentsOpened = 0;

property(
  "whatever a client sends, it is answered",
  1_500,
  fc.tuple(fc.oneof(asDesignDocs, documents), fc.array(step, { minLength: 5, maxLength: 40 })),
  async ([text, steps]) => {
    // A name of its own for each opening: what was published for an earlier one is never taken for this one's.
    const named = () => `file:///fuzz/${++documentsOpened}.md`;
    let uri = named();
    await client.open(uri, text);
    const lengths = () => lineLengths(client.document(uri).getText());
    /** The answer, or the error's code. */
    const ask = (method: string, params: unknown) =>
      client.connection.sendRequest<unknown>(method, params).catch((error) => {
        if (error.code === INTERNAL_ERROR || error.code === undefined) throw error;
        return undefined;
      });
    for (const one of steps) {
      const textDocument = { uri };
      switch (one.type) {
        case "edit": {
          const document = client.document(uri);
          const at = one.edit.at % (document.getText().length + 1);
          const range = { start: document.positionAt(at), end: document.positionAt(at + one.edit.remove) };
          await client.change(uri, [{ range, newText: one.edit.add }]);
          break;
        }
        case "ask":
          expectRangesIn(
            lengths(),
            await ask(`textDocument/${one.name}`, { textDocument, position: one.at }),
            one.name,
          );
          break;
        case "range": {
          const params = { textDocument, range: { start: one.at, end: one.to }, context: { diagnostics: [] } };
          expectRangesIn(lengths(), await ask(`textDocument/${one.name}`, params), one.name);
          break;
        }
        case "nonsense":
          await ask(`textDocument/${one.name}`, one.params);
          break;
        case "reopen": {
          const before = client.document(uri).getText();
          await client.connection.sendNotification("textDocument/didClose", { textDocument });
          uri = named();
          await client.open(uri, before);
          break;
        }
      }
    }
    expectRangesIn(lengths(), await client.diagnostics(uri), "diagnostics");
    await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    client.published.length = 0;
    return steps.length;
  },
);
