// VS Code served to a browser: the server's start and end, and the page that shows it.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import { chromium } from "playwright-core";
import { BROWSER_FLAGS, findBrowser } from "./browser.mjs";
import { EXTENSION_ID } from "./paths.mjs";
import { atExit, cleanEnvironment, killTree, run, temporaryFolder } from "./process.mjs";

const START_DEADLINE_MS = 60_000;

/** What an unattended or demonstrating VS Code should not show or do. */
export const QUIET_SETTINGS = {
  "chat.disableAIFeatures": true,
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "git.enabled": false,
  "security.workspace.trust.startupPrompt": "never",
};

/**
 * Starts the server on a free port of this machine.
 * `extension` is installed as it stands in that folder, `vsix` as a user installs it; `testDriver` makes the page obey
 * `extensionTestsPath`; `trust`: folders are opened in restricted mode, until the user trusts them.
 */
export async function startServer(
  host,
  { extension, vsix, testDriver = false, trust = false, settings = {}, env = {}, secret = true } = {},
) {
  const data = await temporaryFolder("server");
  await mkdir(join(data, "data/User"), { recursive: true });
  await mkdir(join(data, "extensions"));
  const userSettings = { ...QUIET_SETTINGS, ...settings };
  await writeFile(join(data, "data/User/settings.json"), JSON.stringify(userSettings, undefined, 2));
  if (extension) await linkExtension(extension, join(data, "extensions"));
  if (vsix) await installVsix(host, vsix, data);

  const token = secret ? randomBytes(16).toString("hex") : undefined;
  const args = ["out/server-main.js", "--host", "127.0.0.1", "--port", "0", "--accept-server-license-terms"];
  args.push("--server-data-dir", data, "--telemetry-level", "off");
  if (!trust) args.push("--disable-workspace-trust");
  args.push(...(token ? ["--connection-token", token] : ["--without-connection-token"]));
  if (testDriver) args.push("--enable-smoke-test-driver", "--enable-remote-auto-shutdown");

  // A process group of its own (not on Windows), so that the extension hosts can be ended with it.
  const child = spawn(host.node, args, {
    cwd: host.folder,
    env: cleanEnvironment(env),
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => killTree(child, { group: true });
  const forget = atExit(kill);

  let log = "";
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    forget();
    kill();
    await exited;
    await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const port = await new Promise((resolve, reject) => {
      const deadline = setTimeout(() => reject(new Error("VS Code's server does not answer")), START_DEADLINE_MS);
      const keep = (chunk) => {
        log = (log + chunk).slice(-100_000);
        const match = /agent listening on (\d+)/.exec(log);
        if (!match) return;
        clearTimeout(deadline);
        resolve(Number(match[1]));
      };
      child.stdout.setEncoding("utf8").on("data", keep);
      child.stderr.setEncoding("utf8").on("data", keep);
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`VS Code's server ended with ${code}`)));
    });
    const authority = `127.0.0.1:${port}`;
    return {
      authority,
      stop,
      exited,
      ended: () => child.exitCode !== null || child.signalCode !== null,
      /** The address of a folder in this server. */
      address(folder, payload = []) {
        const query = new URLSearchParams();
        if (token) query.set("tkn", token);
        query.set("folder", urlPath(folder));
        if (payload.length > 0) query.set("payload", JSON.stringify(payload));
        // Slashes and colons may stand in a query as they are, and read better in a terminal.
        return `http://${authority}/?${query.toString().replaceAll("%2F", "/").replaceAll("%3A", ":")}`;
      },
      /** The name that the page has for a file of this machine. */
      remote: (file) => `vscode-remote://${authority}${urlPath(file)}`,
    };
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${log.trimEnd().split("\n").slice(-20).join("\n")}`);
  }
}

/** What *Install from VSIX…* does. */
async function installVsix(host, vsix, data) {
  const args = ["out/server-main.js", "--install-extension", vsix, "--accept-server-license-terms"];
  const output = await run("Installing the VSIX", host.node, [...args, "--server-data-dir", data], {
    cwd: host.folder,
  });
  if (!output.includes("was successfully installed")) throw new Error(`the VSIX was not installed:\n${output}`);
}

/** The working copy as an installed extension: what is built anew is there after a reload of the window. */
async function linkExtension(folder, extensions) {
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const target = join(extensions, `${EXTENSION_ID}-${version}`);
  try {
    await symlink(folder, target, "junction");
  } catch {
    const wanted = /^(dist|snippets|docs|images|schemas|package\.json|package\.nls.*|README\.md|LICENSE)\b/;
    const inside = (file) => file === folder || wanted.test(file.slice(folder.length + 1).replaceAll("\\", "/"));
    await cp(folder, target, { recursive: true, filter: inside });
  }
}

/**
 * Opens a page of the server in a headless browser.
 * `onOpen(page)` is called before it loads; `onLog(text)` hears the extension host's console, `onExit(code)` the end of a
 * test run.
 */
export async function openPage(address, { onOpen, onLog, onExit, colorScheme } = {}) {
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
    onOpen?.(page);
    if (onLog) await page.exposeFunction("codeAutomationLog", (_type, args) => onLog(consoleText(args)));
    if (onExit) await page.exposeFunction("codeAutomationExit", (code) => onExit(code));
    await page.goto(address);
    return { page, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

function consoleText(args) {
  return Array.isArray(args) ? format(...args) : format(args);
}

function urlPath(file) {
  return decodeURIComponent(pathToFileURL(file).pathname);
}
