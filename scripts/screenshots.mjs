// npm run screenshots: builds, and takes pictures of the main views, in light and dark, into docs/images/screenshots.
// -- NAME… takes some of them.
import { spawnSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { installServed } from "./vscode/install.mjs";
import { EXAMPLES, OUT, ROOT } from "./vscode/paths.mjs";
import { temporaryFolder } from "./vscode/process.mjs";
import { openPage, startServer } from "./vscode/served.mjs";
import { shrinkPng } from "./vscode/shrinkPng.mjs";

const TARGET = join(ROOT, "docs/images/screenshots");
const THEMES = ["light", "dark"];
const DOCUMENT = "support-ticket-triage.md";
/** Its first lines have findings. */
const UNFINISHED = "bake-plans.md";
/** More documents for the page about all of them, by the names that they have there. */
const OTHERS = {
  a01: "bed-board-forecast",
  a02: "help-center-reranking",
  a06: "gift-card-abuse",
  a08: "door-failures",
};
const SETTINGS = {
  "window.autoDetectColorScheme": true,
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "workbench.tips.enabled": false,
  "editor.minimap.enabled": false,
  "editor.lightbulb.enabled": "on",
  "editor.fontSize": 12,
  "editor.folding": false,
  "editor.glyphMargin": false,
  "editor.lineNumbersMinChars": 3,
  "editor.occurrencesHighlight": "off",
  "breadcrumbs.enabled": false,
};

/** Each brings the window into the state to be shown. */
const VIEWS = {
  async document(w) {
    await w.row(/^Data leakage risks, missing/);
    await w.until("the findings", () => w.isUnderlined("## Objectives"));
    await w.restMouse();
  },
  async "quick-fix"(w) {
    await w.goTo(await lineOf("## Features"), 5);
    await w.lightBulb.click();
    await w.menuItem("Insert section").waitFor();
    await w.restMouse();
  },
  async hover(w) {
    await w.goTo(await lineOf("## Problem formulation"), 5);
    await w.run("Show or Focus Hover");
    await w.page.locator(".monaco-hover:visible", { hasText: "ML problem framing" }).first().waitFor();
  },
  async "new-document"(w) {
    await w.run("ML Design Docs: New ML design doc");
    await w.choice("One-pager").waitFor();
  },
  async "workspace-coverage"(w) {
    await w.toggleSideBar();
    await w.run("ML Design Docs: Show coverage of the workspace");
    await w.content.locator("tbody tr").first().waitFor();
    await w.content.locator("tbody tr button").first().focus();
  },
  async review(w) {
    await w.toggleSideBar();
    await w.run("ML Design Docs: Reviewer's checklist");
    const boxes = w.content.getByRole("checkbox");
    await boxes.first().check();
    await boxes.nth(1).check();
    await w.content.getByRole("textbox").first().fill("Who is asked for the decision, and by when?");
  },
  async preview(w) {
    await w.toggleSideBar();
    await w.run("Markdown: Open Preview to the Side");
    await w.content.locator(".ml-design-docs-note").first().waitFor();
  },
};

const wanted = process.argv.slice(2);
for (const name of wanted) {
  if (name in VIEWS) continue;
  console.error(`Usage: npm run screenshots -- [${Object.keys(VIEWS).join("|")}]`);
  process.exit(2);
}
const { status } = spawnSync(process.execPath, [join(ROOT, "scripts/build.mjs")], { stdio: "inherit" });
if (status !== 0) process.exit(1);
await mkdir(TARGET, { recursive: true });
const { Workbench } = await driver();
const folder = await documents();
const server = await startServer(await installServed(), {
  extension: ROOT,
  settings: { ...SETTINGS, "mlDesignDocs.preview.enabled": true },
});
try {
  for (const theme of THEMES) {
    for (const [name, show] of Object.entries(VIEWS)) {
      if (wanted.length === 0 || wanted.includes(name)) await take(`${name}-${theme}`, theme, show);
    }
  }
} finally {
  await server.stop();
}

/** In a window of its own: nothing of the picture before is left in it. */
async function take(name, theme, show) {
  const { page, close } = await openPage(server.address(folder), { colorScheme: theme });
  try {
    const w = new Workbench(page);
    await w.ready();
    await w.open(name.startsWith("document") ? UNFINISHED : DOCUMENT);
    // The tree in place of the files.
    await w.run("ML Design Docs: Show coverage of the document");
    await w.toggle("design-docs");
    await w.widenSideBar(340);
    await w.goTo(1);
    await w.restMouse();
    await show(w);
    const file = join(TARGET, `${name}.png`);
    const picture = await shrinkPng(await page.screenshot({ animations: "disabled", caret: "hide" }));
    await writeFile(file, picture);
    console.log(`${relative(ROOT, file)}: ${Math.ceil(picture.length / 1000)} kB`);
  } catch (error) {
    await page.screenshot({ path: join(OUT, `screenshot-${name}-failed.png`) });
    throw error;
  } finally {
    await close();
  }
}

async function lineOf(text) {
  const lines = (await readFile(join(EXAMPLES, DOCUMENT), "utf8")).split("\n");
  return lines.indexOf(text) + 1;
}

/** A folder as a team has it. */
async function documents() {
  const made = join(await temporaryFolder("screenshots"), "design-docs");
  await mkdir(made, { recursive: true });
  for (const name of await readdir(EXAMPLES)) {
    if (name.endsWith(".md")) await cp(join(EXAMPLES, name), join(made, name));
  }
  for (const [name, shown] of Object.entries(OTHERS)) {
    await cp(join(ROOT, `test/corpus/own/docs/${name}.md`), join(made, `${shown}.md`));
  }
  const half = await readFile(join(ROOT, "test/vscode/workspace/half.md"), "utf8");
  await writeFile(join(made, UNFINISHED), narrower(half));
  return made;
}

/** A text whose paragraphs fit into the picture. */
function narrower(text) {
  return text.replace(/^[A-Z].*(?:\n\w.*)+/gm, (paragraph) =>
    `${paragraph.replaceAll("\n", " ")} `.replace(/(.{1,105}) /g, "$1\n").trimEnd(),
  );
}

/** The tests' way to use the window. */
async function driver() {
  const outfile = join(OUT, "workbench.mjs");
  await build({
    entryPoints: [join(ROOT, "test/vscode/user/workbench.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
}
