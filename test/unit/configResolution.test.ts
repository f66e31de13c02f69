/** Many configuration files resolved into one, and what that makes of a check. */
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import { type ConfigFiles, ConfigResolver, resolveConfig } from "../../server/src/check/resolveConfig.ts";
import { canonicalUri, parseUri } from "../../server/src/check/uris.ts";
import { bookFramework } from "../../server/src/framework/index.ts";

const framework = bookFramework();

/** Files in memory, by path under one root. */
class Memory implements ConfigFiles {
  readonly reads: string[] = [];
  constructor(
    readonly files: Record<string, string>,
    readonly root = "file:///w/",
  ) {}
  async read(uri: string): Promise<string | undefined> {
    this.reads.push(uri);
    return this.files[uri.slice(this.root.length)];
  }
}
const resolved = (files: Record<string, string>, path: string, root?: string) =>
  resolveConfig(`${root ?? "file:///w/"}${path}`, new Memory(files, root));
const FILE = ".ml-design-docs.yaml";

describe("resolution", () => {
  test("a document without a configuration above it, or without a place, has none", async () => {
    expect(await resolved({ [`other/${FILE}`]: "status: live" }, "docs/a.md")).toBeUndefined();
    expect(await resolveConfig("untitled:Untitled-1", new Memory({}))).toBeUndefined();
  });

  test.each([".ml-design-docs.yaml", ".ml-design-docs.yml", ".ml-design-docs.json"])("finds %s", async (name) => {
    const config = await resolved({ [name]: '{"status": "live"}' }, "docs/deep/a.md");
    expect(config).toMatchObject({ uri: `file:///w/${name}`, config: { status: "live" } });
  });

  test("the nearest file wins key by key: maps merge, lists replace, aliases add up", async () => {
    const files = {
      [FILE]: `status: review
include: [a, b]
sections: {cost: draft, scope: draft}
aliases: {baselines: [To beat]}
rules: {section/elsewhere: off}`,
      [`docs/${FILE}`]: `include: [c]
sections: {cost: off}
aliases: {baselines: [Champion, To beat], scope: [In and out]}`,
    };
    expect((await resolved(files, "docs/a.md"))?.config).toMatchObject({
      status: "review",
      include: ["c"],
      sections: { cost: "off", scope: "draft" },
      aliases: { baselines: ["To beat", "Champion"], scope: ["In and out"] },
      rules: { "section/elsewhere": "off" },
    });
    const rooted = { ...files, [`docs/${FILE}`]: "root: true\ninclude: [c]" };
    expect((await resolved(rooted, "docs/a.md"))?.config.status).toBeUndefined();
  });

  test("a file builds on others, which it outweighs", async () => {
    const config = await resolved(
      {
        [FILE]: "extends: [shared/one.yaml, ./shared/two.json]\nlanguage: ru",
        "shared/one.yaml": "extends: base.yaml\nstatus: review\nlanguage: de",
        "shared/two.json": '{"status": "approved"}',
        "shared/base.yaml": "problem-type: llm\nstatus: live",
      },
      "a.md",
    );
    expect(config?.config).toMatchObject({ status: "approved", language: "ru", problemTypes: ["llm"] });
    expect(config?.uris).toEqual(
      expect.arrayContaining([`file:///w/${FILE}`, "file:///w/shared/base.yaml", "file:///w/shared/two.json"]),
    );
  });

  test("cycles and files that are not there are mistakes at their place", async () => {
    const files = { [FILE]: "status: live\nextends: [a.yaml, gone.yaml]", "a.yaml": "extends: .ml-design-docs.yaml" };
    const config = await resolved(files, "x.md");
    const told = [...(config?.mistakes ?? [])].map(([uri, list]) => [
      uri,
      ...list.map((m) => `${config?.texts.get(uri)?.slice(m.start, m.end)}: ${m.message}`),
    ]);
    expect(told).toEqual([
      ["file:///w/a.yaml", '.ml-design-docs.yaml: ".ml-design-docs.yaml" builds on this file in turn.'],
      [`file:///w/${FILE}`, 'gone.yaml: There is no file "gone.yaml".'],
    ]);
    expect(config?.config.status).toBe("live");
  });

  test("files that build on one another many times over are not read forever", async () => {
    const files: Record<string, string> = { [FILE]: "extends: [f0.yaml]" };
    for (let i = 0; i < 30; i++) files[`f${i}.yaml`] = `extends: [f${i + 1}.yaml, f${i + 1}.yaml, f${i + 1}.yaml]`;
    files["f30.yaml"] = "status: live";
    const config = await resolved(files, "a.md");
    expect([...(config?.mistakes.values() ?? [])].flat().some((m) => m.message.startsWith("More than 50"))).toBe(true);
  });

  test("works in virtual file systems, and with any spelling of a URI", async () => {
    const root = "vscode-vfs://github/owner/repo/";
    expect((await resolved({ [FILE]: "status: live" }, "docs/a%20b/c.md", root))?.config.status).toBe("live");
    expect(canonicalUri("file:///c%3A/Docs/%C3%BC.md")).toBe(canonicalUri("file:///C:/Docs/ü.md"));
    expect(parseUri("untitled:a/b.md")).toBeUndefined();
  });

  test("what a document is, by include and exclude, relative to the file that says so", async () => {
    const files = {
      [FILE]: "include: [docs/**/*.md]\nexclude: [docs/old, '!docs/old/kept.md']",
      [`docs/sub/${FILE}`]: "include: [x.md]",
    };
    const listed = async (path: string) => (await resolved(files, path))?.listed(`file:///w/${path}`);
    expect(await listed("docs/a.md")).toEqual({ design: true, file: FILE });
    expect(await listed("docs/old/a.md")).toEqual({ design: false, file: FILE });
    expect(await listed("docs/old/kept.md")).toMatchObject({ design: true });
    expect(await listed("readme.md")).toBeUndefined();
    expect(await listed("docs/sub/x.md")).toMatchObject({ design: true });
    expect(await listed("docs/sub/y.md")).toBeUndefined();
  });

  test("a team's framework holds, and its sections are known", async () => {
    const team =
      "format: 1\nextends: designing-ml-systems\nsections:\n  on-call: {title: On-call rota, after: monitoring, questions: [Who is paged?]}\n";
    const config = await resolved(
      { [FILE]: "framework: lib/team.yaml\nsections: {on-call: draft}", "lib/team.yaml": team },
      "a.md",
    );
    expect(config?.mistakes.size).toBe(0);
    expect(config?.framework?.section("on-call")?.chapter).toBe(8);
    expect(config?.uris).toContain("file:///w/lib/team.yaml");
    const wrong = await resolved({ [FILE]: "framework: gone.yaml" }, "a.md");
    expect(wrong?.mistakes.get(`file:///w/${FILE}`)?.[0]?.message).toBe('There is no file "gone.yaml".');
  });
});

