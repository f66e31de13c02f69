/** Boosted decision trees over a row of numbers, trained by scripts/train.mjs. */
export interface TreesData {
  /** Names of the numbers in a row, in order: a model trained for other ones is refused. */
  features: string[];
  bias: number;
  /**
   * A tree is a list of nodes, the first its root: [feature, threshold, where to go on from the threshold on] or [value]. Below
   * the threshold the node behind it is next.
   */
  trees: number[][][];
  /** Log-odds from which the answer is yes. */
  threshold: number;
}

/** The trees laid out flat, since each document asks them thousands of times. */
export class Trees {
  private readonly roots: Int32Array;
  /** Per node the feature that it asks; -1 for a leaf. */
  private readonly feature: Int16Array;
  /** Per node its threshold; of a leaf its value. */
  private readonly value: Float32Array;
  private readonly above: Int32Array;
  /** Per feature the thresholds that are asked for, ascending. */
  private readonly thresholds: Float32Array[];

  constructor(readonly data: TreesData) {
    const count = data.trees.reduce((n, nodes) => n + nodes.length, 0);
    this.roots = new Int32Array(data.trees.length);
    this.feature = new Int16Array(count).fill(-1);
    this.value = new Float32Array(count);
    this.above = new Int32Array(count);
    let at = 0;
    data.trees.forEach((nodes, t) => {
      const root = at;
      this.roots[t] = root;
      for (const node of nodes) {
        if (node.length === 1) this.value[at] = node[0] as number;
        else {
          this.feature[at] = node[0] as number;
          this.value[at] = node[1] as number;
          this.above[at] = root + (node[2] as number);
        }
        at++;
      }
    });
    const asked = data.features.map((): number[] => []);
    for (let node = 0; node < count; node++) asked[this.feature[node] as number]?.push(this.value[node] as number);
    this.thresholds = asked.map((list) => Float32Array.from(new Set(list)).sort());
  }

  /** Whether the trees cannot tell two numbers of a feature apart. */
  isSame(feature: number, a: number, b: number): boolean {
    if (a === b) return true;
    const thresholds = this.thresholds[feature] as Float32Array;
    let low = 0;
    for (let high = thresholds.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (a < (thresholds[middle] as number)) high = middle;
      else low = middle + 1;
    }
    // All thresholds before this one are passed by the first number, and none from it on.
    return (
      (low === 0 || b >= (thresholds[low - 1] as number)) &&
      (low === thresholds.length || b < (thresholds[low] as number))
    );
  }

  /** Whether the trees cannot tell two rows apart. */
  isSameRow(a: Float32Array, b: Float32Array): boolean {
    for (let i = 0; i < a.length; i++)
      if (a[i] !== b[i] && !this.isSame(i, a[i] as number, b[i] as number)) return false;
    return true;
  }

  /** Log-odds, less the threshold: above 0 the answer is yes. */
  score(row: Float32Array): number {
    const { roots, feature, value, above } = this;
    let score = this.data.bias - this.data.threshold;
    for (let t = 0; t < roots.length; t++) {
      let node = roots[t] as number;
      for (let f = feature[node] as number; f >= 0; f = feature[node] as number)
        node = (row[f] as number) < (value[node] as number) ? node + 1 : (above[node] as number);
      score += value[node] as number;
    }
    return score;
  }
}
