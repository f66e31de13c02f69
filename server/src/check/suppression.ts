/** Findings that the author silenced: `ml-design-docs-disable-next` and `-disable-file`. */
import type { Nodes, Parent, RootContent } from "mdast";
import { parseBlock } from "../document/parse.ts";
import { offsetAt, type Range, rangeOf } from "../document/text.ts";
import type { BlockReading, DesignDoc } from "../document/types.ts";
import type { Mark, MarkWord } from "../recognition/marks.ts";
import type { Reading } from "../recognition/types.ts";
import { suppressionsOf } from "../rules/suppressions.ts";
import type { Context, Finding, Rule, UnusedSuppression } from "../rules/types.ts";

/** A finding that is not shown, and the author's word for it. */
export interface SuppressedFinding extends Finding {
  suppressedBy: { reason: string; range: Range };
}

export interface Silenced {
  findings: Finding[];
  suppressed: SuppressedFinding[];
}

interface Suppression {
  mark: Mark;
  word: MarkWord;
  /** What it is for: offsets of a block, or the whole document. */
  start: number;
  end: number;
  used: boolean;
}

/** Runs rules and parts what they find into what is shown and what the author silenced. `run` never throws. */
export function runSilenced(
  rules: readonly Rule[],
  context: Context,
  run: (rule: Rule, context: Context) => Finding[],
): Silenced {
  const suppressions = readSuppressions(context.reading.doc);
  const silenced: Silenced = { findings: [], suppressed: [] };
  for (const rule of rules) if (!rule.last) part(run(rule, context), suppressions, context.reading.doc, silenced);
  const unused = unusedOf(suppressions, context);
  for (const rule of rules)
    if (rule.last) part(run(rule, { ...context, unused }), suppressions, context.reading.doc, silenced);
  return silenced;
}

function part(findings: readonly Finding[], suppressions: Suppression[], doc: DesignDoc, into: Silenced): void {
  for (const finding of findings) {
    const at = offsetAt(doc.text, doc.lineStarts, finding.range.start);
    const by = suppressions.filter(
      ({ word, start, end }) => (word.id === finding.rule || word.id === finding.section) && start <= at && at < end,
    );
    for (const suppression of by) suppression.used = true;
    const [first] = by;
    if (!first) into.findings.push(finding);
    else {
      const { mark } = first;
      const suppressedBy = { reason: mark.reason, range: rangeOf(doc.lineStarts, mark.start, mark.end) };
      into.suppressed.push({ ...finding, suppressedBy });
    }
  }
}

function readSuppressions(doc: DesignDoc): Suppression[] {
  return suppressionsOf(doc).flatMap((mark) => {
    const scope = mark.kind === "disable-file" ? { start: 0, end: Number.POSITIVE_INFINITY } : nextBlock(mark, doc);
    // Behind the last block there is nothing to silence.
    return mark.ids.map((word) => ({ mark, word, ...(scope ?? { start: 0, end: 0 }), used: false }));
  });
}

/** Known ids that silenced nothing and would not at a later status either. */
function unusedOf(suppressions: readonly Suppression[], { reading, framework, ruleIds }: Context): UnusedSuppression[] {
  return suppressions
    .filter(({ used, word: { id } }) => !used && (ruleIds.includes(id) || framework.section(id)))
    .filter(({ word: { id } }) => !id.startsWith("suppression/") && !mattersLater(id, reading))
    .map(({ mark, word }) => ({ mark, word }));
}

/** Whether the id would silence something once the document's status asks for more. */
function mattersLater(id: string, { sections }: Reading): boolean {
  return sections.some(
    (s) =>
      s.required === "later" &&
      (s.status === "missing" || s.status === "empty") &&
      (s.id === id || id === `section/${s.status}`),
  );
}

interface Stretch {
  start: number;
  end: number;
}

/** The block behind a mark. Blocks of the text are parsed alone, so it stands in the mark's own or in one behind it. */
function nextBlock(mark: Mark, doc: DesignDoc): Stretch | undefined {
  const index = doc.blocks.findLastIndex(({ start }) => start <= mark.start);
  const own = treeOf(index, doc);
  if (!own) return undefined;
  const found = blockBehind(own.tree, mark.start - own.base, mark.end - own.base, doc.text.slice(own.base));
  if (found) return { start: own.base + found.start, end: own.base + found.end };
  for (let n = index + 1; n < doc.blocks.length; n++) {
    const { reading, start } = doc.blocks[n] as DesignDoc["blocks"][number];
    if (reading.skipped || reading.pending) return { start, end: start + reading.text.length };
    const next = treeOf(n, doc);
    const first = next?.tree.children.find((child) => !isSilent(child as RootContent));
    if (next && first) return { start: next.base + startOf(first), end: next.base + endOf(first) };
  }
  return undefined;
}

const trees = new WeakMap<BlockReading, Parent>();

/** A block of the text as a tree, and the offset that its positions count from. */
function treeOf(index: number, doc: DesignDoc): { tree: Parent; base: number } | undefined {
  const block = doc.blocks[index];
  if (!block) return undefined;
  // micromark counts from behind a BOM.
  const bom = block.start === 0 && doc.text.startsWith("\ufeff") ? 1 : 0;
  const tree = trees.get(block.reading) ?? parseBlock(block.reading.text.slice(bom), block.start === 0);
  trees.set(block.reading, tree);
  return { tree, base: block.start + bom };
}

function blockBehind(parent: Parent, from: number, to: number, source: string): Stretch | undefined {
  const at = parent.children.findIndex((child) => startOf(child) <= from && from < endOf(child));
  const holder = parent.children[at];
  if (!holder) return undefined;
  if (holder.type === "html") {
    // On one line with the mark: `<!-- … --> Text`.
    const rest = source.slice(to, endOf(holder));
    if (withoutComments(rest)) return { start: to, end: endOf(holder) };
  } else if (isContainer(holder)) {
    const inside = blockBehind(holder, from, to, source);
    if (inside) return inside;
  }
  const next = parent.children.slice(at + 1).find((child) => !isSilent(child));
  return next && { start: startOf(next), end: endOf(next) };
}

const isContainer = (node: Nodes): node is Nodes & Parent =>
  node.type === "list" || node.type === "listItem" || node.type === "blockquote" || node.type === "footnoteDefinition";

/** Other marks and definitions stand between a mark and its block without being one. */
const isSilent = (node: RootContent) =>
  node.type === "definition" || (node.type === "html" && !withoutComments(node.value));

const withoutComments = (html: string) => html.replace(/<!--[\s\S]*?(?:-->|$)/g, "").trim();
const startOf = (node: Nodes) => node.position?.start.offset ?? 0;
const endOf = (node: Nodes) => node.position?.end.offset ?? 0;
