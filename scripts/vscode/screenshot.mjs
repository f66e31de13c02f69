// Takes the README's picture: the half-finished example in VS Code, with the light bulb's menu open.
// Needs a build: node scripts/build.mjs && node scripts/vscode/screenshot.mjs
import { mkdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { installServed } from "./install.mjs";
import { EXAMPLE, EXAMPLES, ROOT } from "./paths.mjs";
import { waitFor } from "./process.mjs";
import { openPage, startServer } from "./served.mjs";

const TARGET = join(ROOT, "docs/images/quick-fix.png");
const DEADLINE_MS = 60_000;

const server = await startServer(await installServed(), {
  extension: ROOT,
  settings: {
    "editor.minimap.enabled": false,
    "editor.lightbulb.enabled": "on",
    "editor.wordWrap": "on",
    "window.commandCenter": false,
    "workbench.layoutControl.enabled": false,
  },
});
let view;
try {
  view = await openPage(server.address(EXAMPLES, [["openFile", server.remote(EXAMPLE)]]));
  const { page } = view;
  page.setDefaultTimeout(DEADLINE_MS);
  // The first finding may stand below what the window shows, so the panel tells when they are there.
  await page.locator(".monaco-editor .view-lines").first().waitFor();
  await page.keyboard.press("Control+Shift+M");
  const problem = page.locator(".markers-panel .monaco-list-row", { hasText: "Data leakage risks" }).first();
  await problem.dblclick();
  const squiggle = page.locator(".monaco-editor .squiggly-warning").first();
  const box = await waitFor("the finding to be in sight", () => squiggle.boundingBox());
  // At the end of the squiggle, so that the menu hides little of it.
  await page.mouse.click(box.x + box.width - 2, box.y + box.height / 2);
  await page.locator(".monaco-editor [class*='lightbulb']").first().waitFor();
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row", { hasText: "Insert section" }).first().waitFor();
  await page.mouse.move(1, 1);
  await mkdir(dirname(TARGET), { recursive: true });
  await page.screenshot({ path: TARGET });
  console.log(`wrote ${relative(ROOT, TARGET)}`);
} catch (error) {
  await view?.page.screenshot({ path: join(ROOT, "out/screenshot-failed.png") });
  throw error;
} finally {
  await view?.close();
  await server.stop();
}
