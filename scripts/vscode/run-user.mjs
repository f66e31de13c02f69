// Packs the VSIX, installs it in an empty profile of a served VS Code, and has the tests of test/vscode/user work with it
// by keyboard and mouse. The folder is not trusted, as one is that was just cloned.
import { spawnSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { installServed } from "./install.mjs";
import { OUT, ROOT, SCREENSHOTS } from "./paths.mjs";
import { temporaryFolder } from "./process.mjs";
import { openPage, startServer } from "./served.mjs";

const TESTS = join(ROOT, "test/vscode/user");
const BUNDLE = join(OUT, "vscode-user.mjs");

/** Returns `{ passed, failed, failures }`; throws if there is no VSIX or no VS Code to try it in. */
export async function runUser({ grep } = {}) {
  const vsix = await pack();
  const host = await installServed();
  const screenshots = join(SCREENSHOTS, "user");
  await rm(screenshots, { recursive: true, force: true });
  await mkdir(screenshots, { recursive: true });
  const folder = join(await temporaryFolder("user"), "workspace");
  await cp(join(ROOT, "test/vscode/workspace"), folder, { recursive: true });
  const run = await bundle();
  const server = await startServer(host, { vsix, trust: true });
  let view;
  try {
    view = await openPage(server.address(folder));
    return await run({ page: view.page, folder, screenshots, grep });
  } catch (error) {
    await view?.page.screenshot({ path: join(screenshots, "run.png") });
    throw error;
  } finally {
    await view?.close();
    await server.stop();
  }
}

/** The path of the VSIX, made anew as it is released. */
async function pack() {
  const { status } = spawnSync(process.execPath, [join(ROOT, "scripts/package.mjs")], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) throw new Error("the VSIX could not be packed");
  const { name, version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  return join(ROOT, `${name}-${version}.vsix`);
}

/** The tests in one module; returns what runs them. */
async function bundle() {
  const files = (await readdir(TESTS)).filter((name) => name.endsWith(".test.ts")).sort();
  const loads = files.map((name) => `() => import(${JSON.stringify(`./${name}`)})`);
  await build({
    stdin: {
      contents: `import { runUserTests } from "./runner.ts";
        export const run = (options) => runUserTests([${loads.join(", ")}], options);`,
      resolveDir: TESTS,
      sourcefile: "user.ts",
      loader: "ts",
    },
    outfile: BUNDLE,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
  });
  return (await import(pathToFileURL(BUNDLE).href)).run;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const grep = process.argv[2];
  const { passed, failed } = await runUser(grep ? { grep } : {});
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
