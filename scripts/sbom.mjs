// The bill of materials of a VSIX, in CycloneDX: the packages whose code is in a bundle, which are those that
// THIRD-PARTY-NOTICES names, rather than all that is installed to build and test. It is the same for the same packages.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packagesIn } from "./notices.mjs";

/** `meta`: the build's dist/meta.json. */
export function billOfMaterials(root, meta) {
  const read = (file) => JSON.parse(readFileSync(join(root, file), "utf8"));
  const { name, version, license } = read("package.json");
  const { packages: locked } = read("package-lock.json");
  const own = { ...component({ name, version, licence: license }), type: "application" };
  const parts = packagesIn(meta).map((entry) =>
    component({ ...entry, integrity: locked[entry.folder.slice(entry.folder.indexOf("node_modules/"))]?.integrity }),
  );
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: own },
    components: parts,
    dependencies: [{ ref: own["bom-ref"], dependsOn: parts.map((part) => part["bom-ref"]) }],
  };
}

function component({ name, version, licence, integrity }) {
  const purl = `pkg:npm/${name.replace(/^@/, "%40")}@${version}`;
  const [, algorithm, digest] = /^sha(\d+)-(.+)$/.exec(integrity ?? "") ?? [];
  const hash = algorithm && { alg: `SHA-${algorithm}`, content: Buffer.from(digest, "base64").toString("hex") };
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    licenses: [{ expression: licence }],
    purl,
    ...(hash && { hashes: [hash] }),
  };
}
