// Builds dist/: two clients with the scripts of their pages, the command line and two servers on one engine, and the data
// that the engine reads.
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, transform } from "esbuild";
import { bundleTogether, whenUsed } from "./bundle.mjs";
import { compileFramework, root } from "./compile-framework.mjs";

const DATA = "framework.data.js";

/** The framework and the model are no code: they are a script of their own, which the engine loads when it needs them. */
const dataFile = {
  name: "data-file",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/framework\.data\.js$/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /[\\/]framework[\\/]book\.ts$/ }, () => ({
      contents: `
        export function compiledBook() {
          try {
            return require("./${DATA}");
          } catch (cause) {
            const reason = String(cause.message).split("\\n")[0];
            throw new Error(\`${DATA} of ML Design Docs is missing or damaged; install it again (\${reason})\`);
          }
        }`,
      loader: "js",
    }));
  },
};

try {
  compileFramework();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const dist = join(root, "dist");
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const inputs = {};
const outputs = {};
const meta = (metafile) => {
  Object.assign(inputs, metafile.inputs);
  Object.assign(outputs, metafile.outputs);
};

const client = await bundleTogether(root, {
  entries: { "client.node.js": "client/src/node.ts", "client.browser.js": "client/src/browser.ts" },
  host: "client.browser.js",
});
const server = await bundleTogether(root, {
  entries: { "commands.js": "server/src/cli/commands.ts", "server.browser.js": "server/src/lsp/main.browser.ts" },
  parts: {
    "engine.js": "server/src/check/check.ts",
    "language.js": "server/src/lsp/server.ts",
    "server.js": "server/src/lsp/node.ts",
    "files.js": "server/src/cli/files.ts",
  },
  plugins: [dataFile, whenUsed],
});
for (const { result, metafile } of [client, server]) {
  meta(metafile);
  for (const [file, text] of result) writeFileSync(join(dist, file), text);
}

// The worker's scripts share one global scope, so each keeps its names in a function.
const loader = await transform(readFileSync(join(root, "scripts/worker-modules.mjs"), "utf8"), { minify: true });
for (const file of ["server.browser.js", "engine.js", "language.js"])
  writeFileSync(
    join(dist, file),
    `${file === "server.browser.js" ? loader.code : ""}(()=>{${server.result.get(file)}})();\n`,
  );
// A script for workers; in Node the JSON in it is read (server/src/cli/scripts.ts).
const compiled = readFileSync(join(root, "server/src/framework/compiled.json"), "utf8");
writeFileSync(join(dist, DATA), `module.exports=${compiled};\n`);

for (const [entry, file, format] of [
  ["server/src/cli/main.ts", "cli.js", "cjs"],
  ["server/src/lsp/main.node.ts", "server.node.js", "cjs"],
  ["client/webview/coverage.ts", "webview.coverage.js", "iife"],
  ["client/webview/review.ts", "webview.review.js", "iife"],
]) {
  const { metafile } = await build({
    entryPoints: [join(root, entry)],
    outfile: join(dist, file),
    absWorkingDir: root,
    bundle: true,
    minify: true,
    metafile: true,
    logLevel: "error",
    charset: "utf8",
    format,
    platform: format === "cjs" ? "node" : "browser",
    target: format === "cjs" ? "node20" : "es2022",
  });
  meta(metafile);
}
chmodSync(join(dist, "cli.js"), 0o755);
// What went into the bundles, for the third-party notices.
writeFileSync(join(dist, "meta.json"), JSON.stringify({ inputs, outputs }));
