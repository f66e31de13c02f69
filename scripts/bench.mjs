// npm run bench: what reading a document costs, as a ratio to parsing it alone in the same run (warm, median).
import { compileFramework } from "./compile-framework.mjs";
import { loadEngine } from "./engine.mjs";

const ROUNDS = 60;
const WARM_UP = 30;
compileFramework();
const { check, parseBlock, documentMarkdown, bookFramework } = await loadEngine();

/** A document of about `size` characters: prose, lists and tables under the headings of a design doc, all different. */
function sample(size, seed) {
  const parts = [`# Model ${seed}\n`];
  const template = documentMarkdown("en", bookFramework()).replace(/^---[\s\S]*?---\n/, "");
  const headings = [...template.matchAll(/^## (.+)$/gm)].map((m) => m[1]);
  for (let n = 0; parts.join("\n").length < size; n++) {
    parts.push(
      `## ${headings[n % headings.length]} ${n}\n`,
      `In round ${seed}.${n} we compare **LightGBM** with the current rules: recall ${n % 90} % at 5 % FPR, p95 < ${100 + n} ms, see [notes](notes.md).`,
      `The label is defined as no order within ${n + 7} days; \`tenure\` and tickets come from the CRM export, daily, owner @team-${n}.\n`,
      `- alert if weekly precision falls below 0.${n % 90}\n- retrain every ${n + 1} weeks\n- roll back to the previous version\n`,
      `| metric | now | target |\n|---|---|---|\n| churn | ${n}.1 % | ${n}.0 % |\n| margin | ${n} | ${n + 1} |\n`,
    );
  }
  return parts.join("\n");
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
