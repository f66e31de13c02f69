// Gradient-boosted regression trees for a yes/no question over a few dozen numbers; the same input always gives the same trees.

import { random } from "./logistic.mjs";

const BINS = 24;

/** Up to BINS - 1 thresholds of a column, by quantile, each between two values of the column. */
function thresholds(column) {
  const sorted = [...column].sort((a, b) => a - b);
  const cuts = new Set();
  for (let i = 1; i < BINS; i++) {
    const at = Math.floor((i * sorted.length) / BINS);
    if (sorted[at] > sorted[0]) cuts.add(sorted[at]);
  }
  // Rare values lie outside every quantile.
  const values = [...new Set(sorted)];
  if (values.length <= BINS) for (const v of values.slice(1)) cuts.add(v);
  const below = new Map(values.map((v, i) => [v, values[i - 1]]));
  return [...cuts].sort((a, b) => a - b).map((cut) => between(below.get(cut), cut));
}

/**
 * A short number above `low` and not above `high`, also in single precision: a rounded value of the column itself would send
 * those that have it to the other side than where the tree was grown with them.
 */
function between(low, high) {
  const middle = (low + high) / 2;
  for (let digits = 2; digits < 9; digits++) {
    const short = +middle.toFixed(digits);
    if (Math.fround(short) > low && Math.fround(short) <= high && short > low && short <= high) return short;
  }
  return Math.fround(middle);
}

/**
 * x: rows of numbers, y: 0 or 1. Returns {bias, trees}; a tree is a list of nodes [feature, threshold, right] or
 * [leaf value], the first its root; the node behind it is taken where the value is below the threshold. Each tree is grown on a share of
 * the `rows` and looks at a share of the `columns`, drawn anew (by a seeded generator).
 */
export function trainTrees(
  x,
  y,
  { rounds = 120, rate = 0.1, depth = 3, least = 8, l2 = 4, rows: share = 1, columns = 1, weights } = {},
) {
  const n = x.length;
  const m = x[0].length;
  const w = weights ?? new Float64Array(n).fill(1);
  const cuts = Array.from({ length: m }, (_, f) => thresholds(x.map((r) => r[f])));
  const binned = Array.from({ length: m }, (_, f) => {
    const bins = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      let b = 0;
      while (b < cuts[f].length && x[i][f] >= cuts[f][b]) b++;
      bins[i] = b;
    }
    return bins;
  });
  let total = 0;
  let yes = 0;
  for (let i = 0; i < n; i++) {
    total += w[i];
    yes += w[i] * y[i];
  }
  const bias = Math.log((yes + 0.5) / (total - yes + 0.5));
  const z = new Float64Array(n).fill(bias);
  const trees = [];
  const draw = random(11);
  for (let round = 0; round < rounds; round++) {
    const g = new Float64Array(n);
    const h = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const p = 1 / (1 + Math.exp(-z[i]));
      g[i] = w[i] * (y[i] - p);
      h[i] = w[i] * Math.max(p * (1 - p), 1e-6);
    }
    const open = Array.from({ length: m }, () => columns === 1 || draw() < columns);
    const nodes = [];
    const grow = (rows, level) => {
      const number = nodes.push(null) - 1;
      let G = 0;
      let H = 0;
      for (const i of rows) {
        G += g[i];
        H += h[i];
      }
      let best = { gain: 1e-3 };
      if (level < depth && rows.length >= 2 * least) {
        for (let f = 0; f < m; f++) {
          const size = cuts[f].length + 1;
          if (size < 2 || !open[f]) continue;
          const bg = new Float64Array(size);
          const bh = new Float64Array(size);
          const bn = new Uint32Array(size);
          for (const i of rows) {
            const b = binned[f][i];
            bg[b] += g[i];
            bh[b] += h[i];
            bn[b]++;
          }
          let lg = 0;
          let lh = 0;
          let ln = 0;
          for (let b = 0; b < size - 1; b++) {
            lg += bg[b];
            lh += bh[b];
            ln += bn[b];
            if (ln < least || rows.length - ln < least) continue;
            const gain = (lg * lg) / (lh + l2) + ((G - lg) * (G - lg)) / (H - lh + l2) - (G * G) / (H + l2);
            if (gain > best.gain) best = { gain, f, b };
          }
        }
      }
      if (best.f === undefined) {
        const value = +((rate * G) / (H + l2)).toFixed(4);
        nodes[number] = [value];
      } else {
        const left = rows.filter((i) => binned[best.f][i] <= best.b);
        const right = rows.filter((i) => binned[best.f][i] > best.b);
        grow(left, level + 1);
        nodes[number] = [best.f, cuts[best.f][best.b], grow(right, level + 1)];
      }
      return number;
    };
    grow(
      [...Array(n).keys()].filter(() => share === 1 || draw() < share),
      0,
    );
    trees.push(nodes);
    for (let i = 0; i < n; i++) z[i] += leafOf(nodes, x[i]);
  }
  return { bias: +bias.toFixed(4), trees };
}

function leafOf(nodes, row) {
  let at = 0;
  for (let node = nodes[0]; node.length > 1; node = nodes[at]) at = row[node[0]] < node[1] ? at + 1 : node[2];
  return nodes[at][0];
}

/** Log-odds of a row. */
export function scoreTrees({ bias, trees }, row) {
  return trees.reduce((z, nodes) => z + leafOf(nodes, row), bias);
}