describe("a resolver", () => {
  test("reads a file once until it is said to have changed", async () => {
    const files = new Memory({ [FILE]: "status: review" });
    const resolver = new ConfigResolver(files);
    const status = async () => (await resolver.resolve("file:///w/docs/a.md"))?.config.status;
    expect(await status()).toBe("review");
    const { length } = files.reads;
    files.files[FILE] = "status: live";
    expect(await status()).toBe("review");
    expect((await resolver.resolve("file:///w/docs/b.md"))?.config.status).toBe("review");
    expect(files.reads).toHaveLength(length);
    resolver.invalidate(`file:///w/${FILE}`);
    expect(await status()).toBe("live");
    files.files[`docs/${FILE}`] = "status: draft";
    resolver.invalidate(`file:///w/docs/${FILE}`);
    expect(await status()).toBe("draft");
    delete files.files[`docs/${FILE}`];
    delete files.files[FILE];
    resolver.invalidate();
    expect(await resolver.resolve("file:///w/docs/a.md")).toBeUndefined();
  });

  test("keeps the last good configuration while there is a mistake", async () => {
    const files = new Memory({ [FILE]: "status: review\nrules: {section/missing: error}" });
    const resolver = new ConfigResolver(files);
    const now = async () => {
      resolver.invalidate(`file:///w/${FILE}`);
      return resolver.resolve("file:///w/a.md");
    };
    expect((await now())?.mistakes.size).toBe(0);
    files.files[FILE] = "status: live\nrules: {section/mising: error}";
    const wrong = await now();
    expect(wrong?.config).toMatchObject({ status: "review", rules: { "section/missing": "error" } });
    expect(wrong?.mistakes.get(`file:///w/${FILE}`)).toHaveLength(1);
    files.files[FILE] = "status: live";
    expect(await now()).toMatchObject({ config: { status: "live", rules: {} } });
  });

  test("takes a file by name, alone", async () => {
    const resolver = new ConfigResolver(new Memory({ [FILE]: "status: review", "docs/own.yaml": "language: ru" }));
    const config = await resolver.resolveFile("file:///w/docs/own.yaml");
    expect(config.config).toMatchObject({ language: "ru" });
    expect(config.config.status).toBeUndefined();
  });

  test("a reader that fails is a file that is not there", async () => {
    const files = { read: () => Promise.reject(new Error("offline")) };
    expect(await resolveConfig("file:///w/a.md", files)).toBeUndefined();
  });
});

