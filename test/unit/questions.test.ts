/** Which questions of a section are ticked as answered: only where a statement plainly answers them. */
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import { questionsOf } from "../../server/src/check/questions.ts";
import { answersOf } from "../../server/src/framework/answers.ts";
import { bookFramework, type SectionData } from "../../server/src/framework/index.ts";
import { changedFramework } from "../../server/src/framework/load.ts";
import { plainOpening } from "../../server/src/framework/openings.ts";

const framework = bookFramework();
const table = answersOf(framework);

/** Numbers (from 1) of the questions that one text answers. */
function answered(section: SectionData, text: string): number[] {
  const { parts } = table.find(text, section.id);
  return section.questions.flatMap((question, i) =>
    table.of(section.id, question).some((way) => way.every((part) => parts.has(part))) ? [i + 1] : [],
  );
}

const section = (id: string) => framework.section(id) as SectionData;

/** How many languages ask a section's questions. */
const languages = (id: string) => 1 + framework.data.locales.filter((l) => l.sections[id]?.questions).length;

describe("the framework's answers", () => {
  test("are well formed, for every question in every language", () => {
    expect(table.mistakes).toEqual([]);
    for (const { id, questions } of framework.sections)
      for (const question of questions)
        expect(table.of(id, question), `${id}: ${question}`).toHaveLength(languages(id));
  });

  test("use classes that exist", () => {
    const { locales } = framework.data;
    const known = new Set(framework.classes);
    for (const { "answer-classes": classes = {} } of [framework.data, ...locales])
      for (const name of Object.keys(classes)) known.add(name);
    for (const own of [...framework.sections, ...locales.flatMap((l) => Object.values(l.sections))])
      for (const [, name] of JSON.stringify(own.answers ?? {}).matchAll(/<([a-z-]+)>/g)) expect(known).toContain(name);
  });

  test("are in no question, template or opening of our own", () => {
    for (const locale of [undefined, ...framework.data.locales]) {
      for (const data of framework.sections) {
        const own = locale ? locale.sections[data.id] : data;
        const body = [...(own?.questions ?? []), ...(own?.vocabulary ?? []).map(plainOpening)].join("\n\n");
        const { checked, reading } = read(
          `## ${own?.title ?? data.title}\n\n${body}\n\n${own?.template ?? ""}`,
          data.id,
        );
        const ticked = questionsOf(reading, checked, framework).filter((q) => q.answeredBy);
        expect(ticked, data.id).toEqual([]);
      }
    }
  });
});

describe("one statement answers", () => {
  test.each([
    [
      "overview",
      "We propose a model that tells the retention team each Monday which customers are about to leave.",
      [1, 2],
    ],
    ["why-ml", "A false alarm costs 5 $ and a missed fraud 180 $; a right one saves the chargeback.", [4]],
    ["motivation", "Agents lose 40 minutes a day on cases that customers closed themselves.", [1, 2]],
    [
      "objectives",
      "Cut monthly churn from 4.1 % to 3.6 % by June 2027; revenue per customer must not fall.",
      [1, 2, 4],
    ],
    ["scope", "Gift cards are out of scope because they carry no address.", [1]],
    ["requirements", "p99 latency below 100 ms at 500 requests per second.", [1]],
    ["framing", "Binary classification; one example is a customer on a Monday.", [2]],
    ["data-sources", "Orders come from the warehouse table dwh.orders: 40 M rows since 2022, refreshed daily.", [1, 2]],
    ["data-pipeline", "Great Expectations checks each batch; bad rows go to quarantine.", [3]],
    ["sampling", "Train on 18 months, validate on 2, test on the last 2, split by date as in production.", [1]],
    ["labels", "A customer has churned if there is no order for 60 days.", [1]],
    ["class-imbalance", "Only 0.4 % of the transactions are fraud.", [1]],
    ["augmentation", "Synthetic images are used only in training.", [3]],
    ["features", "Tenure in months and the number of tickets, from the CRM export.", [1]],
    ["leakage", "Features are cut at the prediction date; the test period begins 30 days later.", [1, 3]],
    ["baselines", "The retention team's rule finds 38 % of churners.", [2]],
    ["model", "We choose LightGBM over a neural network because it trains in minutes.", [1]],
    ["experiment-tracking", "MLflow logs parameters, metrics and the commit of each run.", [1]],
    ["offline-evaluation", "We ship if PR-AUC is at least 0.42.", [2]],
    ["serving", "Scores are computed in a nightly batch, because the calls are planned in the morning.", [1]],
    ["failure-modes", "The score must never block an account by itself.", [6]],
    ["feedback-loops", "2 % of the slots show random items, exploration for all sessions.", [3]],
    ["distribution-shift", "If PSI exceeds 0.2 on a weekly window, we retrain.", [3, 5]],
    ["monitoring", "The on-call engineer is paged if the weekly recall falls below 0.3.", [1, 3]],
    ["continual-learning", "Retrain monthly from scratch on the last 18 months.", [1, 3]],
    ["test-in-production", "The rollout goes 5 %, 25 %, 100 %, each step after two days without a drop.", [4]],
    ["infrastructure", "Airflow runs the training DAG nightly.", [2]],
    ["cost", "The budget is at most 2,000 $ a month, paid by the retention team.", [3]],
    ["user-experience", "Agents see the two strongest reasons next to the score.", [5]],
    ["team", "The retention engineering team owns the system end to end.", [1]],
    ["privacy-security", "GDPR applies.", [6]],
    ["responsible-ai", "The gap in recall between age groups is at most 3 points.", [3]],
  ])("%s: %s", (id, text, expected) => {
    expect(answered(section(id), text)).toEqual(expect.arrayContaining(expected));
  });

  test.each([
    ["objectives", "Сократить месячный отток с 4,1 % до 3,6 % к июню 2027, т. е. к концу квартала.", [1, 2]],
    ["labels", "Клиент считается ушедшим, если заказов нет 60 дней.", [1]],
    ["monitoring", "Дежурному инженеру приходит алерт в Slack, если недельная полнота ниже 0,3.", [3]],
    ["continual-learning", "Модель переобучаем ежемесячно с нуля на последних 18 месяцев.", [1, 3]],
    ["serving", "Предсказания считаем ночью батчем, потому что обзвон планируют утром.", [1]],
    ["baselines", "Правило отдела удержания находит 38 % уходящих.", [2]],
  ])("in Russian, %s: %s", (id, text, expected) => {
    expect(answered(section(id), text)).toEqual(expect.arrayContaining(expected));
  });

  test.each([
    ["objectives", "The target is still unknown; we want to cut churn from 4 % to 3 % by June 2027."],
    ["monitoring", "We will monitor the model."],
    ["baselines", "No baseline yet: the rule may find 38 %."],
    ["offline-evaluation", "We will use AUC."],
    ["serving", "The model will be deployed."],
    ["labels", "Labels are important."],
    ["team", "To be decided which team owns the system."],
    ["monitoring", "Мы будем следить за моделью."],
    ["objectives", "Пока не решено, сократим ли отток с 4 % до 3 % к 2027-06."],
  ])("not %s: %s", (id, text) => expect(answered(section(id), text)).toEqual([]));
});

