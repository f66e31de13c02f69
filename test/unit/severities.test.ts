/** Severities by rule: the editor's settings, and over them the project's configuration. */
import { expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import type { ConfigInForce } from "../../server/src/check/resolveConfig.ts";

const TEXT = "---\ntype: ml-design-doc\nstatus: review\n---\n# Churn\n\n## Labels\n\nTBD\n";
const severities = (options: Parameters<typeof check>[1]) => {
  const { findings } = check(TEXT, options);
  const of = (rule: string) => [...new Set(findings.filter((f) => f.rule === rule).map((f) => f.severity))];
  return { empty: of("section/empty"), missing: of("section/missing") };
};
const project = (rules: ConfigInForce["config"]["rules"]) =>
  ({ config: { sections: {}, aliases: {}, rules }, listed: () => undefined }) as unknown as ConfigInForce;

test("the editor's settings change them", () => {
  const plain = severities({});
  expect(plain.empty).toEqual(["warning"]);
  expect(severities({ severities: { "section/empty": "error", "section/missing": "off" } })).toEqual({
    empty: ["error"],
    missing: [],
  });
});

test("the project's configuration goes before them, rule by rule", () => {
  const given = { severities: { "section/empty": "error", "section/missing": "off" } as const };
  expect(severities({ ...given, config: project({ "section/empty": "hint" }) })).toEqual({
    empty: ["hint"],
    missing: [],
  });
});
