// What reading a document costs, as a ratio to parsing it alone in the same run (warm, median).
import { loadEngine } from "../engine.mjs";
import { sample } from "./workloads.mjs";

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const time = (run) => {
  const start = performance.now();
  run();
  return performance.now() - start;
};
/** Rows [size, parse ms, read ms, ratio]. */
export async function engineRatios() {
  const { check, parseBlock } = await loadEngine();
  const rows = [];
  for (const [size, rounds] of [
    [12_000, 60],
    [100_000, 12],
  ]) {
    const warmUp = rounds / 2;
    const parse = [];
    const read = [];
    for (let n = 0; n < rounds + warmUp; n++) {
      const text = sample(size, n);
      const [p, r] = [time(() => parseBlock(text, true)), time(() => check(text, { assumeDesignDoc: true }))];
      if (n < warmUp) continue;
      parse.push(p);
      read.push(r);
    }
    const [p, r] = [median(parse), median(read)];
    rows.push([`${size / 1000} KB`, p.toFixed(1), r.toFixed(1), (r / p).toFixed(2)]);
  }
  return rows;
}
