// npm run package: builds, checks that generated files are up to date, makes ml-design-docs-<version>.vsix and checks
// that it holds exactly the files it should and stays small.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
// Half of it is the framework with the recognition model, which all programs share.
const LIMIT = 1_000_000;

function run(what, ...args) {
  console.log(`${what} …`);
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
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

const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const vsix = `${name}-${version}.vsix`;
run("Building", "scripts/build.mjs");
run("Checking generated files", "scripts/generate.mjs", "--check");
run("Checking third-party notices", "scripts/notices.mjs", "--check");
run(
  "Packaging",
  "node_modules/@vscode/vsce/vsce",
  ...["package", "--no-dependencies", "--out", vsix],
  // The repository has no public address yet, so links of the README cannot be made absolute.
  ...["--allow-missing-repository", "--no-rewrite-relative-links", "--no-update-package-json"],
);
const wrong = mistakes(join(root, vsix));
for (const line of wrong) console.error(`${vsix}: ${line}`);
if (wrong.length > 0) process.exit(1);
const kilobytes = Math.ceil(statSync(join(root, vsix)).size / 1000);
console.log(`${vsix}: ${kilobytes} kB, ${zipEntries(join(root, vsix)).length} files as expected.`);