function read(body: string, id: string) {
  const checked = check(`---\ntype: ml-design-doc\n---\n# Churn model\n\n${body}\n`);
  const reading = checked.reading.sections.find((s) => s.id === id);
  if (!reading) throw new Error(`no section ${id}`);
  return { checked, reading };
}

/** Per ticked question its number and its lines, from 1. */
function ticks(body: string, id: string): [number, number, number][] {
  const { checked, reading } = read(body, id);
  return questionsOf(reading, checked, framework).flatMap(({ index, answeredBy: by }) =>
    by ? [[index + 1, by.start.line + 1, by.end.line + 1] as [number, number, number]] : [],
  );
}

describe("in a document", () => {
  test("the line is told, or the lines where the parts stand one after the other", () => {
    expect(ticks("## Monitoring\n\nPage the on-call engineer if weekly recall falls below 0.3.", "monitoring")).toEqual(
      [
        [1, 8, 8],
        [3, 8, 8],
      ],
    );
    const serving =
      "## Serving\n\n- Scores are computed in a nightly batch.\n- That is enough, because calls are planned weekly.";
    expect(ticks(serving, "serving")).toContainEqual([1, 8, 9]);
  });

  test("a label before the answer belongs to it", () => {
    const lines = ["- **Callers and contract:** the checkout calls it", "- **Features:** tenure"];
    expect(ticks(`## Serving\n\n${lines.join("\n")}`, "serving")).toContainEqual([2, 8, 8]);
  });

  test("what stands under another section's heading, a placeholder, a question or code answers nothing", () => {
    const monitoring = "Page the on-call engineer if weekly recall falls below 0.3.";
    expect(ticks(`## Monitoring\n\nTBD\n\n## Team\n\n${monitoring}`, "monitoring")).toEqual([]);
    expect(ticks(`## Monitoring\n\nTODO: ${monitoring}`, "monitoring")).toEqual([]);
    expect(ticks(`## Monitoring\n\n${monitoring.replace(/\.$/, "?")}`, "monitoring")).toEqual([]);
    expect(ticks(`## Monitoring\n\n\`\`\`\n# ${monitoring}\n\`\`\``, "monitoring")).toEqual([]);
    expect(ticks(`## Monitoring\n\n### Open questions\n\n${monitoring}`, "monitoring")).toEqual([]);
  });

  test("a section without a heading of its own is answered by its evidence", () => {
    const text = "## Evaluation\n\nThe baseline is the retention team's rule, which reaches 21 % precision.";
    const { reading } = read(text, "baselines");
    expect(reading.status).toBe("elsewhere");
    expect(ticks(text, "baselines")).toContainEqual([2, 8, 8]);
  });

  test("questions come in the language that is asked for, the document's by default", () => {
    const { checked, reading } = read("## Monitoring\n\nWeekly recall.", "monitoring");
    const [english] = questionsOf(reading, checked, framework);
    const [russian] = questionsOf(reading, checked, framework, "ru");
    expect(english?.question).toBe(section("monitoring").questions[0]);
    expect(russian?.question).toMatch(/^За какими/);
  });

  test("a team's own questions are never taken for those that they replace", () => {
    const sections = framework.data.sections.map((s) =>
      s.id === "monitoring" ? { ...s, questions: s.questions.map((q) => `${q} Really?`) } : s,
    );
    const own = changedFramework(framework, { ...framework.data, sections }, framework);
    const { checked, reading } = read(
      "## Monitoring\n\nPage the on-call engineer if weekly recall falls below 0.3.",
      "monitoring",
    );
    expect(questionsOf(reading, checked, own).filter((q) => q.answeredBy)).toEqual([]);
  });
});
