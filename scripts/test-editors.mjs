// `npm run test:editors`: builds, and runs the server in other editors, with the README's own lines.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { canInstall } from "./vscode/browser.mjs";
import { ROOT } from "./vscode/paths.mjs";
import { cleanEnvironment, onPath, run, temporaryFolder } from "./vscode/process.mjs";

/** A hang bound, with a wide margin. */
const DEADLINE_MS = 5 * 60_000;
const CLI = join(ROOT, "dist/cli.js");

/** Whether `npm test` runs this layer unasked: where Neovim can be installed, and wherever all must run. */
export function editorsExpected() {
  return process.env.CI === "true" || canInstall();
}

/** Runs all editors' tests. Returns `{ passed, failed, failures }`; throws if an editor could not be had or run. */
export async function runEditors() {
  if (!existsSync(CLI)) throw new Error(`${CLI} is not built; run npm run build`);
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const results = [...readmeTests(readme), ...(await neovimTests(readme))];
  for (const { title, ok } of results) console.log(`  ${ok ? "✓" : "✗"} ${title}`);
  const failures = results.filter(({ ok }) => !ok);
  for (const { title, message } of failures) console.log(`\n✗ ${title}\n${message}`);
  return { passed: results.length - failures.length, failed: failures.length, failures };
}

/** The code blocks of the README under an editor's heading. */
function snippets(readme, editor) {
  const [, section] = readme.split(new RegExp(`^### ${editor}$`, "m"));
  if (!section) throw new Error(`README.md has no section "### ${editor}"`);
  const [own] = section.split(/^#{1,3} /m);
  return [...own.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({ language, text }));
}

/** Of editors that are not run here: that each has its snippet, that it can be parsed and starts the server. */
function readmeTests(readme) {
  const json = (editor, commandOf) => () => {
    const [{ text }] = snippets(readme, editor);
    return commandOf(JSON.parse(text));
  };
  const words = (editor, pattern) => () => {
    const [{ text }] = snippets(readme, editor);
    return [...(pattern.exec(text)?.[0] ?? text).matchAll(/"([^"]*)"/g)].map(([, word]) => word);
  };
  const commands = {
    Helix: words("Helix", /^command = .*\nargs = .*$/m),
    Zed: json("Zed", ({ lsp }) => {
      const { path, arguments: args } = lsp["markdown-oxide"].binary;
      return [path.replace(/^.*\//, ""), ...args];
    }),
    Emacs: words("Emacs", /"ml-design-docs"[^:]*/),
    "Sublime Text": json("Sublime Text", ({ clients }) => clients["ml-design-docs"].command),
    Kate: json("Kate", ({ servers }) => servers.markdown.command),
  };
  return Object.entries(commands).map(([editor, command]) => {
    const title = `README: the lines for ${editor} start the server`;
    try {
      const words = command().join(" ");
      const ok = words === "ml-design-docs server --stdio";
      return { title, ok, message: ok ? "" : `they start "${words}"` };
    } catch (error) {
      return { title, ok: false, message: error.message };
    }
  });
}

async function neovimTests(readme) {
  const nvim = await findNeovim();
  const version = /v(\d+)\.(\d+)\S*/.exec(spawnSync(nvim, ["--version"], { encoding: "utf8" }).stdout ?? "");
  if (!version) throw new Error(`${nvim} does not tell its version`);
  const [newer, older] = ["vim.lsp.enable(", "vim.lsp.start_client("].map((call) => {
    const found = snippets(readme, "Neovim").filter(({ language, text }) => language === "lua" && text.includes(call));
    if (found.length !== 1)
      throw new Error(`README.md has ${found.length} snippets for Neovim with ${call}…), not one`);
    return found[0].text;
  });
  const [major, minor] = version.slice(1).map(Number);
  const isNewer = major > 0 || minor >= 11;
  console.log(`Neovim ${version[0]}: with the README's lines for ${isNewer ? "0.11 and newer" : "0.7 to 0.10"}.`);

  const folder = await temporaryFolder("neovim");
  const result = join(folder, "result.json");
  const document = join(folder, "docs/churn.md");
  mkdirSync(join(folder, "docs"));
  cpSync(join(ROOT, "test/editors/churn.md"), document);
  writeFileSync(join(folder, "init.lua"), isNewer ? newer : older);
  const { status, signal, stderr, error } = spawnSync(
    nvim,
    [
      "--headless",
      "-n",
      "-i",
      "NONE",
      "-u",
      join(folder, "init.lua"),
      document,
      "-S",
      join(ROOT, "test/editors/neovim.lua"),
    ],
    { cwd: folder, encoding: "utf8", timeout: DEADLINE_MS, env: environment(folder, result) },
  );
  if (error) throw new Error(`Neovim could not be run: ${error.message}\n${stderr ?? ""}`);
  if (!existsSync(result)) throw new Error(`Neovim ended with ${status ?? signal} and without a result\n${stderr}`);
  return JSON.parse(readFileSync(result, "utf8")).map(({ title, ...rest }) => ({ title: `Neovim ${title}`, ...rest }));
}

/** Nothing of the user's own configuration; the command on the PATH as `npm link` puts it there. */
function environment(folder, result) {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  chmodSync(CLI, 0o755);
  symlinkSync(CLI, join(bin, "ml-design-docs"));
  const own = Object.fromEntries(
    ["CONFIG", "DATA", "STATE", "CACHE"].map((kind) => [`XDG_${kind}_HOME`, join(folder, kind.toLowerCase())]),
  );
  const PATH = [bin, process.env.PATH].join(delimiter);
  return cleanEnvironment({ ...own, HOME: folder, PATH, ML_DESIGN_DOCS_RESULT: result });
}

/** The path of Neovim; installs Debian's where there is none and that is possible. */
async function findNeovim() {
  const found = onPath("nvim");
  if (found) return found;
  let failure = "";
  if (canInstall()) {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    try {
      await run("No Neovim found: reading the package lists", "apt-get", ["update"], { env });
      await run("Installing Neovim", "apt-get", ["install", "-y", "--no-install-recommends", "neovim"], { env });
      const installed = onPath("nvim");
      if (installed) return installed;
      failure = "\nThe package neovim was installed, but brought no nvim.";
    } catch (error) {
      failure = `\n${error.message}`;
    }
  }
  throw new Error(`No Neovim found. Install it, 0.7 or newer (Debian, Ubuntu: sudo apt-get install neovim).${failure}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const { status } = spawnSync(process.execPath, [join(ROOT, "scripts/build.mjs")], { cwd: ROOT, stdio: "inherit" });
    if (status !== 0) throw new Error("not run, because the build failed");
    const { passed, failed } = await runEditors();
    console.log(`\n${passed} passed, ${failed} failed`);
    process.exitCode = failed > 0 ? 1 : 0;
  } catch (error) {
    console.error(error.message);
    console.log("\n0 passed, 1 failed");
    process.exitCode = 1;
  }
}
