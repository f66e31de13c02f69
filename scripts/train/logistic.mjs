// One-against-the-rest logistic regression over sparse binary terms, by stochastic gradient descent with AdaGrad; the same
// input always gives the same model.

/** A small seeded generator of numbers in [0, 1) (mulberry32). */
export function random(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * rows: [{terms: Set<string>, y: Int8Array (1 yes, 0 no, -1 unknown, by section), weight}]. Returns TextModelData: terms that
 * stand in fewer than `least` rows, and weights below `prune`, are left out, and a section keeps only the `keep` terms that
 * tell it best from the rest.
 */
export function trainText(
  rows,
  sections,
  { epochs = 12, rate = 0.15, l2 = 2e-4, least = 2, prune = 0.06, keep = 400 } = {},
) {
  const frequency = new Map();
  for (const { terms } of rows) for (const t of terms) frequency.set(t, (frequency.get(t) ?? 0) + 1);
  const ids = new Map();
  for (const [t, n] of frequency) if (n >= least) ids.set(t, ids.size);
  const S = sections.length;
  const data = rows.map(({ terms, y, weight = 1 }) => ({
    y,
    weight,
    x: [...terms].map((t) => ids.get(t)).filter((i) => i !== undefined),
  }));
  const open = telling(data, ids, sections, keep);
  const w = new Float64Array(ids.size * S);
  const g = new Float64Array(ids.size * S).fill(1e-4);
  const b = new Float64Array(S).fill(-3);
  const gb = new Float64Array(S).fill(1e-2);
  const next = random(7);
  const order = data.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    for (const n of order) {
      const { x, y, weight } = data[n];
      for (let s = 0; s < S; s++) {
        if (y[s] < 0) continue;
        let z = b[s];
        for (const i of x) z += w[i * S + s];
        const d = (1 / (1 + Math.exp(-z)) - y[s]) * weight;
        if (Math.abs(d) < 1e-3) continue;
        gb[s] += d * d;
        b[s] -= (rate * d) / Math.sqrt(gb[s]);
        for (const i of x) {
          const k = i * S + s;
          if (!open[k]) continue;
          const grad = d + l2 * w[k];
          g[k] += grad * grad;
          w[k] -= (rate * grad) / Math.sqrt(g[k]);
        }
      }
    }
  }
  const terms = {};
  for (const [t, i] of [...ids].sort(([a], [c]) => (a < c ? -1 : 1))) {
    const weights = [];
    for (let s = 0; s < S; s++) {
      const v = w[i * S + s];
      if (Math.abs(v) >= prune) weights.push(s, Math.round(v * 100));
    }
    if (weights.length) terms[t] = weights;
  }
  return { sections, bias: [...b].map((v) => Math.round(v * 100)), terms };
}

/** Which terms are open to which section: by how far their frequency differs in and outside it, and how often they stand. */
function telling(data, ids, sections, keep) {
  const S = sections.length;
  const yes = new Float64Array(ids.size * S);
  const no = new Float64Array(ids.size * S);
  const totals = [new Float64Array(S), new Float64Array(S)];
  for (const { x, y, weight } of data)
    for (let s = 0; s < S; s++) {
      if (y[s] < 0) continue;
      totals[y[s]][s] += weight;
      const counts = y[s] ? yes : no;
      for (const i of x) counts[i * S + s] += weight;
    }
  const open = new Uint8Array(ids.size * S);
  const names = [...ids.keys()];
  for (let s = 0; s < S; s++) {
    const ranked = [];
    names.forEach((term, i) => {
      // Phrase terms of other sections say little about a section and much noise: only its own are open to it.
      const phrase = /^[+~-]([a-z].*)$/.exec(term);
      if (phrase && phrase[1] !== sections[s]) return;
      const k = i * S + s;
      const difference = Math.log((yes[k] + 0.5) / (totals[1][s] + 1) / ((no[k] + 0.5) / (totals[0][s] + 1)));
      ranked.push([
        phrase ? Infinity : Math.abs(difference) * Math.sqrt(yes[k] + Math.min(no[k], 3 * yes[k] + 3) / 4),
        k,
      ]);
    });
    ranked.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    for (const [, k] of ranked.slice(0, keep)) open[k] = 1;
  }
  return open;
}
