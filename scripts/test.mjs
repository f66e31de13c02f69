// `npm test`: every layer of tests, one after the other, and the sum of them as the last line.
// --only=unit,protocol,editors,vscode,vscode-web,vscode-user runs some of the layers; --corpus=DIR also reads a corpus.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { editorsExpected, runEditors } from "./test-editors.mjs";
import { OUT, ROOT } from "./vscode/paths.mjs";
import { runSuite } from "./vscode/run-suite.mjs";
import { runUser } from "./vscode/run-user.mjs";

const LAYERS = ["unit", "protocol", "editors", "vscode", "vscode-web", "vscode-user"];
const { only, corpus } = readOptions(process.argv.slice(2));

const total = { passed: 0, failed: 0 };
const reasons = [];

const built = await layer("Build", () => script("scripts/build.mjs"));
if (!only) await layer("Types and lint", () => script("scripts/check.mjs", ["--no-units"]));
if (corpus)
  await layer(
    "Corpus",
    needsBuild(() => script("scripts/corpus.mjs", [corpus], { passed: 1, failed: 0 })),
  );
if (wants("unit")) await layer("Unit tests", () => vitest("unit"));
if (wants("protocol"))
  await layer(
    "Protocol tests",
    needsBuild(() => vitest("protocol")),
  );
if (only ? wants("editors") : editorsExpected()) await layer("Editors", needsBuild(runEditors));
else if (!only) console.log("\nEditors: left out here; --only=editors or CI=true runs them where Neovim is installed.");
if (wants("vscode")) await layer("Tests in VS Code", needsBuild(runSuite));
if (wants("vscode-web"))
  await layer(
    "Tests in VS Code without Node",
    needsBuild(() => runSuite({ worker: true })),
  );
if (wants("vscode-user")) await layer("The VSIX in VS Code, as a user has it", needsBuild(runUser));

if (reasons.length > 0) console.log(`\n${reasons.map((reason) => `FAILED  ${reason}`).join("\n")}`);
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${total.passed} passed, ${total.failed} failed`);

function readOptions(args) {
  const read = { only: undefined, corpus: undefined };
  for (const arg of args) {
    const [, name, value] = /^--(only|corpus)=(.+)$/.exec(arg) ?? [];
    if (name === "only") read.only = value.split(",");
    else if (name === "corpus") read.corpus = value;
    if (!name || read.only?.some((layerName) => !LAYERS.includes(layerName))) {
      console.error(`Usage: npm test -- [--only=${LAYERS.join("|")}] [--corpus=DIR]`);
      process.exit(2);
    }
  }
  return read;
}

function wants(name) {
  return !only || only.includes(name);
}

/** Runs one layer and adds up its counts; one that breaks counts as a failure. True if all went well. */
async function layer(title, work) {
  console.log(`\n━━━ ${title} ${"━".repeat(Math.max(0, 70 - title.length))}\n`);
  const started = Date.now();
  let counts;
  try {
    counts = await work();
    if (counts.failed > 0) reasons.push(`${title}: ${counts.failed}`);
    for (const { title: test, message } of counts.failures ?? []) reasons.push(`  ${test}: ${message.split("\n")[0]}`);
  } catch (error) {
    counts = { passed: 0, failed: 1 };
    reasons.push(`${title}: ${error.message}`);
    console.error(error.message);
  }
  total.passed += counts.passed;
  total.failed += counts.failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`\n${title}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
  return counts.failed === 0;
}

function needsBuild(work) {
  return () => {
    if (!built) throw new Error("not run, because the build failed");
    return work();
  };
}

/** Runs a script that succeeds or fails as a whole. */
function script(file, args = [], counts = { passed: 0, failed: 0 }) {
  const status = node([join(ROOT, file), ...args]);
  if (status !== 0) throw new Error(`${file} ended with ${status}`);
  return counts;
}

function vitest(name) {
  const report = join(OUT, `vitest-${name}.json`);
  mkdirSync(OUT, { recursive: true });
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const status = node([join(ROOT, "node_modules/vitest/vitest.mjs"), "run", `test/${name}/`, ...reporters]);
  let json;
  try {
    json = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    throw new Error(`vitest ended with ${status}, without a report`);
  }
  const counts = { passed: json.numPassedTests, failed: json.numFailedTests };
  if (counts.failed === 0 && counts.passed === 0) throw new Error(`vitest ended with ${status} and ran no test`);
  // A file that cannot be loaded, or an error outside a test, fails the run without a failed test.
  if (counts.failed === 0 && status !== 0) counts.failed = 1;
  return counts;
}

function node(args) {
  const { status, signal, error } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
  if (error) throw error;
  return status ?? signal;
}
