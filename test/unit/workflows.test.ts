/** The workflows: what a release publishes is the one file that was packed behind the tests, and nothing in them floats. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const FOLDER = join(import.meta.dirname, "../../.github/workflows");

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}
interface Job {
  needs?: string | string[];
  permissions?: Record<string, string>;
  steps: Step[];
}
interface Workflow {
  on: { push?: { tags?: string[]; branches?: string[] } };
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith(".yml"));
const textOf = (file: string) => readFileSync(join(FOLDER, file), "utf8");
const read = (file: string): Workflow => parse(textOf(file));
const commands = (job: Job | undefined) => (job?.steps ?? []).flatMap(({ run }) => run ?? []).join("\n");
/** All jobs that a job waits for, whichever way. */
function waitsFor({ jobs }: Workflow, name: string): string[] {
  const direct = [jobs[name]?.needs ?? []].flat();
  return [...new Set(direct.flatMap((other) => [other, ...waitsFor({ jobs } as Workflow, other)]))];
}

describe.each(files)("%s", (file) => {
  const workflow = read(file);
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test("pins its actions to commits, and says which version that is", () => {
    for (const { uses } of steps) if (uses) expect(uses).toMatch(/^[\w.-]+\/[\w./-]+@[\da-f]{40}$/);
    for (const line of textOf(file).split("\n")) if (/\buses:/.test(line)) expect(line).toMatch(/# v\d+\.\d+\.\d+$/);
    for (const [, name = ""] of commands({ steps }).matchAll(/npx (?:--yes )([\w@./-]+)/g))
      expect(name).toMatch(/@\d+\.\d+\.\d+$/);
  });

  test("may read only, but for the job that makes the release, and leaves no token in the checkout", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    for (const [name, { permissions }] of Object.entries(workflow.jobs))
      expect(permissions, name).toEqual(name === "release" ? { contents: "write" } : undefined);
    for (const { uses, with: given } of steps)
      if (uses?.startsWith("actions/checkout@")) expect(given?.["persist-credentials"]).toBe(false);
  });

  test("names no address, and takes tokens from nowhere but the secrets", () => {
    expect(textOf(file)).not.toMatch(/https?:\/\//);
    for (const { env = {} } of steps)
      for (const [key, value] of Object.entries(env))
        if (/PAT|TOKEN/.test(key)) expect(value).toMatch(/^\$\{\{ (?:secrets\.\w+|github\.token) \}\}$/);
    // A value of the event in a script could bring commands along.
    expect(commands({ steps })).not.toContain("${{");
  });
});

test("every change runs what .ci/run says", () => {
  const { on, jobs } = read("ci.yml");
  expect(on.push?.branches).toEqual(["main"]);
  expect("pull_request" in on).toBe(true);
  expect(commands(jobs["test"])).toContain("bash .ci/run");
});

describe("a release", () => {
  const workflow = read("release.yml");
  const { jobs } = workflow;
  const publishers = Object.keys(jobs).filter((name) => /\b(?:vsce|ovsx@[\d.]+) publish\b/.test(commands(jobs[name])));

  test("begins with a tag of a version, and with all tests", () => {
    expect(workflow.on).toEqual({ push: { tags: ["v[0-9]+.[0-9]+.[0-9]+"] } });
    expect(commands(jobs["test"])).toContain("bash .ci/run");
    for (const name of Object.keys(jobs)) if (name !== "test") expect(waitsFor(workflow, name), name).toContain("test");
  });

  test("packs once, under the tag's version", () => {
    const packers = Object.keys(jobs).filter((name) => /npm run package|vsce package/.test(commands(jobs[name])));
    expect(packers).toEqual(["pack"]);
    expect(commands(jobs["pack"])).toContain('--tag="$GITHUB_REF_NAME"');
  });

  test("publishes that file to both registries", () => {
    expect(publishers).toEqual(["marketplace", "open-vsx"]);
    const uploaded = jobs["pack"]?.steps.find(({ uses }) => uses?.startsWith("actions/upload-artifact@"))?.with;
    expect(uploaded?.["path"]).toContain(".vsix");
    for (const name of publishers) {
      expect(jobs[name]?.needs, name).toEqual(["test", "pack"]);
      const downloaded = jobs[name]?.steps.find(({ uses }) => uses?.startsWith("actions/download-artifact@"))?.with;
      expect(downloaded?.["name"], name).toBe(uploaded?.["name"]);
      expect(commands(jobs[name]), name).toContain(`${downloaded?.["path"]}/*.vsix`);
      // Otherwise the registry's tool would pack anew.
      expect(commands(jobs[name]), name).toMatch(/vsce publish --packagePath |ovsx@[\d.]+ publish package\//);
    }
  });

  test("is a pre-release if the minor version is odd, everywhere", () => {
    const script = readFileSync(join(FOLDER, "../../scripts/package.mjs"), "utf8");
    expect(script).toMatch(/version\.split\("\."\)\[1\]\) % 2 === 1/);
    expect(script).toContain('isPreRelease(version) ? ["--pre-release"]');
    expect(commands(jobs["release"])).toContain("minor % 2");
  });
});
