// npm run corpus -- DIR [--details]: reads every document of a labelled corpus (docs/, labels.jsonl, manifest.jsonl,
// split.json) and prints how far the reading agrees with the labels, for each half of the split. Details (which document,
// which section) are printed for the first half only: the other stays unseen, so that it can judge.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { detection, score } from "../test/corpus/score.mjs";
import { compileFramework } from "./compile-framework.mjs";
import { loadEngine } from "./engine.mjs";

const [dir] = process.argv.slice(2).filter((a) => !a.startsWith("--"));
const details = process.argv.includes("--details");
const needed = ["docs", "labels.jsonl", "manifest.jsonl", "split.json"];
const absent = dir ? needed.filter((name) => !existsSync(join(dir, name))) : needed;
if (absent.length) {
  console.error(`usage: npm run corpus -- DIR   (a folder with ${needed.join(", ")}; missing: ${absent.join(", ")})`);
  process.exit(2);
}
compileFramework();
const { check, documentReport } = await loadEngine();
const lines = (name) =>
  readFileSync(join(dir, name), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const assumed = new Map();
const judged = new Map();
const quiet = [];
for (const file of readdirSync(join(dir, "docs")).filter((f) => f.endsWith(".md"))) {
  const id = basename(file, ".md");
  const text = readFileSync(join(dir, "docs", file), "utf8");
  for (const [map, assumeDesignDoc] of [
    [assumed, true],
    [judged, false],
  ]) {
    const checked = check(text, { assumeDesignDoc });
    if (checked.failures.length)
      throw new Error(`${file}: rule ${checked.failures[0].rule} failed`, { cause: checked.failures[0].error });
    map.set(id, documentReport(file, checked));
  }
}
const split = JSON.parse(readFileSync(join(dir, "split.json"), "utf8"));
const labels = lines("labels.jsonl");
const manifest = lines("manifest.jsonl");
for (const { id } of labels) quiet.push(assumed.get(id).findings.filter((f) => f.severity !== "hint").length);
Object.entries(split).forEach(([half, ids], n) => {
  const inHalf = new Set(ids);
  const { figures, perSection, errors } = score(
    labels.filter((l) => inHalf.has(l.id)),
    assumed,
  );
  const found = detection(
    manifest.filter((m) => inHalf.has(m.id)),
    judged,
  );
  if (n > 0) for (const kind of Object.values(found)) kind.wrong = kind.wrong.length;
  console.log(`${half}: ${JSON.stringify({ ...figures, detection: found }, null, 1)}`);
  if (details && n === 0) console.log(JSON.stringify({ perSection, errors }));
});
quiet.sort((a, b) => a - b);
console.log(`findings above hint a design doc, each section listed: median ${quiet[quiet.length >> 1]}`);
