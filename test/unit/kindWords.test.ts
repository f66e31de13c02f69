/** The words of title, headings and body that tell a design doc from others. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { readDesignDoc } from "../../server/src/document/designDoc.ts";
import { bookFramework } from "../../server/src/framework/index.ts";
import { KindWords, packKindWords, unpackKindWords } from "../../server/src/recognition/kindWords.ts";
import { modelFor } from "../../server/src/recognition/model.ts";
import { scoreDoc } from "../../server/src/recognition/scored.ts";

/** The training is a script of the repository, without types. */
const { sumOf } = (await import(
  pathToFileURL(join(import.meta.dirname, "../../scripts/train/kindWords.mjs")).href
)) as { sumOf(data: typeof DATA | object, words: Map<string, number>): number };

const framework = bookFramework();
const { texts } = modelFor(framework);
const DATA = { title: { design: 100 }, headings: { rollout: 40 }, body: { churn: 80, kubernet: -30 } };

/** The log-odds of a document's words. */
function sum(text: string, data = DATA): number {
  const kindWords = new KindWords(data, framework.wordTable);
  return kindWords.sum(scoreDoc(readDesignDoc(text), framework, { ...texts, kindWords: kindWords }), framework);
}

test("a word counts where it stands", () => {
  expect(sum("# Design of it\n\nIt predicts.\n")).toBeCloseTo(1);
  expect(sum("# It\n\nThe design predicts.\n")).toBe(0);
  expect(sum("# It\n\nIt predicts.\n\n## Rollout\n\nIn May.\n\n## Rollout of more\n\nIn June.\n")).toBeCloseTo(0.4);
});

test("a word of the body counts by the share of statements that it stands in, in full from an eighth on", () => {
  const statements = (churn: number, all: number) =>
    `# It\n\n${Array.from({ length: all }, (_, i) => (i < churn ? "Churn costs us, churn." : "It rains here.")).join("\n\n")}\n`;
  expect(sum(statements(1, 4))).toBeCloseTo(0.8);
  expect(sum(statements(1, 16))).toBeCloseTo(0.4);
  expect(sum(statements(0, 4))).toBe(0);
});

test("headings over nothing and what stands untouched count nothing", () => {
  expect(sum("# It\n\nIt predicts.\n\n## Rollout\n\n## Rollout\n\nTBD\n")).toBe(0);
});

test("packing keeps the words", () => {
  const { wordTable } = framework;
  expect(unpackKindWords(packKindWords(DATA, wordTable), wordTable)).toEqual(DATA);
});

test("in training a word that every object has a property of weighs nothing unless it was learned", () => {
  const words = new Map([
    ["body constructor", 1],
    ["body churn", 0.5],
  ]);
  expect(sumOf(DATA, words)).toBeCloseTo(0.4);
});
