/** Documents come and go, and the server's memory stays what it was. `MEMORY_CYCLES=10000` opens, edits and closes so many. */
import { expect, test } from "vitest";
import { startMeasured } from "./measured.ts";

const CYCLES = Number(process.env["MEMORY_CYCLES"]) || 400;
const TEXTS = 100;
/** So many measurements, the first after the caches have filled. */
const ROUNDS = 4;
/** What a round of cycles may add to the heap: a document kept each time would add several times as much. */
const MOST_GROWN = 1.1;

/** Hundreds of texts: what is kept of a text is kept again and again, what is kept of a word only once. */
const textOf = (n: number) => `---
type: ml-design-doc
problem-type: ranking
review-by: 2027-01-${n}
---
# Churn of product w${n}x

We propose a model that tells team t${n}a each Monday which customers are about to leave.

## Features

Tenure in months, tickets of the last ${n} days and v${n}y, from the CRM export c${n}z.

<!-- ml-design-docs-disable-next section/empty, baselines: the pilot of p${n}q will tell -->

## Baselines

TBD

## Monitoring of m${n}n

Page the on-call engineer r${n}s if weekly recall falls below 0.${n}.
${`\nThe committee met in room k${n}l and spoke of *budgets*, \`u${n}v\` and [more](x${n}.md).\n`.repeat(10)}`;

test(`the heap is flat over ${CYCLES} documents`, { timeout: 3_600_000 }, async () => {
  const { client, heap } = startMeasured();
  await client.initialize();
  const sizes: number[] = [];
  for (let n = 0; n < CYCLES; n++) {
    const uri = `file:///docs/d${n}.md`;
    await client.open(uri, textOf(n % TEXTS));
    for (const newText of ["x", "\n\n## Cost\n\n", "It costs 40 euros a day.\n"]) {
      const end = client.document(uri).positionAt(client.document(uri).getText().length);
      await client.change(uri, [{ range: { start: end, end }, newText }]);
    }
    const position = { line: 7, character: 4 };
    await client.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position });
    const range = { start: position, end: position };
    const context = { diagnostics: await client.diagnostics(uri) };
    await client.connection.sendRequest("textDocument/codeAction", { textDocument: { uri }, range, context });
    await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    client.published.length = 0;
    client.documents.delete(uri);
    if ((n + 1) % Math.ceil(CYCLES / ROUNDS) === 0) sizes.push(await heap());
  }
  await client.stop();
  const megabytes = sizes.map((size) => (size / 2 ** 20).toFixed(1));
  console.log(`heap in MB each ${Math.ceil(CYCLES / ROUNDS)} documents: ${megabytes.join(", ")}`);
  expect(sizes).toHaveLength(ROUNDS);
  expect(sizes.at(-1), megabytes.join(", ")).toBeLessThan((sizes[0] as number) * MOST_GROWN);
});
