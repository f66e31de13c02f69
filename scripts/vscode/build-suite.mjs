// Bundles the suite of test/vscode for a host, and the extension that provides the workspace of the worker host.
import { cp, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { OUT, ROOT } from "./paths.mjs";

const TESTS = join(ROOT, "test/vscode");
const COMMON = { bundle: true, format: "cjs", sourcemap: "inline", logLevel: "warning" };
/** Mocha is no part of the bundle in Node: it looks for its own files. */
const HOSTS = {
  node: { ...COMMON, platform: "node", target: "node20", external: ["vscode", "mocha"] },
  worker: {
    ...COMMON,
    platform: "browser",
    target: "es2022",
    external: ["vscode"],
    alias: { "node:assert/strict": join(TESTS, "web/assert.ts"), mocha: join(TESTS, "web/mocha.ts") },
  },
};

/** One bundle of all test files; `vscode` comes from the host. Returns its path. */
export async function buildSuite(host, options) {
  const suite = join(TESTS, "suite");
  const files = (await readdir(suite, { recursive: true })).filter((name) => name.endsWith(".test.ts")).sort();
  if (files.length === 0) throw new Error(`no test files in ${suite}`);
  const loads = files.map((name) => `() => require(${JSON.stringify(join(suite, name))})`);
  const outfile = join(OUT, `vscode-suite/${host}.js`);
  await build({
    ...HOSTS[host],
    stdin: {
      contents: `import { runMocha } from "./runner.ts";
        export const run = () => runMocha([${loads.join(", ")}], ${JSON.stringify(options)});`,
      resolveDir: TESTS,
      sourcefile: "suite.ts",
      loader: "ts",
    },
    outfile,
  });
  return outfile;
}

/** The folder of the built extension. */
export async function buildFiles() {
  const outfile = join(OUT, "vscode-files/files.js");
  const { alias: _, ...options } = HOSTS.worker;
  await build({ ...options, entryPoints: [join(TESTS, "web/files.ts")], outfile });
  await cp(join(TESTS, "web/package.json"), join(dirname(outfile), "package.json"));
  return dirname(outfile);
}
