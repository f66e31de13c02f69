/** The built command line, run as a user runs it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../server/src/cli/report.ts";

const root = join(import.meta.dirname, "../..");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ml-design-docs-"));
  writeFileSync(join(folder, "churn.md"), "---\ntype: ml-design-doc\n---\n# Churn\n\n## Baselines\n\nTBD\n");
  writeFileSync(join(folder, "notes.md"), "# Notes\n\n- milk\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: string[], cwd = folder, env: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "dist/cli.js"), ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "", FORCE_COLOR: "", ...env },
  });
  return { status, stdout, stderr };
};
const report = (args: string[], cwd?: string) =>
  JSON.parse(run(["check", "--format", "json", ...args], cwd).stdout) as Report;

describe("check", () => {
  test("prints a report that its schema describes", () => {
    const validate = new Ajv({ strict: true }).compile(
      JSON.parse(readFileSync(join(root, "schemas/report.schema.json"), "utf8")),
    );
    for (const r of [report(["examples"], root), report([]), report(["--assume-design-doc"])]) {
      expect(validate(r), JSON.stringify(validate.errors)).toBe(true);
      for (const d of r.documents) expect(d.sections).toHaveLength(32);
    }
  });

  test("names paths relative to the working directory, with the reason for each document", () => {
    const { documents, summary } = report(["."]);
    expect(documents.map((d) => [d.path, d.kind])).toEqual([
      ["churn.md", "ml-design-doc"],
      ["notes.md", "other"],
    ]);
    expect(documents[0]?.reason).toBe("front matter: type");
    expect(summary.documents).toBe(2);
    expect(
      report(["--assume-design-doc"]).documents.every((d) => d.reason === "assumed" || d.path === "churn.md"),
    ).toBe(true);
  });

  test("reports each missing section, with its place", () => {
    const findings = report(["churn.md"]).documents[0]?.findings ?? [];
    const empty = findings.find((f) => f.section === "baselines");
    expect(empty).toMatchObject({
      rule: "section/empty",
      severity: "warning",
      range: { start: { line: 5, character: 3 } },
    });
    expect(findings.filter((f) => f.rule === "section/missing").length).toBeGreaterThan(10);
  });

  test("is readable: grouped by document, with the coverage, coloured only on request", () => {
    const plain = run(["check"]).stdout;
    expect(plain).toMatch(/^churn\.md\n {2}\d+:\d+ +(?:warning|info)/);
    expect(plain).toMatch(/0 of 22 sections answered · 1 empty · 21 missing · status draft/);
    expect(plain).toContain("1 other Markdown file left alone");
    expect(plain).not.toContain("\u001b[");
    expect(run(["check"], folder, { FORCE_COLOR: "1" }).stdout).toContain("\u001b[");
    expect(run(["check", "--verbose"]).stdout).toContain("no ML design doc: ");
  });

  test.each([
    [["check", "churn.md"], 1],
    [["check", "notes.md"], 0],
    [["check", "churn.md", "--fail-on", "error"], 0],
    [["check", "churn.md", "--fail-on", "never"], 0],
    [["check", "absent.md"], 2],
    [["check", "--format", "xml"], 2],
    [["check", "--colour"], 2],
    [["server"], 2],
    [["chekc"], 2],
    [["--version"], 0],
    [["check", "--help"], 0],
  ])("%j exits with %i", (args, status) => {
    const result = run(args);
    expect(result.status).toBe(status);
    if (status === 2) expect(result.stderr).toMatch(/^ml-design-docs: \S/);
  });

  test("a reader that stops early is no error", () => {
    const docs = join(root, "test/corpus/own/docs");
    const script = `"${process.execPath}" "${join(root, "dist/cli.js")}" check --format json "${docs}" | head -c 10`;
    const { stdout, stderr } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
    expect(stdout).toBe('{\n  "versi');
    expect(stderr).toBe("");
  });

  test("says what is wrong with the command, and where", () => {
    expect(run(["check", "absent.md"]).stderr).toContain("absent.md: no such file or folder");
    expect(run(["check", "--format", "xml"]).stderr).toContain("--format xml: known are text, json");
  });
});

describe("the project's configuration", () => {
  let project: string;
  const write = (path: string, text: string) => {
    mkdirSync(join(project, path, ".."), { recursive: true });
    writeFileSync(join(project, path), text);
  };
  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), "ml-design-docs-"));
    write("docs/churn.md", "---\ntype: ml-design-doc\n---\n# Churn\n\n## To beat\n\nThe rules find 41 % of them.\n");
    write("docs/old/notes.md", "# Notes\n\n- milk\n");
    write(".ml-design-docs.yaml", "version: 1\nstatus: review\ninclude: [docs]\nframework: team.yaml\n");
    write("docs/.ml-design-docs.json", '{ "exclude": "old", "aliases": { "baselines": ["To beat"] } }\n');
    write("team.yaml", "format: 1\nextends: designing-ml-systems\ndrop: [cost]\n");
    write("other.yaml", "rules: { section/missing: off }\n");
    write("wrong/.ml-design-docs.yaml", "version: 1\nrules:\n  section/mising: off\nextends: [gone.yaml]\n");
    write("wrong/a.md", "# A\n");
  });
  afterAll(() => rmSync(project, { recursive: true }));

  test("is found above each file", () => {
    const [churn, notes] = report(["docs"], project).documents;
    expect(churn).toMatchObject({ path: "docs/churn.md", status: "review" });
    expect(churn?.sections).toHaveLength(31);
    expect(churn?.sections.find((s) => s.id === "baselines")).toMatchObject({ status: "covered", heading: "To beat" });
    expect(notes).toMatchObject({ kind: "other", reason: "exclude in .ml-design-docs.json" });
    expect(report(["churn.md"], join(project, "docs")).documents[0]?.status).toBe("review");
  });

  test("--config names another, --no-config wants none", () => {
    const named = report(["docs/churn.md", "--config", "other.yaml"], project).documents[0];
    expect(named).toMatchObject({ status: "draft" });
    expect(named?.findings.some((f) => f.rule === "section/missing")).toBe(false);
    expect(report(["docs/churn.md", "--no-config"], project).documents[0]?.status).toBe("draft");
    expect(run(["check", "docs", "--config", "absent.yaml"], project)).toMatchObject({ status: 2 });
    expect(run(["check", "docs", "--config", "other.yaml", "--no-config"], project)).toMatchObject({ status: 2 });
  });

  test("its mistakes are told with their places, and nothing is checked", () => {
    const { status, stdout, stderr } = run(["check", "."], project);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr.split("\n")).toEqual([
      "ml-design-docs: the configuration is wrong, nothing was checked:",
      'wrong/.ml-design-docs.yaml:3:3: Unknown rule "section/mising": did you mean "section/missing"?',
      'wrong/.ml-design-docs.yaml:4:11: There is no file "gone.yaml".',
      "",
    ]);
    expect(run(["check", "wrong/a.md", "--no-config"], project).status).toBe(0);
  });
});

describe("the examples", () => {
  test("the finished one has nothing above hint, the half-finished one at least five findings", () => {
    const [finished, half] = report(["examples"], root).documents;
    expect(finished?.path).toBe("examples/delivery-time-prediction.md");
    expect(finished?.findings.filter((f) => f.severity !== "hint")).toEqual([]);
    expect(half?.findings.filter((f) => f.severity !== "hint").length).toBeGreaterThanOrEqual(5);
  });
});

test("--locale: findings and the report's own words in Russian, what is quoted from the document as it is", () => {
  const { stdout } = run(["check", "--locale", "ru-RU", "--no-color", "churn.md"]);
  expect(stdout).toMatch(/предупреждение\s+Нет раздела «/);
  expect(stdout).toContain("Под заголовком «Baselines»");
  expect(stdout).toMatch(/Дизайн-документов: 1: ошибок: 0, предупреждений: \d+/);
});
