// npm run bench [-- --quick]: what reading costs beside parsing, and what an author waits for beside the fastest peer, a native
// Markdown linter with all its rules on, in the same run. Prints Markdown tables; fails if a server says nearly nothing.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { MeasuredServer } from "./bench/client.mjs";
import { engineRatios } from "./bench/engine.mjs";
import { placesIn, workload } from "./bench/workloads.mjs";
import { root } from "./compile-framework.mjs";

const PEER = "rumdl@0.2.75";
const LEAST_DIAGNOSTICS = 5;
const quick = process.argv.includes("--quick");
const SIZES = [
  ["12 KB", 12_000, quick ? 60 : 200],
  ["100 KB", 100_000, quick ? 40 : 120],
  ["1 MB", 1_000_000, quick ? 40 : 120],
];
const STARTS = quick ? 5 : 11;
/** An author looks at what is found before typing; servers may use that time. */
const LOOK_MS = 300;

const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))];
const median = (list) => quantile(list, 0.5);
const ms = (x) => x.toFixed(1);
const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

const peer = installPeer();
const folder = mkdtempSync(join(tmpdir(), "ml-design-docs-bench-"));
writeFileSync(join(folder, ".rumdl.toml"), '[global]\nenable = ["ALL"]\n');
// As it is for an author who has started the server before, but in no cache folder but our own.
process.env.XDG_CACHE_HOME = join(folder, "cache");
const ours = [process.execPath, join(root, "dist/cli.js"), "server", "--stdio"];
const theirs = [peer, "server"];
const uriOf = (name) => pathToFileURL(join(folder, name)).href;
try {
  if (!existsSync(join(root, "dist/cli.js"))) throw new Error("dist/ is not built; run npm run build");
  // First of all: starting a process takes longer from one that has grown.
  console.log(
    `## Start to first diagnostics\n\n${table(["size", "ours", "node -e 0", "ratio", "the very first", "peer"], await starts())}`,
  );
  console.log(
    `\n## Reading beside parsing\n\n${table(["size", "parse ms", "read ms (parse included)", "ratio"], await engineRatios())}`,
  );
  console.log(
    `\n## Keystroke to diagnostics\n\n${table(["size", "place", "ours p50", "ours p95", "peer p50", "peer p95", "ratio of p95"], await keystrokes())}`,
  );
  console.log(`\n## Resident memory with 100 open documents\n\n${await memory()}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function keystrokes() {
  const rows = [];
  for (const [name, size, edits] of SIZES) {
    const text = workload(size);
    for (const [place, offset] of Object.entries(placesIn(text))) {
      const [a, b] = [await typed(ours, text, offset, edits), await typed(theirs, text, offset, edits)];
      const [p, q] = [quantile(a, 0.95), quantile(b, 0.95)];
      rows.push([name, place, ms(median(a)), ms(p), ms(median(b)), ms(q), (p / q).toFixed(2)]);
    }
  }
  return rows;
}

async function typed(command, text, offset, edits) {
  const server = new MeasuredServer(command, folder);
  const uri = uriOf("doc.md");
  await server.initialize(uriOf(""));
  await server.open(uri, text);
  // Of a long document the first answer is a quick one, refined when all of it is read.
  const diagnostics = await server.settled(uri, LEAST_DIAGNOSTICS);
  if (diagnostics.length < LEAST_DIAGNOSTICS)
    throw new Error(`${command.join(" ")} has ${diagnostics.length} diagnostics: a server that says nothing is fast`);
  await setTimeout(LOOK_MS);
  // The first keys run code that is not compiled yet, on both sides; an author types more than that.
  const warm = await server.type(uri, text, offset, 20);
  const times = await server.type(
    uri,
    `${text.slice(0, offset)}abcdefgh abcdefgh ab${text.slice(offset)}`,
    offset + 20,
    edits,
    warm.length + 1,
  );
  await server.stop();
  return times;
}

async function starts() {
  const rows = [];
  await codeKept();
  for (const [name, size] of [SIZES[0], SIZES[2]]) {
    const text = workload(size);
    const [a, b, node, first] = [[], [], [], []];
    for (let n = 0; n < STARTS; n++) {
      // A machine that has been idle takes its time: nobody's is measured.
      spawnSync(process.execPath, ["-e", "0"]);
      const start = performance.now();
      spawnSync(process.execPath, ["-e", "0"]);
      node.push(performance.now() - start);
      a.push(await firstAnswer(ours, text));
      process.env.ML_DESIGN_DOCS_CODE_CACHE = "0";
      first.push(await firstAnswer(ours, text));
      delete process.env.ML_DESIGN_DOCS_CODE_CACHE;
      b.push(await firstAnswer(theirs, text));
    }
    const ratio = (median(a) / median(node)).toFixed(2);
    rows.push([name, ms(median(a)), ms(median(node)), ratio, ms(median(first)), ms(median(b))]);
  }
  return rows;
}

/** Until a server that is left alone has kept its compiled code. */
async function codeKept() {
  const kept = join(process.env.XDG_CACHE_HOME, "ml-design-docs");
  const server = new MeasuredServer(ours, folder);
  await server.initialize(uriOf(""));
  await server.open(uriOf("doc.md"), workload(SIZES[0][1]));
  while (!existsSync(kept) || !readdirSync(kept).some((name) => name.endsWith(".code"))) await setTimeout(50);
  await server.stop();
}

async function firstAnswer(command, text) {
  const server = new MeasuredServer(command, folder);
  await server.initialize(uriOf(""));
  const { at } = await server.open(uriOf("doc.md"), text);
  await server.stop();
  return at - server.startedAt;
}

async function memory() {
  const rows = [];
  for (const [name, command] of [
    ["ours", ours],
    ["peer", theirs],
  ]) {
    const server = new MeasuredServer(command, folder);
    await server.initialize(uriOf(""));
    for (let n = 0; n < 100; n++)
      await server.open(uriOf(`doc-${n}.md`), workload(12_000).replace("# Workload", `# Workload ${n}`));
    rows.push([name, `${server.memory().toFixed(0)} MB`]);
    await server.stop();
  }
  return table(["server", "resident"], rows);
}

/** The peer's native binary, installed once into a folder that git does not know. */
function installPeer() {
  const home = join(root, "out/bench");
  const binary = join(home, "node_modules/@rumdl/cli-linux-x64/rumdl");
  if (!existsSync(binary)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "package.json"), '{ "private": true }\n');
    const { status, stderr } = spawnSync("npm", ["install", "--no-audit", "--no-fund", PEER], {
      cwd: home,
      encoding: "utf8",
    });
    if (status !== 0 || !existsSync(binary))
      throw new Error(`${PEER} could not be installed for this machine: ${stderr}`);
  }
  return binary;
}
