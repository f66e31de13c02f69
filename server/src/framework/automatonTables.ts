/** An automaton as lists of numbers, and those lists as a short string. */
import { Packer, Unpacker } from "./packing.ts";

/** Nodes, the first the root; `…Starts` say where each node's part of the lists behind them begins. */
export interface AutomatonTables {
  /** How many phrases there are. */
  phrases: number;
  edgeStarts: Int32Array;
  /** Numbers of the word table, ascending within a node. */
  edgeKeys: Int32Array;
  edgeTargets: Int32Array;
  gapStarts: Int32Array;
  /** A gap's target is in force where its node is entered and behind each of so many tokens. */
  gapLengths: Int32Array;
  /** They have no gaps themselves. */
  gapTargets: Int32Array;
  acceptStarts: Int32Array;
  /** Phrases that end here. */
  accepts: Int32Array;
}

/** Packs tables, list by list. Keys and phrases ascend within a node; most targets are the next new node. */
export function packTables(tables: AutomatonTables): string {
  const { phrases, edgeStarts, edgeKeys, edgeTargets, gapStarts, gapLengths, gapTargets, acceptStarts, accepts } =
    tables;
  const nodes = edgeStarts.length - 1;
  const packer = new Packer();
  packer.put(phrases);
  packer.put(nodes);
  for (const starts of [edgeStarts, gapStarts, acceptStarts])
    for (let n = 0; n < nodes; n++) packer.put((starts[n + 1] as number) - (starts[n] as number));
  let fresh = 1;
  const putTarget = (target: number) => {
    packer.put(fresh - target);
    if (target === fresh) fresh++;
  };
  const putAscending = (list: Int32Array, starts: Int32Array) => {
    for (let n = 0; n < nodes; n++)
      for (let i = starts[n] as number; i < (starts[n + 1] as number); i++)
        packer.put((list[i] as number) - (i > (starts[n] as number) ? (list[i - 1] as number) : 0));
  };
  for (let n = 0; n < nodes; n++) {
    for (let i = edgeStarts[n] as number; i < (edgeStarts[n + 1] as number); i++) putTarget(edgeTargets[i] as number);
    for (let i = gapStarts[n] as number; i < (gapStarts[n + 1] as number); i++) putTarget(gapTargets[i] as number);
  }
  putAscending(edgeKeys, edgeStarts);
  for (const length of gapLengths) packer.put(length);
  putAscending(accepts, acceptStarts);
  return packer.toString();
}

export function unpackTables(text: string): AutomatonTables {
  const from = new Unpacker(text);
  const phrases = from.take();
  const nodes = from.take();
  const edgeStarts = from.takeStarts(nodes);
  const gapStarts = from.takeStarts(nodes);
  const acceptStarts = from.takeStarts(nodes);
  const edges = edgeStarts[nodes] as number;
  const gaps = gapStarts[nodes] as number;
  const edgeTargets = new Int32Array(edges);
  const gapTargets = new Int32Array(gaps);
  const backs = from.takeAll(edges + gaps);
  for (let n = 0, e = 0, g = 0, at = 0, fresh = 1; n < nodes; n++) {
    for (const end = edgeStarts[n + 1] as number; e < end; e++) {
      const back = backs[at++] as number;
      edgeTargets[e] = back === 0 ? fresh++ : fresh - back;
    }
    for (const end = gapStarts[n + 1] as number; g < end; g++) {
      const back = backs[at++] as number;
      gapTargets[g] = back === 0 ? fresh++ : fresh - back;
    }
  }
  const edgeKeys = summed(from.takeAll(edges), edgeStarts);
  const gapLengths = from.takeAll(gaps);
  const accepts = summed(from.takeAll(acceptStarts[nodes] as number), acceptStarts);
  return {
    phrases,
    edgeStarts,
    edgeKeys,
    edgeTargets,
    gapStarts,
    gapLengths,
    gapTargets,
    acceptStarts,
    accepts,
  };
}

/** Within each node, numbers from the steps between them. */
function summed(steps: Int32Array, starts: Int32Array): Int32Array {
  for (let n = 1; n < starts.length; n++)
    for (let i = (starts[n - 1] as number) + 1; i < (starts[n] as number); i++)
      steps[i] = (steps[i] as number) + (steps[i - 1] as number);
  return steps;
}
