// The engine for scripts: the server's sources bundled in memory and loaded.

import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./compile-framework.mjs";

const ENTRY = `
export * from "./server/src/framework/index.ts";
export { lineAt } from "./server/src/document/text.ts";
export { readDesignDoc } from "./server/src/document/designDoc.ts";
export { parseBlock } from "./server/src/document/parse.ts";
export { analyse } from "./server/src/recognition/analysis.ts";
export { termsOf } from "./server/src/recognition/terms.ts";
export { TextModel } from "./server/src/recognition/textModel.ts";
export { scoreDoc } from "./server/src/recognition/scored.ts";
export { HEADING_FEATURES, headingCandidates } from "./server/src/recognition/headingFeatures.ts";
export { BODY_FEATURES, bodyCandidates } from "./server/src/recognition/bodyFeatures.ts";
export { KindWords, kindParts, RARE } from "./server/src/recognition/kindWords.ts";
export { KIND_FEATURES, kindRow } from "./server/src/recognition/kindFeatures.ts";
export { RecognitionModel, weighed } from "./server/src/recognition/model.ts";
export { readAgainst } from "./server/src/recognition/read.ts";
export { rules } from "./server/src/rules/index.ts";
export { sectionMarkdown, chapterMarkdown, documentMarkdown, asSnippet } from "./server/src/edits/template.ts";
export { check, recheck } from "./server/src/check/check.ts";
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
