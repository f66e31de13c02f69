// Writes THIRD-PARTY-NOTICES: the licence of every package whose code is in a bundle, as dist/meta.json (esbuild's
// metafile, written by the build) lists them. With --check it writes nothing and fails where the file is out of date.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "THIRD-PARTY-NOTICES");
const RULE = "=".repeat(80);
const INTRO = `The programs of ML Design Docs contain code of the packages below, each under its own licence.
`;

/** Folders of the packages that contribute at least a byte to an output; a nested one counts by itself. */
function bundledPackages(meta) {
  const folders = new Set();
  for (const output of Object.values(meta.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
      if (found && bytesInOutput > 0) folders.add(found[1]);
    }
  }
  return [...folders];
}

/** Name, version, licence id and licence text of the package in a folder; throws where there is no text. */
function readPackage(folder) {
  const names = readdirSync(join(root, folder));
  const read = (pattern) => {
    const name = names.find((candidate) => pattern.test(candidate));
    return name ? readFileSync(join(root, folder, name), "utf8") : "";
  };
  const manifest = JSON.parse(read(/^package\.json$/));
  const licence = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(" OR ");
  const text = read(/^(licen[cs]e|copying)(\.(md|txt))?$/i) || (licence === "MIT" && mitOf(read(/^readme(\.md)?$/i)));
  if (!text) throw new Error(`${folder}: no licence text found; add it or do without the package`);
  return { name: manifest.name, version: manifest.version, licence, text: tidy(text) };
}

/** The MIT text, taken from our own LICENSE, under the copyright line of a README that only names the licence. */
function mitOf(readme) {
  const copyright = /^copyright\b.*\d{4}.*$/im.exec(readme)?.[0];
  const own = readFileSync(join(root, "LICENSE"), "utf8");
  return copyright && own.replace(/^Copyright .*$/m, () => copyright);
}

const tidy = (text) =>
  text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/[ \t]+$/gm, "")
    .trim();

/** The packages of one metafile, by name and version, each once; `folder`: where it is installed. */
export function packagesIn(meta) {
  const packages = new Map();
  for (const folder of bundledPackages(meta)) {
    const entry = { folder, ...readPackage(folder) };
    packages.set(`${entry.name} ${entry.version}`, entry);
  }
  return [...packages.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/** The whole file for one metafile. */
export function notices(meta) {
  const parts = packagesIn(meta).map(
    ({ name, version, licence, text }) => `${RULE}\n${name} ${version} (${licence})\n${RULE}\n\n${text}\n`,
  );
  return [INTRO, ...parts].join("\n");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wanted = notices(JSON.parse(readFileSync(join(root, "dist/meta.json"), "utf8")));
  if (!process.argv.includes("--check")) writeFileSync(target, wanted);
  else if (!existsSync(target) || readFileSync(target, "utf8") !== wanted) {
    console.error("THIRD-PARTY-NOTICES is out of date. Run: node scripts/notices.mjs");
    process.exitCode = 1;
  }
}
