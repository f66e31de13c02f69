/** The same five sections in every structure that breaks other checkers, and what a careful reader makes of it. */
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import type { SectionStatus } from "../../server/src/recognition/types.ts";

const BODIES = {
  Objectives: "Cut monthly churn from 4.1 % to 3.6 % by June 2027; revenue per customer must not fall.",
  Data: "Orders and tickets come from the warehouse tables `dwh.orders` (40 M rows, since 2022) and `dwh.tickets`, refreshed daily.",
  Labels: "A customer has churned if there is no order for 60 days; the label is known 60 days after the prediction.",
  Evaluation:
    "PR-AUC on the last two months, held out by date; we ship if it is at least 0.42 and no region is below 0.35.",
  Monitoring:
    "The on-call engineer is paged if the weekly recall falls below 0.3 or a feature's null rate exceeds 5 %.",
};
const IDS = {
  Objectives: "objectives",
  Data: "data-sources",
  Labels: "labels",
  Evaluation: "offline-evaluation",
  Monitoring: "monitoring",
} as const;
type Name = keyof typeof BODIES;
const NAMES = Object.keys(BODIES) as Name[];

/** The document with each section written by `write`. */
function document(write: (name: Name, body: string, n: number) => string, names: readonly Name[] = NAMES): string {
  return `# Churn model\n\n${names.map((name) => write(name, BODIES[name], NAMES.indexOf(name) + 1)).join("\n\n")}\n`;
}

function statuses(text: string): Record<Name, SectionStatus | undefined> {
  const { reading } = check(text, { assumeDesignDoc: true });
  return Object.fromEntries(
    NAMES.map((name) => [name, reading.sections.find((s) => s.id === IDS[name])?.status]),
  ) as Record<Name, SectionStatus | undefined>;
}

const all = (status: SectionStatus) => Object.fromEntries(NAMES.map((name) => [name, status]));
const atx = (name: string, body: string) => `## ${name}\n\n${body}`;

test("a mark below a numbered line is about what follows the line", () => {
  const text =
    "# Churn model\n\n1. Zebra\n   <!-- ml-design-docs-section: baselines -->\n- the retention team's rule, 21 % precision\n";
  const { reading } = check(text, { assumeDesignDoc: true });
  expect(reading.sections.find((s) => s.id === "baselines")?.status).toBe("covered");
});

describe("all five are covered", () => {
  const SYNONYMS: Record<Name, string> = {
    Objectives: "Goals and success criteria",
    Data: "Where the data comes from",
    Labels: "Ground truth",
    Evaluation: "Offline evaluation",
    Monitoring: "Monitoring plan",
  };
  test.each([
    ["as plain headings", document(atx)],
    ["in another order", document(atx, ["Monitoring", "Labels", "Objectives", "Evaluation", "Data"])],
    ["under synonyms", document((name, body) => atx(SYNONYMS[name], body))],
    ["numbered", document((name, body, n) => atx(`${n}. ${name}`, body))],
    ["numbered by chapters", document((name, body, n) => atx(`2.${n} ${name}`, body))],
    ["lettered", document((name, body, n) => atx(`${"ABCDE"[n - 1]}) ${name}`, body))],
    ["in bold", document((name, body) => atx(`**${name}**`, body))],
    ["in code", document((name, body) => atx(`\`${name}\``, body))],
    ["with emoji", document((name, body) => atx(`${name} 📈`, body))],
    ["linked", document((name, body) => atx(`[${name}](#${name.toLowerCase()})`, body))],
    ["with closing marks", document((name, body) => `##  ${name}  ##\n\n${body}`)],
    ["with an optional mark", document((name, body) => atx(`${name} (optional)`, body))],
    ["in capitals", document((name, body) => atx(name.toUpperCase(), body))],
    ["one level down", document((name, body) => `### ${name}\n\n${body}`)],
    ["every section a first-level heading", document((name, body) => `# ${name}\n\n${body}`)],
    ["setext with CRLF", document((name, body) => `${name}\n------\n\n${body}`).replaceAll("\n", "\r\n")],
    ["CR alone", document(atx).replaceAll("\n", "\r")],
    ["as HTML headings", document((name, body) => `<h2>${name}</h2>\n\n${body}`)],
    ["as bold lines", document((name, body) => `**${name}**\n\n${body}`)],
    ["as bold lead-ins", document((name, body) => `**${name}:** ${body}`)],
    [
      "as table rows",
      `# Churn model\n\n| Part | What |\n|---|---|\n${NAMES.map((n) => `| ${n} | ${BODIES[n]} |`).join("\n")}\n`,
    ],
    ["as a numbered list", document((name, body, n) => `${n}. **${name}**\n\n   ${body}`)],
    ["as numbered lines", document((name, body, n) => `${n}. ${name}\n\n${body}`)],
    ["as numbered lines above bullets", document((name, body, n) => `${n}. ${name}\n- ${body}`)],
    ["as a list of topics", document((name, body) => `- ${name}\n  - ${body}`)],
    ["among others", document((name, body) => `${atx(name, body)}\n\n## Meeting notes\n\nWe met on Tuesday.`)],
    ["twice", `${document(atx)}\n${document(atx, ["Data"]).replace("# Churn model\n\n", "")}`],
    ["two documents in one file", `${document(atx)}\n${document(atx).replace("Churn", "Fraud")}`],
    ["with a BOM", `\ufeff${document(atx)}`],
    ["without a final newline", document(atx).trimEnd()],
  ])("%s", (_, text) => expect(statuses(text)).toEqual(all("covered")));
});