describe("a check", () => {
  const TEXT =
    "---\ntype: ml-design-doc\n---\n# Churn\n\n## What we must beat\n\nThe rule engine finds 41 % of the churners.\n";
  const checked = async (config: string, text = TEXT) =>
    check(text, {
      config: await resolved({ [FILE]: config }, "docs/a.md"),
      uri: "file:///w/docs/a.md",
      status: "approved",
    });
  const severities = ({ findings }: ReturnType<typeof check>, rule: string) => [
    ...new Set(findings.filter((f) => f.rule === rule).map((f) => f.severity)),
  ];

  test("status, problem types and language: the document before the configuration before other settings", async () => {
    const config = "status: review\nproblem-type: ranking\nlanguage: ru";
    expect((await checked(config)).reading).toMatchObject({
      status: "review",
      problemTypes: ["ranking"],
      language: "ru",
    });
    const own = TEXT.replace("type:", "status: live\nproblem-type: llm\ntype:");
    expect((await checked(config, own)).reading).toMatchObject({ status: "live", problemTypes: ["llm"] });
    expect((await checked("")).reading.status).toBe("approved");
  });

  test("sections and aliases", async () => {
    const { reading } = await checked(
      "status: draft\nsections: {cost: draft, leakage: off}\naliases: {baselines: What we must beat}",
    );
    const section = (id: string) => reading.sections.find((s) => s.id === id);
    expect(section("cost")?.required).toBe("now");
    expect(section("leakage")?.required).toBe("no");
    expect(section("baselines")?.places[0]?.by).toBe("project-alias");
  });

  test("rules: another severity, or off", async () => {
    expect(severities(await checked("rules: {section/missing: error}"), "section/missing")).toEqual(["error"]);
    expect(severities(await checked("rules: {section/missing: off}"), "section/missing")).toEqual([]);
    const status = TEXT.replace("type:", "status: simmering\ntype:");
    expect(
      severities(await checked("rules: {document/unknown-status: warning}", status), "document/unknown-status"),
    ).toEqual(["warning"]);
  });

  test("our untouched guidance weighs no more than the section's absence", async () => {
    const text = `${TEXT}\n## Leakage\n\n${framework.section("leakage")?.template}`;
    const hint = await checked("rules: {section/missing: hint}", text);
    expect(hint.findings.find((f) => f.section === "leakage")).toMatchObject({
      rule: "section/empty",
      severity: "hint",
    });
  });

  test("include and exclude decide behind the document's own mark, before its words", async () => {
    const plain = "# Shopping list\n\n- milk\n";
    expect((await checked("include: docs", plain)).reading).toMatchObject({
      kind: "ml-design-doc",
      reason: `include in ${FILE}`,
    });
    expect((await checked("exclude: docs", TEXT)).reading).toMatchObject({
      kind: "ml-design-doc",
      reason: "front matter: type",
    });
    expect((await checked("exclude: docs", TEXT.replace("type: ml-design-doc", "a: b"))).reading).toMatchObject({
      kind: "other",
      reason: `exclude in ${FILE}`,
    });
  });

  test("a team's section is asked for and recognised, a dropped one is gone", async () => {
    const files = {
      [FILE]: "framework: team.yaml",
      "team.yaml":
        "format: 1\nextends: designing-ml-systems\ndrop: [leakage]\nsections:\n  on-call:\n    title: On-call rota\n    after: monitoring\n    required-from: draft\n    questions: [Who is paged?]\n",
    };
    const config = await resolved(files, "a.md");
    const ids = (text: string) => check(text, { config }).findings.map((f) => f.section);
    expect(ids(TEXT)).toContain("on-call");
    expect(ids(TEXT)).not.toContain("leakage");
    const { reading } = check(`${TEXT}\n## On-call rota\n\nThe SRE team is paged at 5 % errors.\n`, { config });
    expect(reading.sections.find((s) => s.id === "on-call")?.status).toBe("covered");
  });
});
