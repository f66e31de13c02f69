// Bundles that share code. esbuild splits only ES modules, and neither VS Code's extension hosts nor its workers take those:
// so the entries are split as ES modules in memory, and each part becomes a CommonJS script that requires its siblings.
import { builtinModules, createRequire } from "node:module";
import { basename, join } from "node:path";
import { build } from "esbuild";

const COMMON = {
  bundle: true,
  write: false,
  metafile: true,
  charset: "utf8",
  logLevel: "error",
  platform: "neutral",
  target: ["node20", "es2022"],
  // Shared parts run in Node and in a worker: packages give what runs in both, and only who asks for Node gets that.
  conditions: ["worker", "browser"],
  // The dependencies' ES modules; some CommonJS twins carry their whole trees twice.
  mainFields: ["browser", "module", "main"],
  external: ["vscode", "node:*", ...builtinModules],
};

/** `vscode-…/node` is for Node, whoever else uses the package. */
const forNode = {
  name: "for-node",
  setup({ onResolve }) {
    onResolve({ filter: /^vscode-[a-z-]+\/node(?:\.js)?$/ }, ({ path, resolveDir }) => ({
      path: createRequire(join(resolveDir, "_.js")).resolve(path),
    }));
  },
};

/**
 * Modules of Node that the language server's packages name, but seldom use, are loaded when they are used. Not for the client,
 * whose packages copy what these modules export.
 */
export const whenUsed = {
  name: "when-used",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:child_process|crypto)$/ }, ({ path, importer }) =>
      /[\\/]node_modules[\\/]vscode-/.test(importer) ? { path, namespace: "when-used" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "when-used" }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require("node:${path}")[name] });`,
      loader: "js",
    }));
  },
};

/**
 * Bundles entries and what they share.
 * `entries`: file → source. `parts`: file → a source that only the shared part of that name holds. `host`: the entry that
 * holds what is shared by itself, since its extension host loads no second script; the others require it.
 * Returns file → text, and esbuild's metafile.
 */
export async function bundleTogether(root, { entries, parts = {}, host, plugins = [] }) {
  const { metafile, outputFiles } = await build({
    ...COMMON,
    entryPoints: Object.entries(entries).map(([file, source]) => ({ in: source, out: file.replace(/\.js$/, "") })),
    absWorkingDir: root,
    outdir: "dist",
    format: "esm",
    splitting: true,
    // So that the metafile counts no code that will not stay.
    minifySyntax: true,
    plugins: [forNode, ...plugins],
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), withoutCopies(text)]));
  const outputs = Object.entries(metafile.outputs).map(([path, output]) => ({ name: basename(path), ...output }));
  /** Name of an ES module → the file that holds it. */
  const files = new Map();
  for (const { name, entryPoint, inputs } of outputs) {
    const [file] =
      Object.entries(entries).find(([, source]) => source === entryPoint) ??
      Object.entries(parts).find(([, source]) => source in inputs) ??
      (host ? [host] : []);
    if (!file) throw new Error(`no part is named for what is shared: ${Object.keys(inputs).join(", ")}`);
    files.set(name, file);
  }
  const isShared = ({ name, entryPoint }) => files.get(name) === host && !entryPoint;
  const shared = host && outputs.find(isShared)?.name;
  if (host && outputs.filter(isShared).length !== 1) throw new Error(`${host} should hold one shared part`);

  const result = new Map();
  for (const { name, exports } of outputs) {
    const file = files.get(name);
    if (name === shared) continue;
    const text = file === host ? hostText(name, shared, exports) : texts.get(name);
    result.set(
      file,
      await asScript(text, (sibling) => {
        if (file === host) return { text: texts.get(sibling) };
        return sibling === shared
          ? { text: `module.exports = require("./${host}").shared;` }
          : { script: `./${files.get(sibling) ?? sibling}` };
      }),
    );
  }
  return { result, metafile };
}

/**
 * esbuild copies each module that is CommonJS, export by export, for each file that imports it: thousands of getters when a
 * program with vscode-languageserver starts. One that was an ES module once can be used as it is.
 */
function withoutCopies(text) {
  const head = "__toESM = (mod, isNodeMode, target) =>";
  if (text.includes("__toESM = ") && !text.includes(head)) throw new Error("esbuild's __toESM is another one now");
  return text.replace(head, `${head} mod?.__esModule && !isNodeMode ? mod :`);
}

/** An entry with what others share beside its exports; it is itself not evaluated before it is used. */
function hostText(name, shared, exports) {
  const own = exports.map((e) => `export const ${e} = (...args) => require("./${name}").${e}(...args);`);
  return `export * as shared from "./${shared}";\n${own.join("\n")}`;
}

/** A module as a minified CommonJS script. `find`: a sibling's text to take in, or the script to require for it. */
async function asScript(text, find) {
  const siblings = {
    name: "siblings",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/[^/]+$/ }, ({ path }) => {
        const { text: own, script } = find(basename(path));
        return own === undefined ? { path: script, external: true } : { path: basename(path), namespace: "taken-in" };
      });
      onLoad({ filter: /.*/, namespace: "taken-in" }, ({ path }) => ({ contents: find(path).text, loader: "js" }));
    },
  };
  const { outputFiles } = await build({
    ...COMMON,
    stdin: { contents: text, loader: "js" },
    format: "cjs",
    minify: true,
    // Node finds no names in a script that `import()` loads; `require` does.
    supported: { "dynamic-import": false },
    plugins: [siblings],
  });
  return outputFiles[0].text;
}
