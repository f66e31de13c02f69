// npm run bench: what reading a document costs, as a ratio to parsing it alone in the same run (warm, median).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFramework, root } from "./compile-framework.mjs";
import { loadEngine } from "./engine.mjs";

const ROUNDS = 60;
const WARM_UP = 30;
compileFramework();
const { check, parseBlock } = await loadEngine();

/** The examples' text, repeated as often as needed and cut before a heading at about `size` characters. */
function sample(size, seed) {
  const texts = ["delivery-time-prediction.md", "support-ticket-triage.md"].map((name) =>
    readFileSync(join(root, "examples", name), "utf8").replace(/^---[\s\S]*?\n---\n/, ""),
  );
  let text = "";
  for (let n = 0; text.length < size; n++) text += `${texts[n % 2]}\n`;
  const cut = text.lastIndexOf("\n## ", size);
  // Another title each time: nothing may be remembered from the round before.
  return `# Round ${seed}\n\n${text.slice(0, cut)}\n`;
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const time = (run) => {
  const start = performance.now();
  run();
  return performance.now() - start;
};
for (const size of [12_000, 100_000]) {
  const parse = [];
  const read = [];
  for (let n = 0; n < WARM_UP + ROUNDS; n++) {
    const text = sample(size, n);
    const [p, r] = [time(() => parseBlock(text, true)), time(() => check(text, { assumeDesignDoc: true }))];
    if (n < WARM_UP) continue;
    parse.push(p);
    read.push(r);
  }
  const [p, r] = [median(parse), median(read)];
  console.log(
    `${size / 1000} KB: parse ${p.toFixed(1)} ms, read (parse included) ${r.toFixed(1)} ms, ratio ${(r / p).toFixed(2)}`,
  );
}
