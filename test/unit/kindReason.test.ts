/** Why a document counts as a design doc is said in the interface's language, whatever the reason. */
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import { kindReason } from "../../server/src/check/kindReason.ts";
import { documentReport } from "../../server/src/cli/report.ts";
import { sayIn } from "../../server/src/l10n.ts";
import { coverageView } from "../../server/src/language/coverageView.ts";
import { subjectOf } from "./subject.ts";

const russian = sayIn("ru");
const reasonOf = (text: string, options = {}) => {
  const { reading } = check(text, options);
  return [reading.reason, kindReason(reading, russian)];
};

test.each([
  ["---\ntype: ml-design-doc\n---\n# Churn\n", "front matter: type", "front matter: type"],
  ["<!-- ml-design-docs: off -->\n# Churn\n", "comment: ml-design-docs: off", "комментарий: ml-design-docs: off"],
  ["# Model card\n\nWords.\n", "its title says that it is a model card", "судя по заголовку, это карточка модели"],
])("%j: %s", (text, english, own) => {
  expect(reasonOf(text)).toEqual([english, own]);
});

describe("in a configuration", () => {
  test.each([true, false])("listed as a design doc: %s", (design) => {
    const [english, own] = reasonOf("# Shopping\n\n- milk\n", { listed: { design, file: ".ml-design-docs.yaml" } });
    const key = design ? "include" : "exclude";
    expect(english).toBe(`${key} in .ml-design-docs.yaml`);
    expect(own).toBe(`${key} в .ml-design-docs.yaml`);
  });
});

test("views and reports follow the interface, the reading itself stays in English", () => {
  const subject = subjectOf("# Shopping\n\n- milk\n", { locale: "ru" });
  const { reading } = subject.checked;
  expect(reading.reason).toMatch(/^it specifies too little/);
  expect(coverageView(subject).reason).toMatch(/^об ML-системе сказано/);
  expect(documentReport("a.md", subject.checked, russian).reason).toMatch(/^об ML-системе сказано/);
});
