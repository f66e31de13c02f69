/** The book's framework is loaded from tables compiled at build time. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import { bookFramework, type Framework } from "../../server/src/framework/index.ts";
import { bookSource, builtFramework } from "./bookSource.ts";

const book = bookFramework();
const example = (name: string) => readFileSync(join(import.meta.dirname, "../../examples", name), "utf8");

/** What a framework makes of a text. */
function reading(text: string, framework: Framework) {
  const { sections, problemTypes } = check(text, { framework, assumeDesignDoc: true }).reading;
  return {
    problemTypes,
    sections: sections.map(({ id, status, places, evidence }) => [
      id,
      status,
      places.map((p) => [p.heading.index, p.by]),
      evidence.map((e) => [e.index, e.score]),
    ]),
  };
}

test("the framework's files make the same framework as the tables", () => {
  const rebuilt = builtFramework(bookSource());
  expect(rebuilt.data).toEqual(book.data);
  for (const name of ["delivery-time-prediction.md", "support-ticket-triage.md"])
    expect(reading(example(name), rebuilt)).toEqual(reading(example(name), book));
});

test("a framework with other sections reads with those alone", () => {
  const source = bookSource();
  const [first, ...rest] = source.sections;
  const own = { ...rest[0], id: "own", title: "Zebra crossing", aliases: [], evidence: [], topics: [] };
  const framework = builtFramework({ ...source, sections: [...rest.toReversed(), own as (typeof rest)[number]] });
  const text = `${example("delivery-time-prediction.md")}\n## Zebra crossing\n\nPedestrians cross at 40 points.\n`;
  const { sections } = check(text, { framework, assumeDesignDoc: true }).reading;
  expect(sections.map((s) => s.id)).not.toContain(first?.id);
  expect(sections.at(-1)).toMatchObject({ id: "own", status: "covered" });
  const status = (f: Framework) =>
    new Map(check(text, { framework: f, assumeDesignDoc: true }).reading.sections.map((s) => [s.id, s.status]));
  expect(status(framework).get("baselines")).toBe(status(book).get("baselines"));
});