describe("none is answered", () => {
  test.each([
    ["headings without bodies", document((name) => `## ${name}`)],
    ["TBD", document((name) => atx(name, "TBD"))],
    ["To do, in italics", document((name) => atx(name, "_TODO: write this_"))],
    ["dots", document((name) => atx(name, "..."))],
    ["placeholders in brackets", document((name) => atx(name, `<describe ${name} here>`))],
    ["a bare N/A", document((name) => atx(name, "N/A"))],
    ["prompts", document((name) => atx(name, `Describe the ${name.toLowerCase()} of your system.`))],
    ["questions", document((name) => atx(name, `What are the ${name.toLowerCase()}?`))],
    ["comments", document((name, body) => atx(name, `<!-- ${body} -->`))],
  ])("%s: empty", (_, text) => expect(statuses(text)).toEqual(all("empty")));

  test.each([
    ["in a quote", document((name) => `> ## ${name}\n> \n> (the old document)`)],
    ["in a fence", document((name) => `\`\`\`md\n## ${name}\n\`\`\``)],
    ["in a comment", document((name) => `<!--\n## ${name}\n-->`)],
  ])("a heading only %s is none", (_, text) => expect(statuses(text)).toEqual(all("missing")));
});

describe("the author's word", () => {
  const section = (text: string, id: string, aliases?: Record<string, string[]>) =>
    check(text, { assumeDesignDoc: true, ...(aliases && { aliases }) }).reading.sections.find((s) => s.id === id);

  test("a waiver needs a reason of four words", () => {
    expect(section("# T\n\n## Labels\n\nN/A: forecasts are compared with sales.\n", "labels")?.status).toBe("waived");
    expect(section("# T\n\n## Labels\n\nN/A: no.\n", "labels")?.status).toBe("empty");
    const front = "---\nnot-applicable:\n  labels: forecasts are compared with sales\n---\n# T\n";
    expect(section(front, "labels")).toMatchObject({ status: "waived", waiver: "forecasts are compared with sales" });
  });

  test.each([
    "### Offline\n\nAUC 0.81 on the last two months.\n\n### Online\n\nN/A: no live traffic before the pilot.",
    "### Online\n\nN/A: no live traffic before the pilot.\n\n### Offline\n\nAUC 0.81 on the last two months.",
  ])("a waiver below one of several sub-headings waives nothing else: %j", (body) => {
    expect(section(`# T\n\n## Evaluation\n\n${body}\n`, "offline-evaluation")?.status).toBe("covered");
  });

  test("a mark says what a heading is, or that it is nothing", () => {
    const text = (mark: string) =>
      `# T\n\n## Monitoring\n<!-- ml-design-docs-section: ${mark} -->\n\nA fixed rule finds 41 %.\n`;
    expect(section(text("baselines, model"), "baselines")?.places[0]).toMatchObject({ by: "mark" });
    expect(section(text("baselines, model"), "model")?.status).toBe("covered");
    expect(section(text("baselines"), "monitoring")?.places).toEqual([]);
    expect(section(text("none"), "monitoring")?.places).toEqual([]);
  });

  test("a project's aliases name its own headings", () => {
    const text = "# T\n\n## 3. Champions League\n\nThe rules engine finds 41 % of the cases.\n";
    expect(section(text, "baselines", { baselines: ["Champions league"] })?.places[0]).toMatchObject({
      by: "project-alias",
    });
    expect(section(text, "baselines")?.places).toEqual([]);
  });
});
