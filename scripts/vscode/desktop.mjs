// The desktop VS Code: where to find or get one, and how to start it.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { CACHE, ROOT } from "./paths.mjs";
import { atExit, cleanEnvironment, isExecutable, killTree, onPath } from "./process.mjs";
import { QUIET_SETTINGS } from "./served.mjs";

const IDLE_MS = 5_000;

/**
 * A desktop VS Code that starts on this machine: an installed one, else a downloaded one.
 * Throws with the reason where there is none; a refused download is known within seconds.
 */
export async function findDesktop({ hiddenDisplay }) {
  const prefix = displayPrefix(hiddenDisplay);
  const problems = [];
  for (const executable of usualPlaces().filter(isExecutable)) {
    const problem = whyUnfit(executable);
    if (!problem) return { kind: "desktop", executable, prefix, description: `desktop VS Code at ${executable}` };
    problems.push(problem);
  }
  try {
    const executable = await download();
    const problem = whyUnfit(executable);
    if (!problem) return { kind: "desktop", executable, prefix, description: "desktop VS Code, downloaded" };
    problems.push(problem);
  } catch (error) {
    problems.push(`no download: ${error?.message ?? error}`);
  }
  throw new Error(problems.join("; "));
}

/** Starts VS Code; resolves with its exit code when its window is closed, or after `timeout` milliseconds. */
export async function runDesktop(host, { data, args, env = {}, settings = {}, onOutput = () => {}, timeout }) {
  await mkdir(join(data, "user/User"), { recursive: true });
  const settingsFile = join(data, "user/User/settings.json");
  if (!existsSync(settingsFile)) {
    await writeFile(settingsFile, JSON.stringify({ ...QUIET_SETTINGS, ...settings }, undefined, 2));
  }
  const [command, ...before] = [...host.prefix, host.executable];
  const all = [
    ...before,
    ...args,
    `--user-data-dir=${join(data, "user")}`,
    `--extensions-dir=${join(data, "extensions")}`,
    // In containers and as root there is no sandbox to be had.
    ...(process.platform === "linux" ? ["--no-sandbox", "--disable-gpu-sandbox"] : []),
    "--disable-updates",
    "--skip-welcome",
    "--skip-release-notes",
    "--disable-workspace-trust",
  ];
  const child = spawn(command, all, { env: cleanEnvironment(env), stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => killTree(child);
  const forget = atExit(kill);
  const deadline = timeout && setTimeout(kill, timeout);
  child.stdout.setEncoding("utf8").on("data", onOutput);
  child.stderr.setEncoding("utf8").on("data", onOutput);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status, signal) => resolve(status ?? signal));
    });
  } finally {
    clearTimeout(deadline);
    forget();
  }
}

/** The command that gives VS Code a display, if it needs one: xvfb-run for runs that nobody watches. */
function displayPrefix(hiddenDisplay) {
  if (process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return [];
  const xvfb = hiddenDisplay && onPath("xvfb-run");
  if (xvfb) return [xvfb, "-a"];
  throw new Error("there is no display");
}

async function download() {
  // Without this, a machine off the network would be asked to wait for three tries of each request.
  const timeout = new Promise((_, reject) => {
    setTimeout(() => reject(new Error("the server does not answer")), 2 * IDLE_MS).unref();
  });
  let started = false;
  let shown = -1;
  const reporter = {
    error() {},
    report(state) {
      if (!state.bytesSoFar) return;
      started = true;
      if (!state.totalBytes) return;
      const tenth = Math.floor((10 * state.bytesSoFar) / state.totalBytes);
      if (tenth > shown) console.log(`Downloading VS Code … ${10 * tenth} %`);
      shown = Math.max(shown, tenth);
    },
  };
  const options = { version: "stable", cachePath: CACHE, timeout: IDLE_MS, reporter };
  const downloading = downloadAndUnzipVSCode(options);
  const first = await Promise.race([downloading, timeout.catch((error) => error)]);
  if (first instanceof Error && !started) {
    downloading.catch(() => {});
    throw first;
  }
  return downloading;
}

/** Why an executable cannot serve: too old, or the libraries it needs are not there. */
function whyUnfit(executable) {
  const { engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const wanted = engines.vscode.replace(/^\D+/, "");
  const manifest = ["resources/app/package.json", "../Resources/app/package.json"]
    .map((file) => join(dirname(executable), file))
    .find(existsSync);
  const version = manifest && JSON.parse(readFileSync(manifest, "utf8")).version;
  if (version && version.localeCompare(wanted, "en", { numeric: true }) < 0) {
    return `${executable} is VS Code ${version}, older than ${wanted}`;
  }
  const env = { ...cleanEnvironment(), ELECTRON_RUN_AS_NODE: "1" };
  const probe = spawnSync(executable, ["-e", "process.exit(0)"], { env, encoding: "utf8", timeout: 20_000 });
  return probe.status === 0
    ? undefined
    : `${executable} does not start: ${(probe.error?.message ?? probe.stderr).trim()}`;
}

function usualPlaces() {
  const home = homedir();
  switch (process.platform) {
    case "darwin":
      return ["/Applications", join(home, "Applications")].flatMap((folder) =>
        ["Electron", "Code"].map((name) => join(folder, "Visual Studio Code.app/Contents/MacOS", name)),
      );
    case "win32":
      return [process.env.LOCALAPPDATA && join(process.env.LOCALAPPDATA, "Programs"), process.env.PROGRAMFILES]
        .filter((folder) => folder)
        .map((folder) => join(folder, "Microsoft VS Code/Code.exe"));
    default:
      return [
        "/usr/share/code/code",
        "/opt/visual-studio-code/code",
        "/snap/code/current/usr/share/code/code",
        join(home, ".local/share/code/code"),
      ];
  }
}
