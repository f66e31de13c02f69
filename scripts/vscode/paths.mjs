// The places that the scripts around VS Code share.
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** Downloaded and installed hosts; not in git. */
export const CACHE = join(ROOT, ".vscode-test");
/** The pinned packages of the served VS Code. */
export const SERVED_PACKAGE = join(ROOT, "scripts/vscode/served");
/** The pinned package of the VS Code that needs no server. */
export const WEB_PACKAGE = join(ROOT, "scripts/vscode/web");
export const OUT = join(ROOT, "out");
export const SCREENSHOTS = join(OUT, "screenshots");
export const EXTENSION_ID = "ml-design-docs.ml-design-docs";
export const EXAMPLES = join(ROOT, "examples");
/** The half-finished one: it shows what the extension finds. */
export const EXAMPLE = join(EXAMPLES, "support-ticket-triage.md");
