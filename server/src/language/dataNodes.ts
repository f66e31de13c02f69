/** What stands where in a data file. */
import { isMap, isScalar, isSeq, type Node } from "yaml";
import { parseYaml } from "../yaml.ts";

export interface Hit {
  /** Keys and, for entries of lists, their numbers; the hit key, or the key of the hit value, comes last. */
  path: string[];
  key: boolean;
  value: string;
  start: number;
  end: number;
}

/** The key or plain value at an offset. */
export function hitAt(text: string, offset: number): Hit | undefined {
  let node: unknown = parseYaml(text).document?.contents;
  const path: string[] = [];
  for (;;) {
    if (isMap(node)) {
      const pair = node.items.find((p) => holds(p.key, offset) || holds(p.value, offset));
      if (!pair) return undefined;
      path.push(isScalar(pair.key) ? String(pair.key.value) : "");
      if (holds(pair.key, offset)) return hit(pair.key, path, true);
      node = pair.value;
    } else if (isSeq(node)) {
      const n = node.items.findIndex((entry) => holds(entry, offset));
      if (n < 0) return undefined;
      path.push(String(n));
      node = node.items[n];
    } else return hit(node, path, false);
  }
}

/** The keys of the mapping that a path leads to. */
export function keysAt(text: string, path: readonly string[]): string[] {
  let node: unknown = parseYaml(text).document?.contents;
  for (const step of path) {
    if (isMap(node)) node = node.items.find((p) => isScalar(p.key) && String(p.key.value) === step)?.value;
    else if (isSeq(node)) node = node.items[Number(step)];
    else return [];
  }
  return isMap(node) ? node.items.flatMap((p) => (isScalar(p.key) ? [String(p.key.value)] : [])) : [];
}

function holds(node: unknown, offset: number): boolean {
  const range = (node as Node | null)?.range;
  return range != null && range[0] <= offset && offset <= range[1];
}

function hit(node: unknown, path: string[], key: boolean): Hit | undefined {
  if (!isScalar(node) || !node.range) return undefined;
  return { path, key, value: String(node.value), start: node.range[0], end: node.range[1] };
}
