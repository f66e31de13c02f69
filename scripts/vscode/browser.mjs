// Finds a Chromium to drive: the served VS Code is shown in it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { isExecutable, onPath, run } from "./process.mjs";

/** The flags of an unattended browser without a display. */
export const BROWSER_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The path of a browser; installs Debian's where nothing is found and that is possible. */
export async function findBrowser() {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (isExecutable(given)) return given;
    throw new Error(`CHROME_PATH is ${given}, which is no executable file`);
  }
  const found = installedBrowser() ?? playwrightBrowser();
  if (found) return found;

  let failure = "";
  if (canInstall()) {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    try {
      await run("No browser found: reading the package lists", "apt-get", ["update"], { env });
      await run("Installing Chromium", "apt-get", ["install", "-y", "chromium"], { env });
      const installed = installedBrowser();
      if (installed) return installed;
      failure = "\nThe package chromium was installed, but brought no browser.";
    } catch (error) {
      failure = `\n${error.message}`;
    }
  }
  throw new Error(
    `No browser found. Install Chrome, Edge or Chromium (Debian, Ubuntu: sudo apt-get install chromium), or run ` +
      `"npx playwright-core install chromium", or set CHROME_PATH to the browser's executable.${failure}`,
  );
}

function installedBrowser() {
  return onPath(...NAMES) ?? usualPlaces().find(isExecutable);
}

const NAMES =
  process.platform === "linux"
    ? [
        "google-chrome-stable",
        "google-chrome",
        "chromium",
        "chromium-browser",
        "microsoft-edge-stable",
        "microsoft-edge",
      ]
    : ["chrome", "chromium", "msedge"];

function usualPlaces() {
  switch (process.platform) {
    case "darwin":
      return ["/Applications", join(homedir(), "Applications")].flatMap((folder) =>
        ["Google Chrome", "Microsoft Edge", "Chromium"].map((app) => join(folder, `${app}.app/Contents/MacOS`, app)),
      );
    case "win32":
      return [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA]
        .filter((folder) => folder)
        .flatMap((folder) =>
          [
            "Google\\Chrome\\Application\\chrome.exe",
            "Microsoft\\Edge\\Application\\msedge.exe",
            "Chromium\\Application\\chrome.exe",
          ].map((file) => join(folder, file)),
        );
    default:
      return ["/usr/bin/chromium", "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge", "/snap/bin/chromium"];
  }
}

/** A browser that Playwright has installed, of whatever revision. */
function playwrightBrowser() {
  const expected = chromium.executablePath();
  if (expected && isExecutable(expected)) return expected;
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      darwin: join(homedir(), "Library/Caches/ms-playwright"),
      win32: join(process.env.LOCALAPPDATA ?? homedir(), "ms-playwright"),
    }[process.platform] ??
    join(homedir(), ".cache/ms-playwright");
  if (!existsSync(cache)) return undefined;
  const inside = [
    "chrome-linux/chrome",
    "chrome-linux64/chrome",
    "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
    "chrome-win/chrome.exe",
    "chrome-win64/chrome.exe",
    "chrome-linux/headless_shell",
  ];
  return readdirSync(cache)
    .filter((name) => name.startsWith("chromium"))
    .sort()
    .reverse()
    .flatMap((name) => inside.map((file) => join(cache, name, file)))
    .find(isExecutable);
}

/** Whether this is Debian or a child of it, and we may install packages. */
export function canInstall() {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !onPath("apt-get")) return false;
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}
