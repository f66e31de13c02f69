// The engine for scripts: the server's sources bundled in memory and loaded.

import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./compile-framework.mjs";

const ENTRY = `
export { bookFramework, buildFramework } from "./server/src/framework/index.ts";
export { rules } from "./server/src/rules/index.ts";
export { sectionMarkdown, chapterMarkdown, documentMarkdown, asSnippet } from "./server/src/edits/template.ts";
export { check } from "./server/src/check/check.ts";
export { readDesignDoc } from "./server/src/document/designDoc.ts";
export { parseBlock } from "./server/src/document/parse.ts";
export { documentReport, reportOf } from "./server/src/cli/report.ts";
`;

/** The engine's exports. compiled.json must exist. */
export async function loadEngine() {
  const file = join(root, "out/engine.cjs");
  mkdirSync(join(root, "out"), { recursive: true });
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  writeFileSync(file, outputFiles[0].contents);
  return createRequire(import.meta.url)(file);
}
