// Trains the words that tell a design doc from others: a logistic regression over the words of title, headings and body.

const PLACES = ["title", "headings", "body"];
/** A word that fewer documents have says more of them than of their kind. */
const LEAST = 4;
const KEEP = 500;
/** Pull to small weights, against a sum over documents. */
const L2 = 20;
const STEPS = 250;
const RATE = 0.03;
const WORD = /^\p{L}[\p{L}'-]+$/u;

/** What a document has of each word: Map from "place stem" to a number from 0 to 1. */
export function wordsOf(scored, engine, framework) {
  const { title, headings, statements } = engine.kindParts(scored);
  const stems = (part) =>
    new Set(
      engine
        .analyse(part, framework)
        .terms.map((t) => framework.wordTable.name(t))
        .filter((s) => WORD.test(s)),
    );
  const words = new Map();
  if (title) for (const stem of stems(title)) words.set(`title ${stem}`, 1);
  for (const part of headings) for (const stem of stems(part)) words.set(`headings ${stem}`, 1);
  const counts = new Map();
  for (const part of statements) for (const stem of stems(part)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  for (const [stem, n] of counts) words.set(`body ${stem}`, Math.min(1, (n * engine.RARE) / statements.length));
  return words;
}

/** The log-odds of what a document has of each word, in the engine's unit. */
export function sumOf(data, words) {
  let sum = 0;
  for (const [word, x] of words) {
    const [place, stem] = word.split(" ");
    if (Object.hasOwn(data[place], stem)) sum += data[place][stem] * x;
  }
  return sum / 100;
}

/** Trains on [{words, y, weight}]; returns KindWordsData. */
export function trainKindWords(rows) {
  const documents = new Map();
  for (const { words } of rows) for (const word of words.keys()) documents.set(word, (documents.get(word) ?? 0) + 1);
  const all = [...documents].filter(([, n]) => n >= LEAST).map(([word]) => word);
  const first = weightsOf(rows, all);
  const kept = all
    .map((word, i) => ({ word, tells: Math.abs(first[i]) * Math.sqrt(documents.get(word)) }))
    .sort((a, b) => b.tells - a.tells || (a.word < b.word ? -1 : 1))
    .slice(0, KEEP)
    .map(({ word }) => word);
  const data = { title: {}, headings: {}, body: {} };
  weightsOf(rows, kept).forEach((weight, i) => {
    const [place, stem] = kept[i].split(" ");
    const hundredths = Math.round(weight * 100);
    if (hundredths) data[place][stem] = hundredths;
  });
  for (const place of PLACES) data[place] = Object.fromEntries(Object.entries(data[place]).sort());
  return data;
}

/** Weights by feature, found by Adam on all documents at once; the bias is left to what the sum is weighed with. */
function weightsOf(rows, features) {
  const place = new Map(features.map((f, i) => [f, i]));
  const sparse = rows.map(({ words, y, weight }) => {
    const known = [...words].filter(([word]) => place.has(word));
    return { at: known.map(([word]) => place.get(word)), x: known.map(([, x]) => x), y, weight };
  });
  const size = features.length + 1;
  const [w, m, v] = [0, 0, 0].map(() => new Float64Array(size));
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Float64Array(size);
    for (let i = 0; i < features.length; i++) gradient[i] = L2 * w[i];
    for (const { at, x, y, weight } of sparse) {
      let z = w[size - 1];
      for (let k = 0; k < at.length; k++) z += w[at[k]] * x[k];
      const d = (1 / (1 + Math.exp(-z)) - y) * weight;
      for (let k = 0; k < at.length; k++) gradient[at[k]] += d * x[k];
      gradient[size - 1] += d;
    }
    for (let i = 0; i < size; i++) {
      m[i] = 0.9 * m[i] + 0.1 * gradient[i];
      v[i] = 0.99 * v[i] + 0.01 * gradient[i] ** 2;
      w[i] -= (RATE * m[i]) / (1 - 0.9 ** step) / (Math.sqrt(v[i] / (1 - 0.99 ** step)) + 1e-6);
    }
  }
  return [...w.subarray(0, features.length)];
}
