// npm run train -- [DIR [TEXTS]]: trains server/framework/model.json from the framework's examples, our own labelled documents
// (test/corpus/own) and, if given, the first half of a labelled corpus (DIR) and the texts of the public documents that
// test/corpus/public labels (TEXTS/ID.md). Prints two-fold cross-validation over the corpus.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { score } from "../test/corpus/score.mjs";
import { compileFramework, root } from "./compile-framework.mjs";
import { loadEngine } from "./engine.mjs";
import { readManifest, readOutlines, readWhole, trainKind } from "./train/kind.mjs";
import { readDocuments, readExamples } from "./train/material.mjs";
import { prepare, train } from "./train/recognition.mjs";

compileFramework();
const [dir, texts] = process.argv.slice(2).filter((a) => !a.startsWith("--"));
const target = join(root, "server/framework/model.json");
if (!existsSync(target)) writeFileSync(target, "{}\n");
const engine = await loadEngine();
const framework = engine.bookFramework();
const examples = readExamples(join(root, "server/framework"), engine, framework);
const own = readDocuments(join(root, "test/corpus/own"));
const publicFolder = join(root, "test/corpus/public");
if (!texts)
  console.warn(
    "The shipped model was trained with the public documents of test/corpus/public too; without the folder of their texts " +
      "(npm run train -- DIR TEXTS) recognition of headings gets worse.",
  );
const half = dir && new Set(Object.values(JSON.parse(readFileSync(join(dir, "split.json"), "utf8")))[0]);
// Read by two people each, so they judge; what one reader labelled is learned from.
const given = dir ? readDocuments(dir, { ids: half }).map((d) => ({ ...d, real: true, judge: true })) : [];
const found = texts ? readDocuments(publicFolder, { texts }).map((d) => ({ ...d, real: true })) : [];
// Every fold has some of each kind, as they stand in turn.
const docs = prepare([...given, ...found, ...own], engine, framework);
console.log(`${examples.statements.length} statements, ${examples.headings.length} headings, ${docs.length} documents`);

/** Until the kind is trained too: a model that says nothing of it. */
const noKind = {
  kind: { features: [...engine.KIND_FEATURES], mean: [], spread: [], weights: [], bias: 0 },
  kindWords: { title: {}, headings: {}, body: {} },
};

/** The figures of a model on documents. */
function figures(model, set) {
  const recognition = new engine.RecognitionModel({ ...noKind, ...model }, framework);
  const reports = new Map();
  for (const d of set) {
    const reading = engine.readAgainst(d.doc, { assumeDesignDoc: true }, framework, recognition);
    reports.set(d.id, engine.documentReport(d.id, { doc: d.doc, reading, findings: [], failures: [] }));
  }
  return score(
    set.map((d) => d.label),
    reports,
  );
}

// Two folds over all documents; judged by those of other people, if there are any.
const halves = [0, 1].map((side) =>
  train(
    docs.filter((d) => d.n % 2 !== side),
    examples,
    engine,
    framework,
  ),
);
const halfModels = halves.map((h) => new engine.RecognitionModel({ ...noKind, ...h }, framework));
for (const side of [0, 1]) {
  const judged = docs.filter((d) => d.n % 2 === side && (d.judge || given.length === 0));
  console.log(`fold ${side}: ${line(figures(halves[side], judged).figures)}`);
}
const recognition = train(docs, examples, engine, framework);
const side = new Map(docs.map((d) => [d.id, d.n % 2]));
const kindDocuments = [
  ...readOutlines(join(root, "server/framework/kinds.examples.yaml")),
  ...own.map((d) => ({ ...d, y: 1, weight: 0.3 })),
  ...readWhole(join(root, "test/corpus/own/others"), 0),
  ...readWhole(join(root, "test/corpus/own/designs"), 1),
  ...(texts ? readManifest(publicFolder, { texts }).map((d) => ({ ...d, weight: 2 })) : []),
  ...(dir ? readManifest(dir, { ids: half }).map((d) => ({ ...d, judge: true })) : []),
];
// A document is read by a model that was not trained on it, as it will be in use.
const kind = trainKind(kindDocuments, engine, framework, ({ id }, n) => halfModels[side.get(id) ?? n % 2]);
console.log(kind.summary);
const model = { ...recognition, ...kind.data };
writeFileSync(target, `${JSON.stringify(model)}\n`);
console.log(`trained: ${line(figures(model, docs).figures)}; ${Math.round(JSON.stringify(model).length / 1000)} kB`);

function line(f) {
  return `missing F1 ${f.missing.f1}, headed F1 ${f.headed.f1}, headed called missing ${f.headedCalledMissing}, inside called missing ${f.insideCalledMissing}, empty F1 ${f.emptyF1}, heading located ${f.headingLocated}, evidence located ${f.evidenceLocated}`;
}
