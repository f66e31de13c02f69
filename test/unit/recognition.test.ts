import { describe, expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import { readDesignDoc } from "../../server/src/document/designDoc.ts";
import { bookFramework } from "../../server/src/framework/index.ts";
import { analyse } from "../../server/src/recognition/analysis.ts";
import { detectLanguage } from "../../server/src/recognition/language.ts";
import { statusOfWord } from "../../server/src/recognition/status.ts";
import { isPlaceholder, isPrompt, waiverReason } from "../../server/src/recognition/substance.ts";
import { termsOf } from "../../server/src/recognition/terms.ts";
import { TextModel } from "../../server/src/recognition/textModel.ts";
import { Trees } from "../../server/src/recognition/trees.ts";

const framework = bookFramework();
const kind = (text: string) => check(text).reading;

describe("is it an ML design doc?", () => {
  const DESIGN = `# Churn model: design

We propose a classifier that tells the retention team which customers will leave within 60 days.

## Goals

Cut monthly churn from 4.1 % to 3.6 % by June.

## Labels

A customer has churned if there is no order for 60 days.

## Features

Tenure, tickets in the last 30 days and plan, from the CRM export.

## Model

We will train LightGBM because the data is tabular, with logistic regression as the baseline.

## Evaluation

PR-AUC on the last two months, held out by date; ship at 0.42.

## Monitoring

Page if weekly recall falls below 0.3.
`;

  test("a design is, a shopping list is not, and both say why", () => {
    expect(kind(DESIGN)).toMatchObject({ kind: "ml-design-doc" });
    expect(kind(DESIGN).reason).toMatch(/specifies an ML system/);
    expect(kind("# Shopping\n\n- milk\n- bread\n")).toMatchObject({ kind: "other" });
  });

  test.each([
    ["# Changelog\n\n## 1.2.0\n\n- the model is retrained weekly\n", /title says that it is a changelog/],
    [DESIGN.replace("# Churn model: design", "# ML launch checklist"), /title says that it is a checklist/],
    [
      "# Churn\n\n## Goals\n\nTBD\n\n## Labels\n\nTBD\n\n## Features\n\nTBD\n\n## Model\n\nTBD\n\n## Monitoring\n\nTBD\n",
      /template/,
    ],
  ])("what its title or its prompts say is not one", (text, reason) => {
    expect(kind(text).kind).toBe("other");
    expect(kind(text).reason).toMatch(reason);
  });

  test("the author's mark decides before all", () => {
    expect(kind(`---\nml-design-doc: false\n---\n${DESIGN}`)).toMatchObject({ kind: "other" });
    expect(kind("---\ntype: ml-design-doc\n---\n# Shopping\n")).toMatchObject({
      kind: "ml-design-doc",
      reason: "front matter: type",
    });
    expect(kind("---\ntype: note\n---\n# Shopping\n").kind).toBe("other");
    expect(kind("# Shopping\n<!-- ml-design-docs: on -->\n\n- milk\n").kind).toBe("ml-design-doc");
    expect(kind(DESIGN.replace("\n\n", "\n<!-- ml-design-docs: off -->\n\n")).kind).toBe("other");
    expect(kind(`${DESIGN}\n<!-- ml-design-docs: off -->\n`).kind, "below the second heading it says nothing").toBe(
      "ml-design-doc",
    );
  });
});

describe("status", () => {
  test.each([
    ["Draft v2", "draft"],
    ["WIP", "draft"],
    ["proposed", "draft"],
    ["In Review", "review"],
    ["RFC", "review"],
    ["Approved (2024-05-01)", "approved"],
    ["final", "approved"],
    ["in production", "live"],
    ["утверждён", "approved"],
    ["simmering", undefined],
  ])("%s is %s", (word, status) => expect(statusOfWord(word)).toBe(status));

  test.each([
    ["---\nstatus: shipped\n---\n# T\n\nStatus: draft\n", "live"],
    ["# T\n\n**Status:** In review\n\n## A\n", "review"],
    ["# T\n\n| Field | Value |\n|---|---|\n| Status | Accepted |\n\n## A\n", "approved"],
    ["# T\n\n## A\n\n## B\n\nStatus: approved\n", "draft"],
    ["# T\n", "draft"],
  ])("of %j", (text, status) => expect(kind(text).status).toBe(status));
});

test.each([
  ["en", "We predict the demand of each store for the next week with the sales of the last years."],
  ["ru", "Мы прогнозируем спрос магазинов на следующую неделю, модель LightGBM."],
  [
    "es",
    "Predecimos la demanda de cada tienda para la próxima semana con los datos de ventas que se guardan en el almacén.",
  ],
  ["pt", "Prevemos a demanda de cada loja para a próxima semana com os dados de vendas que são guardados em um banco."],
  [
    "de",
    "Wir sagen die Nachfrage der Filialen für die nächste Woche vorher, und die Daten werden täglich mit dem Lager abgeglichen.",
  ],
  [
    "fr",
    "Nous prévoyons la demande de chaque magasin pour la semaine prochaine avec les ventes qui sont dans une base.",
  ],
  ["zh", "我们用过去的销售数据预测每家门店下一周的需求，模型采用 LightGBM。"],
  ["ja", "各店舗の来週の需要を、過去の売上データから予測します。モデルは LightGBM です。"],
])("the language of a text is %s", (language, text) => expect(detectLanguage(text)).toBe(language));

describe("sections are found in every language of the locales", () => {
  test.each([
    [
      "ru",
      "## Источники данных\n\nЗаказы из хранилища, 40 млн строк с 2022 года, обновление ежедневно.",
      "data-sources",
    ],
    ["ru", "## Бейзлайн\n\nТекущие правила находят 41 % случаев.", "baselines"],
    ["es", "## Fuentes de datos\n\nPedidos del almacén, 40 M de filas desde 2022.", "data-sources"],
    ["pt", "## Monitoramento\n\nAlerta se o recall semanal cair abaixo de 0,3.", "monitoring"],
    ["de", "## Datenquellen\n\nBestellungen aus dem Lager, 40 Mio. Zeilen seit 2022.", "data-sources"],
    ["fr", "## Sources de données\n\nCommandes de l'entrepôt, 40 M de lignes depuis 2022.", "data-sources"],
    ["zh", "## 数据来源\n\n订单来自数据仓库，4000 万行，每日更新。", "data-sources"],
    ["ja", "## 監視\n\n週次の再現率が 0.3 を下回ったら通知する。", "monitoring"],
  ])("%s: %j", (_, text, id) => {
    const section = check(`# T\n\n${text}\n`, { assumeDesignDoc: true }).reading.sections.find((s) => s.id === id);
    expect(section?.status).toBe("covered");
  });
});

describe("substance", () => {
  test.each([
    "TBD",
    "todo: ask Ann",
    "...",
    "<fill in>",
    "[your answer]",
    "N/A",
    "N/A: no",
    "待定",
    "See the labelling guide.",
    "Nothing.",
    "Not yet.",
    "Not decided yet",
    "Still open.",
    "(e.g. fewer cancellations)",
    "(approx. 1-2 paragraphs)",
    "ДОПИСАТЬ",
    "noch offen",
  ])("%s says nothing", (t) => expect(isPlaceholder(t)).toBe(true));
  test.each([
    "Recall, not accuracy, is our metric.",
    "Recall 0.4",
    "The todo list app gets a ranker",
    "N/A: forecasts are compared with sales",
    "Nothing leaves the device.",
    "Unknown customers get the median price.",
    "Not yet covered regions fall back to rules.",
    "Open tickets of the last 30 days",
  ])("%s does", (t) => expect(isPlaceholder(t)).toBe(false));
  test.each([
    "Describe the data sources of your system.",
    "What is the baseline?",
    "List all risks and owners",
    "In this section, propose at least one metric",
    "Which tools will be used, e.g. Airflow",
    "Who is on this project:",
    "Quantify the improvement that would help (e.g. 5 % fewer cancellations)",
  ])("%s is a prompt", (t) => expect(isPrompt(t)).toBe(true));
  test.each([
    "We describe each item by 12 features.",
    "List price is the strongest feature at 0.31 importance.",
    "When the model is down the rules engine answers",
    "Which is why we retrain weekly",
    "What the model is told: the last 30 days of orders",
    "How it is measured: recall at 5 on last month's sessions",
  ])("%s is none", (t) => expect(isPrompt(t)).toBe(false));
  test("what a template asks a role for says nothing; an answer before the role does", () => {
    const status = (text: string) =>
      check(`# Churn model\n\n## Infrastructure\n\n${text}\n`, { assumeDesignDoc: true }).reading.sections.find(
        (s) => s.id === "infrastructure",
      )?.status;
    expect(status("- The infrastructure that was chosen, with reasons `Data Scientist`")).toBe("empty");
    expect(status("- The pros and cons of it `Data Engineer`, `Product Owner`")).toBe("empty");
    expect(status("- Airflow on our Kubernetes cluster, 2 GPUs for training `Data Scientist`")).toBe("covered");
  });
  test("a waiver's reason", () => {
    expect(waiverReason("N/A — there is no user interface")).toBe("there is no user interface");
    expect(waiverReason("N/A")).toBeUndefined();
    expect(waiverReason("Not applicable: batch only")).toBeUndefined();
  });
});

describe("the model", () => {
  test("sums the weights of a text's terms, each once", () => {
    const [heading] = readDesignDoc("# Model model monitoring\n").headings;
    const analysis = analyse((heading as NonNullable<typeof heading>).part, framework);
    const terms: Record<string, number[]> = {};
    for (const term of termsOf(analysis, framework.wordTable)) terms[term] = [0, 100];
    const [score] = new TextModel({ bias: [-50], terms }, framework.wordTable).scores(analysis);
    expect(score).toBeCloseTo(termsOf(analysis, framework.wordTable).size - 0.5);
  });

  test("walks its trees", () => {
    const trees = new Trees({
      features: ["a", "b"],
      bias: 1,
      threshold: 0.5,
      trees: [[[0, 2, 2], [-1], [1, 5, 4], [10], [20]], [[0.25]]],
    });
    expect(trees.score(Float32Array.of(1, 0))).toBeCloseTo(1 - 0.5 - 1 + 0.25);
    expect(trees.score(Float32Array.of(2, 4))).toBeCloseTo(1 - 0.5 + 10 + 0.25);
    expect(trees.score(Float32Array.of(2, 5))).toBeCloseTo(1 - 0.5 + 20 + 0.25);
  });
});
