/** Words of other languages are read by the text models as the English ones for which they stand. */
import { describe, expect, test } from "vitest";
import { tokenize } from "../../server/src/framework/tokens.ts";
import { packTranslations } from "../../server/src/framework/translations.ts";
import { WordTable } from "../../server/src/framework/wordTable.ts";

const WORDS = [
  ["entrenamiento", "training"],
  ["métricas", "metrics"],
  ["trainingsdaten", "training data"],
  ["обучение", "training"],
  ["学習", "learning"],
  ["学習データ", "training data"],
  ["データ", "data"],
  ["学", "study"],
  ["evalua*", "evaluation"],
  ["evaluador", "judge"],
] as const;

/** The terms of a text, given words of other languages. */
function terms(text: string, words: readonly (readonly [string, string])[] = WORDS): string[] {
  const compiled = new WordTable();
  const packed = packTranslations(words, compiled);
  const table = new WordTable(compiled.terms(), packed);
  const tokens = tokenize(text);
  return table.termsOf(table.wordsOf(tokens), tokens).map((term) => table.name(term));
}

describe("a text's terms", () => {
  test.each([
    ["Métricas de entrenamiento", ["metric", "de", "train"]],
    ["metricas", ["metric"]],
    ["Die Trainingsdaten", ["die", "train", "data"]],
    ["обучения моделей", ["train", "модел"]],
    ["学習データの学習", ["train", "data", "の", "learn"]],
    ["学者のデータ", ["studi", "者", "の", "data"]],
    ["Training data", ["train", "data"]],
    ["12 métricas", ["#", "metric"]],
    ["evaluamos, evaluado: evaluador, evalu", ["evalu", "evalu", "judg", "evalu"]],
    ["evaluaciónsuperlargas", ["evaluaciónsuperlarga"]],
    ["évaluation dévaluation", ["evalu", "dévaluation"]],
  ])("%s", (text, expected) => expect(terms(text)).toEqual(expected));

  test("are the text's own without such words", () =>
    expect(terms("métricas 学習", [])).toEqual(["métrica", "学", "習"]));
});

test("a word that stands for two others is a mistake", () => {
  expect(() => terms("", [...WORDS, ["entrenamiento", "coaching"]])).toThrow(/entrenamiento: training, coaching/);
  expect(() => terms("", [...WORDS, ["metricas", "meters"]])).toThrow(/metricas: metrics, meters/);
});
