/** The framework's files as they are: what the shipped tables were compiled from. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileFramework } from "../../server/src/framework/compile.ts";
import { type Framework, loadFramework } from "../../server/src/framework/load.ts";
import type { FrameworkSource } from "../../server/src/framework/types.ts";
import { WordTable } from "../../server/src/framework/wordTable.ts";

const reader = pathToFileURL(join(import.meta.dirname, "../../scripts/compile-framework.mjs")).href;
const { readFramework }: { readFramework(): FrameworkSource } = await import(reader);

/** Read anew, so that a test may change it. */
export const bookSource = (): FrameworkSource => readFramework();

/** Compiles and loads framework files. */
export function builtFramework(source: FrameworkSource): Framework {
  const wordTable = new WordTable();
  return loadFramework(compileFramework(source, wordTable), wordTable);
}
