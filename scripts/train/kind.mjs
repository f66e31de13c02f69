// Trains the decision "is this an ML design doc?" from outlines of documents (kinds.examples.yaml), labelled documents and, if
// given, a corpus's manifest.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { sumOf, trainKindWords, wordsOf } from "./kindWords.mjs";

const FOLDS = 10;
const L2 = 0.2;
const STEPS = 600;
const RATE = 0.5;

/** Documents [{id, text, y, weight}] written out from the outlines. */
export function readOutlines(file) {
  return parse(readFileSync(file, "utf8")).documents.map((d, n) => {
    const headings = d.headings ?? [];
    const statements = d.statements ?? [];
    // The statements are spread over the headings, as they would stand.
    const per = Math.ceil(statements.length / Math.max(1, headings.length));
    const parts = [`# ${d.title}`, d.lead];
    headings.forEach((heading, i) => {
      parts.push(/^#/.test(heading) ? heading.replace(/^# /, "## ") : `## ${heading}`);
      for (const s of statements.slice(i * per, (i + 1) * per)) parts.push(/^[-*|]/.test(s) ? s : `${s}`);
      if (i < (d.todo ?? 0)) parts.push("TBD");
    });
    for (let i = 0; i < (d.code ?? 0); i++) parts.push("```python\nrun()\n```");
    return {
      id: `outline-${n}`,
      text: `${parts.filter(Boolean).join("\n\n")}\n`,
      y: d.kind === "design" ? 1 : 0,
      weight: 0.6,
    };
  });
}

/** Whole documents of our own, without labels of their sections: design docs (y = 1) or none (y = 0). */
export function readWhole(folder, y) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => ({ id: name, text: readFileSync(join(folder, name), "utf8"), y, weight: 1 }));
}

/**
 * Documents of a corpus by its manifest, their texts in `texts`; templates and borderline pages are left out. `ids` keeps some
 * of them.
 */
export function readManifest(folder, { ids, texts = join(folder, "docs") } = {}) {
  return readFileSync(join(folder, "manifest.jsonl"), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .filter((m) => (m.kind === "design" || m.kind === "negative") && (!ids || ids.has(m.id)))
    .map((m) => ({
      id: m.id,
      text: readFileSync(join(texts, `${m.id}.md`), "utf8"),
      y: m.kind === "design" ? 1 : 0,
      weight: 3,
    }));
}

/** Trains on documents; `modelOf` names the recognition model that reads one. Returns {data, summary}. */
export function trainKind(documents, engine, framework, modelOf) {
  const rows = documents.map((d, n) => {
    const recognition = modelOf(d, n);
    const doc = engine.readDesignDoc(d.text);
    const reading = engine.readAgainst(doc, { assumeDesignDoc: true }, framework, recognition);
    const scored = engine.scoreDoc(doc, framework, recognition.texts);
    const row = engine.kindRow(scored, reading.sections, framework);
    return { ...d, fold: n % FOLDS, row, words: wordsOf(scored, engine, framework) };
  });
  // What the words say of a document comes from documents beside it.
  const at = engine.KIND_FEATURES.indexOf("words");
  for (let fold = 0; fold < FOLDS; fold++) {
    const words = trainKindWords(rows.filter((r) => r.fold !== fold));
    for (const r of rows) if (r.fold === fold) r.row[at] = sumOf(words, r.words);
  }
  for (let fold = 0; fold < FOLDS; fold++) {
    const data = learn(
      rows.filter((r) => r.fold !== fold),
      engine,
    );
    for (const r of rows) if (r.fold === fold) r.score = engine.weighed(r.row, data);
  }
  const judged = rows.some((r) => r.judge) ? rows.filter((r) => r.judge) : rows;
  const threshold = balanced(judged);
  const wrong = judged.filter((r) => r.score > threshold !== (r.y === 1));
  const data = learn(rows, engine);
  return {
    data: { kind: { ...data, bias: +(data.bias - threshold).toFixed(4) }, kindWords: trainKindWords(rows) },
    summary: `kind, cross-fitted over ${judged.length} documents: ${wrong.filter((r) => r.y).length} of ${judged.filter((r) => r.y).length} design docs refused, ${wrong.filter((r) => !r.y).length} of ${judged.filter((r) => !r.y).length} others taken`,
  };
}

/** Logistic regression with a strong pull to small weights, by gradient descent: WeightsData. */
function learn(rows, engine) {
  const features = [...engine.KIND_FEATURES];
  const mean = features.map((_, i) => average(rows.map((r) => r.row[i])));
  const spread = features.map((_, i) => Math.sqrt(average(rows.map((r) => (r.row[i] - mean[i]) ** 2))) + 1e-4);
  const data = { features, mean, spread, weights: features.map(() => 0), bias: 0 };
  const total = rows.reduce((n, r) => n + r.weight, 0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = features.map(() => 0);
    let gradientBias = 0;
    for (const r of rows) {
      const d = ((1 / (1 + Math.exp(-engine.weighed(r.row, data))) - r.y) * r.weight) / total;
      features.forEach((_, i) => {
        gradient[i] += d * Math.max(-3, Math.min(3, (r.row[i] - mean[i]) / spread[i]));
      });
      gradientBias += d;
    }
    data.weights = data.weights.map((w, i) => w - RATE * (gradient[i] + L2 * w));
    data.bias -= RATE * gradientBias;
  }
  const short = (list) => list.map((x) => +x.toFixed(4));
  return {
    features,
    mean: short(mean),
    spread: short(spread),
    weights: short(data.weights),
    bias: +data.bias.toFixed(4),
  };
}

const average = (list) => list.reduce((a, b) => a + b, 0) / list.length;

/** How far a score may be off by chance: near the threshold a document counts as partly wrong. */
const HAZE = 0.3;

/** The threshold at which the two kinds of error are rarest together, as shares. */
function balanced(rows) {
  const cost = (threshold) => {
    const wrong = [0, 0];
    const all = [0, 0];
    for (const { y, score } of rows) {
      all[y]++;
      wrong[y] += 1 / (1 + Math.exp(((y ? 1 : -1) * (score - threshold)) / HAZE));
    }
    return wrong[0] / all[0] + wrong[1] / all[1];
  };
  const tried = rows.map((r) => r.score).sort((a, b) => a - b);
  return +tried.reduce((best, t) => (cost(t) < cost(best) - 1e-9 ? t : best), tried[0]).toFixed(3);
}
