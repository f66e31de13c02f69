// Makes docs/images/icon.png, which the Marketplace shows, of icon.svg beside it: node scripts/icon.mjs. As it is in the
// repository it has gone through `pngquant 128` besides, which makes it a third as large.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { BROWSER_FLAGS, findBrowser } from "./vscode/browser.mjs";
import { ROOT } from "./vscode/paths.mjs";

// What the Marketplace shows on screens with a doubled resolution.
const SIZE = 256;
const folder = join(ROOT, "docs/images");

const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_FLAGS });
try {
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  const svg = await readFile(join(folder, "icon.svg"), "utf8");
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  await writeFile(join(folder, "icon.png"), await page.screenshot({ omitBackground: true }));
} finally {
  await browser.close();
}
