// Child processes that may take long: they show that they live, and say why they failed.
import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, rmSync } from "node:fs";
import { mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const HEARTBEAT_MS = 10_000;
const TAIL_LINES = 25;

const endings = [];

/** Has the work done when this process ends, also by Ctrl+C; the last registered first. Returns how to take it back. */
export function atExit(work) {
  if (endings.length === 0) {
    process.once("exit", () => {
      for (const ending of endings.splice(0).reverse()) ending();
    });
    for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
      process.once(signal, () => process.exit(128 + number));
    }
    endings.push(() => {});
  }
  endings.push(work);
  return () => {
    const at = endings.indexOf(work);
    if (at >= 0) endings.splice(at, 1);
  };
}

/** A fresh folder for one run, under the system's folder for such; gone when this process ends. */
export async function temporaryFolder(name) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), `ml-design-docs-${name}-`)));
  atExit(() => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    } catch (error) {
      // A process that is just ending may still write into it.
      console.error(`${folder} could not be removed: ${error.message}`);
    }
  });
  return folder;
}

/** Ends a child and, where it leads a process group or on Windows, all that it has started. */
export function killTree(child, { group = false } = {}) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === "win32") spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
    else process.kill(group ? -child.pid : child.pid, "SIGTERM");
  } catch {
    // It has ended by itself meanwhile.
  }
}

/**
 * The environment for a child `npm` or VS Code: without what an enclosing npm or editor says about itself. Servers that it
 * starts leave nothing in the cache folder of whoever runs the tests.
 */
export function cleanEnvironment(extra = {}) {
  const env = { ...process.env, ML_DESIGN_DOCS_CODE_CACHE: "0", ...extra };
  for (const key of Object.keys(env)) {
    if (key === "npm_config_local_prefix" || key === "ELECTRON_RUN_AS_NODE" || key.startsWith("VSCODE_"))
      delete env[key];
  }
  return env;
}

/** Runs a command to its end; prints its label, and every ten seconds that it is still running. */
export async function run(label, command, args, { cwd, env } = {}) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  console.log(`${label} …`);
  const heartbeat = setInterval(() => console.log(`  … ${seconds()} s`), HEARTBEAT_MS);
  let forget = () => {};
  try {
    const shell = process.platform === "win32" && !command.endsWith(".exe");
    const child = spawn(command, args, {
      cwd,
      env: cleanEnvironment(env),
      shell,
      stdio: ["ignore", "pipe", "pipe"],
    });
    forget = atExit(() => killTree(child));
    let output = "";
    const keep = (data) => {
      output = (output + data).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const code = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (status, signal) => resolve(status ?? signal));
    });
    if (code !== 0) {
      const tail = output.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
      throw new Error(`${label}: ${command} ended with ${code}\n${tail}`);
    }
    console.log(`  done (${seconds()} s)`);
    return output;
  } finally {
    clearInterval(heartbeat);
    forget();
  }
}

/** Runs npm in a folder. */
export function npm(label, args, cwd) {
  // The npm that runs us, if any: on Windows, and where several are installed, it is the one that works.
  const script = process.env.npm_execpath;
  return script?.endsWith(".js")
    ? run(label, process.execPath, [script, ...args], { cwd })
    : run(label, "npm", args, { cwd });
}

/** The first of the names that is an executable on the PATH. */
export function onPath(...names) {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  for (const name of names) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      for (const ending of endings) {
        const file = join(folder, name + ending);
        if (folder && isExecutable(file)) return file;
      }
    }
  }
  return undefined;
}

export function isExecutable(file) {
  try {
    accessSync(file, process.platform === "win32" ? constants.F_OK : constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Polls until `probe` gives something truthy, or the deadline has passed. */
export async function waitFor(what, probe, { timeout = 30_000, interval = 50 } = {}) {
  const deadline = Date.now() + timeout;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${Math.round(timeout / 1000)} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
