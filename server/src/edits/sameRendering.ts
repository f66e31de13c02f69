/** Whether two texts are the same document to a reader: HTML comments and the blanks around them aside. */
import type { Nodes, Root } from "mdast";
import { readDesignDoc } from "../document/designDoc.ts";
import { tooComplex } from "../document/limits.ts";
import { parseBlock } from "../document/parse.ts";
import type { DesignDoc } from "../document/types.ts";
import { applyEdits, type Edit } from "./edit.ts";

/** Compares the rendered documents before and after a change. What is too complex to be parsed is never the same. */
export function sameRendering(before: string, after: string, first = true): boolean {
  if (before === after) return true;
  if (tooComplex(before) || tooComplex(after)) return false;
  const [own, other] = [parseBlock(before, first), parseBlock(after, first)];
  if (opensComment(own) || opensComment(other)) return false;
  return JSON.stringify(plain(own)) === JSON.stringify(plain(other));
}

/** Whether an HTML block ends within a comment: a browser, unlike Markdown, ends that with the next comment. */
function opensComment(root: Root): boolean {
  return root.children.some(
    (node) => node.type === "html" && node.value.slice(1).replace(COMMENT, "").includes("<!--"),
  );
}

/** As `sameRendering`, for edits of a document; only the stretches that they touch are parsed. */
export function rendersSame(doc: DesignDoc, edits: readonly Edit[]): boolean {
  const after = readDesignDoc(applyEdits(doc, edits), doc);
  const own = doc.blocks.map((b) => b.reading.text);
  const others = after.blocks.map((b) => b.reading.text);
  let from = 0;
  while (from < own.length && from < others.length && own[from] === others[from]) from++;
  let [to, othersTo] = [own.length, others.length];
  while (to > from && othersTo > from && own[to - 1] === others[othersTo - 1]) {
    to--;
    othersTo--;
  }
  const text = (blocks: readonly string[], end: number) =>
    blocks
      .slice(from, end)
      .join("")
      .replace(/^\ufeff/, "");
  return sameRendering(text(own, to), text(others, othersTo), from === 0);
}

const COMMENT = /<!--(?:>|->|[\s\S]*?-->)/g;

/** A node without positions and comments; undefined if nothing is left of it. */
function plain(node: Nodes): unknown {
  const { position: _, ...rest } = node as Nodes & Record<string, unknown>;
  // Front matter is not shown.
  if (node.type === "yaml") return undefined;
  if (node.type === "html") {
    const value = node.value
      .replace(/<!--(?:>|->|[\s\S]*?(?:-->|$))/g, "")
      .replace(/\s+/g, " ")
      .trim();
    return value ? { type: "html", value } : undefined;
  }
  if (!("children" in node)) return rest;
  const children = node.children.map(plain).filter((child) => child !== undefined) as Record<string, unknown>[];
  const inline = node.type === "paragraph" || node.type === "heading" || node.type === "tableCell";
  const merged = children.reduce<Record<string, unknown>[]>((list, child) => {
    const last = list.at(-1);
    if (last?.["type"] === "text" && child["type"] === "text") last["value"] = `${last["value"]}${child["value"]}`;
    else list.push(child);
    return list;
  }, []);
  for (const child of merged)
    if (child["type"] === "text") child["value"] = String(child["value"]).replace(/\s+/g, " ");
  if (inline) {
    const [head, tail] = [merged[0], merged.at(-1)];
    if (head?.["type"] === "text") head["value"] = String(head["value"]).trimStart();
    if (tail?.["type"] === "text") tail["value"] = String(tail["value"]).trimEnd();
    const left = merged.filter((child) => child["type"] !== "text" || child["value"] !== "");
    return node.type === "paragraph" && left.length === 0 ? undefined : { ...rest, children: left };
  }
  return { ...rest, children: merged };
}
