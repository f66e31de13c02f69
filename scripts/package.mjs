// npm run package: builds, checks that generated files are up to date, makes ml-design-docs-<version>.vsix and checks
// that it holds exactly the files it should and stays small; beside it the bill of materials, *.cdx.json.
// For a release: --tag=vVERSION, which must be package.json's, and --source=URL of the repository, by which the README's
// links and pictures are found outside of it.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { billOfMaterials } from "./sbom.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
// Half of it is the framework with the recognition model, which all programs share.
const LIMIT = 1_000_000;

function run(what, args, cwd = root) {
  console.log(`${what} …`);
  const { status, error } = spawnSync(process.execPath, args, { cwd, stdio: "inherit" });
  if (error || status !== 0) {
    console.error(`${what}: failed${error ? ` (${error.message})` : ""}.`);
    process.exit(1);
  }
}

/** The files below a folder, relative to the repository and with "/". */
function filesIn(folder) {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.map((path) => relative(root, path).replaceAll("\\", "/"));
}

/** What the VSIX must hold; vsce renames the readme, the changelog and the licence. */
function expectedEntries() {
  const files = [
    "package.json",
    "package.nls.json",
    "package.nls.ru.json",
    "l10n/bundle.l10n.ru.json",
    "schemas/config.schema.json",
    "schemas/team-framework.schema.json",
    "readme.md",
    "changelog.md",
    "LICENSE.txt",
    "THIRD-PARTY-NOTICES",
    "dist/client.node.js",
    "dist/client.browser.js",
    "dist/cli.js",
    "dist/commands.js",
    "dist/server.node.js",
    "dist/server.browser.js",
    "dist/server.js",
    "dist/engine.js",
    "dist/language.js",
    "dist/files.js",
    "dist/framework.data.js",
    "dist/webview.coverage.js",
    "dist/webview.review.js",
    "docs/images/icon.png",
    ...filesIn("media"),
    "snippets/ml-design-docs.code-snippets",
    ...filesIn("docs/rules").filter((path) => path.endsWith(".md")),
  ];
  return ["[Content_Types].xml", "extension.vsixmanifest", ...files.map((path) => `extension/${path}`)].sort();
}

/** Names in a ZIP file's central directory. */
function zipEntries(path) {
  const zip = readFileSync(path);
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new Error(`${path} is no ZIP file`);
  const count = zip.readUInt16LE(end + 10);
  const names = [];
  for (let i = 0, at = zip.readUInt32LE(end + 16); i < count; i++) {
    const nameLength = zip.readUInt16LE(at + 28);
    names.push(zip.toString("utf8", at + 46, at + 46 + nameLength));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names.sort();
}

/** What is wrong with the VSIX, one line each. */
function mistakes(path) {
  const expected = expectedEntries();
  const actual = zipEntries(path);
  const found = [
    ...expected.filter((name) => !actual.includes(name)).map((name) => `${name} is missing in it`),
    ...actual.filter((name) => !expected.includes(name)).map((name) => `${name} does not belong in it`),
  ];
  const { size } = statSync(path);
  if (size >= LIMIT) found.push(`it has ${size} bytes, the limit is ${LIMIT}`);
  return found;
}

/**
 * A copy of what the VSIX is made of. A picture of the README that follows the reader's theme becomes a plain one, since
 * the Marketplace's tool knows no other; without an address to find it at it is left out.
 */
function stage(hasAddress) {
  const folder = join(root, "out/package");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const texts = readdirSync(root).filter((file) => /^(?:package(?:\.nls.*)?\.json|[A-Z-]+(?:\.md)?)$/.test(file));
  const folders = ["dist", "docs", "l10n", "media", "schemas", "snippets"];
  for (const path of [".vscodeignore", ...texts, ...folders])
    cpSync(join(root, path), join(folder, path), { recursive: true });
  const readme = readFileSync(join(root, "README.md"), "utf8");
  writeFileSync(
    join(folder, "README.md"),
    readme.replace(/<picture>[\s\S]*?(<img\b[^>]*>)[\s\S]*?<\/picture>/g, hasAddress ? "$1" : ""),
  );
  return folder;
}

/** By the Marketplace's custom: it takes no other sign of a pre-release in a version. */
function isPreRelease(version) {
  return Number(version.split(".")[1]) % 2 === 1;
}

const { values: options } = parseArgs({ options: { tag: { type: "string" }, source: { type: "string" } } });
const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
if (options.tag && options.tag !== `v${version}`) {
  console.error(`The tag is ${options.tag}, but package.json says ${version}.`);
  process.exit(1);
}
const vsix = `${name}-${version}.vsix`;
run("Building", ["scripts/build.mjs"]);
run("Checking generated files", ["scripts/generate.mjs", "--check"]);
run("Checking third-party notices", ["scripts/notices.mjs", "--check"]);
const { source, tag = "HEAD" } = options;
run(
  "Packaging",
  [
    join(root, "node_modules/@vscode/vsce/vsce"),
    ...["package", "--no-dependencies", "--no-update-package-json", "--out", join(root, vsix)],
    ...(isPreRelease(version) ? ["--pre-release"] : []),
    // Without an address, links of the README cannot be made absolute.
    "--allow-missing-repository",
    ...(source
      ? ["--baseContentUrl", `${source}/blob/${tag}`, "--baseImagesUrl", `${source}/raw/${tag}`]
      : ["--no-rewrite-relative-links"]),
  ],
  stage(source !== undefined),
);
const wrong = mistakes(join(root, vsix));
for (const line of wrong) console.error(`${vsix}: ${line}`);
if (wrong.length > 0) process.exit(1);
const bom = billOfMaterials(root, JSON.parse(readFileSync(join(root, "dist/meta.json"), "utf8")));
writeFileSync(join(root, vsix.replace(/vsix$/, "cdx.json")), `${JSON.stringify(bom, undefined, 2)}\n`);
const kilobytes = Math.ceil(statSync(join(root, vsix)).size / 1000);
console.log(
  `${vsix}: ${kilobytes} kB, ${zipEntries(join(root, vsix)).length} files as expected, of ${bom.components.length} packages.`,
);
