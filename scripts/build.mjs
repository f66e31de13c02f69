// Builds dist/: two clients, two servers and the command line, each one file.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { compileFramework, root } from "./compile-framework.mjs";

/** [entry, file, more options]; VS Code's worker host takes no ES modules, so all are CommonJS or IIFE. */
const bundles = [
  ["client/src/node.ts", "client.node.js", { platform: "node", format: "cjs", external: ["vscode"] }],
  ["client/src/browser.ts", "client.browser.js", { platform: "browser", format: "cjs", external: ["vscode"] }],
  ["server/src/lsp/main.node.ts", "server.node.js", { platform: "node", format: "cjs" }],
  ["server/src/lsp/main.browser.ts", "server.browser.js", { platform: "browser", format: "iife" }],
  ["server/src/cli/main.ts", "cli.js", { platform: "node", format: "cjs" }],
];

/** Large data as text that JSON.parse reads: engines do that faster than parsing the same as code. */
const parsedData = {
  name: "parsed-data",
  setup({ onLoad }) {
    onLoad({ filter: /compiled\.json$/ }, ({ path }) => ({
      contents: `export default JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(readFileSync(path, "utf8"))))})`,
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
for (const [entry, file, options] of bundles) {
  const result = await build({
    entryPoints: [join(root, entry)],
    outfile: join(dist, file),
    bundle: true,
    minify: true,
    metafile: true,
    absWorkingDir: root,
    target: options.platform === "node" ? "node20" : "es2022",
    // The dependencies' ES modules; some CommonJS twins carry their whole trees twice.
    mainFields: options.platform === "browser" ? ["browser", "module", "main"] : ["module", "main"],
    logLevel: "error",
    charset: "utf8",
    plugins: [parsedData],
    ...options,
  });
  Object.assign(inputs, result.metafile.inputs);
  Object.assign(outputs, result.metafile.outputs);
}
// What went into the bundles, for the third-party notices.
writeFileSync(join(dist, "meta.json"), JSON.stringify({ inputs, outputs }));
