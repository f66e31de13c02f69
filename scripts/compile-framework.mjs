// Compiles server/framework and server/locales, validated against the schema, and the recognition model into
// server/src/framework/compiled.json: what is said to people as it is, phrases and texts as tables of numbers.
// Run by build, check and test; the result is not committed.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { Module } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import { buildSync } from "esbuild";
import { LineCounter, parseDocument } from "yaml";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(root, "server/src/framework/compiled.json");

/** All YAML files below a folder, sorted. */
function yamlFiles(folder) {
  const found = [];
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) found.push(...yamlFiles(path));
    else if (name.endsWith(".yaml") && !name.endsWith(".examples.yaml")) found.push(path);
  }
  return found;
}

/** Reads and validates every file; throws one error that lists all mistakes as `file:line: what`. */
export function readFramework() {
  const schema = JSON.parse(readFileSync(join(root, "schemas/framework.schema.json"), "utf8"));
  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
  ajv.addSchema(schema, "framework");
  const mistakes = [];
  const read = (path, kind) => {
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(path, "utf8"), { lineCounter: lines });
    const where = (line) => `${relative(root, path)}:${line}`;
    for (const e of document.errors) mistakes.push(`${where(e.linePos?.[0].line ?? 1)}: ${e.message.split("\n")[0]}`);
    const data = document.toJS();
    const validate = ajv.getSchema(`framework#/$defs/${kind}`);
    if (!validate(data)) {
      for (const e of validate.errors) {
        const steps = e.instancePath.split("/").slice(1);
        const node = steps.length ? document.getIn(steps, true) : document.contents;
        const offset = node?.range?.[0];
        mistakes.push(
          `${where(offset === undefined ? 1 : lines.linePos(offset).line)}: ${e.instancePath || "/"} ${e.message}${e.params.additionalProperty ? ` (${e.params.additionalProperty})` : ""}`,
        );
      }
    }
    return data;
  };
  const base = join(root, "server/framework");
  const chapters = [];
  const byId = new Map();
  for (const path of yamlFiles(base)) {
    if (dirname(path) === base) continue;
    if (path.endsWith("chapter.yaml")) chapters.push(read(path, "chapter"));
    else {
      const section = read(path, "section");
      if (byId.has(section.id)) mistakes.push(`${relative(root, path)}:1: section id ${section.id} is declared twice`);
      byId.set(section.id, section);
    }
  }
  chapters.sort((a, b) => a.chapter - b.chapter);
  const sections = [];
  for (const chapter of chapters) {
    for (const id of chapter.sections) {
      const section = byId.get(id);
      if (!section) mistakes.push(`chapter ${chapter.chapter}: section ${id} has no file`);
      else if (section.chapter !== chapter.chapter)
        mistakes.push(`section ${id}: chapter is ${section.chapter}, but chapter ${chapter.chapter} lists it`);
      else sections.push(section);
      byId.delete(id);
    }
  }
  for (const id of byId.keys()) mistakes.push(`section ${id}: no chapter.yaml lists it`);
  const terms = read(join(base, "terms.yaml"), "terms").terms;
  const locales = [];
  const words = [];
  const languages = join(root, "server/locales");
  for (const language of existsSync(languages) ? readdirSync(languages).sort() : []) {
    const folder = join(languages, language);
    if (!statSync(folder).isDirectory()) continue;
    const locale = {
      ...{ language, chapters: {}, sections: {}, terms: {} },
      ...{ classes: {}, "answer-classes": {}, guards: [], generic: [] },
    };
    for (const path of yamlFiles(folder)) {
      const file = read(path, "locale");
      for (const id of Object.keys(file.sections ?? {})) {
        if (!sections.some((s) => s.id === id) && !file.sections[id].other)
          mistakes.push(`${relative(root, path)}:1: unknown section ${id}`);
      }
      for (const term of Object.keys(file.terms ?? {})) {
        if (!terms.some((t) => t.term === term)) mistakes.push(`${relative(root, path)}:1: unknown term ${term}`);
      }
      Object.assign(locale.chapters, file.chapters);
      Object.assign(locale.sections, file.sections);
      Object.assign(locale.terms, file.terms);
      Object.assign(locale.classes, file.classes);
      Object.assign(locale["answer-classes"], file["answer-classes"]);
      locale.guards.push(...(file.guards ?? []));
      locale.generic.push(...(file.generic ?? []));
      for (const [english, list] of Object.entries(file.words ?? {}))
        for (const word of list.split(/,\s*/)) words.push([word, english]);
    }
    // Of some languages only words are known: sections are not inserted in them.
    if (Object.keys(locale.sections).length > 0) locales.push(locale);
  }
  for (const section of sections) {
    for (const own of [...locales.flatMap((l) => l.sections[section.id] ?? []), section]) {
      if (!own.answers) continue;
      if (own.answers.length !== section.questions.length)
        mistakes.push(`section ${section.id}: ${own.answers.length} answers to ${section.questions.length} questions`);
      // By question, so that a team's own questions are not taken for those that they replace.
      own.answers = Object.fromEntries(section.questions.map((question, n) => [question, own.answers[n]]));
    }
  }
  const framework = {
    chapters,
    sections,
    other: read(join(base, "other.yaml"), "other").sections,
    lexicon: read(join(base, "lexicon.yaml"), "lexicon"),
    problemTypes: read(join(base, "problem-types.yaml"), "problemTypes"),
    kinds: read(join(base, "kinds.yaml"), "kinds").kinds,
    terms,
    locales,
    words,
  };
  if (mistakes.length) throw new Error(`The framework has mistakes:\n  ${mistakes.join("\n  ")}`);
  return framework;
}

/** The server's own compiler, bundled in memory. */
function loadCompiler() {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `
        export { compileFramework } from "./server/src/framework/compile.ts";
        export { packTranslations } from "./server/src/framework/translations.ts";
        export { WordTable } from "./server/src/framework/wordTable.ts";
        export { packKindWords } from "./server/src/recognition/kindWords.ts";
        export { packTextModel } from "./server/src/recognition/textModel.ts";`,
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    logLevel: "error",
  });
  const compiler = new Module("compiler");
  compiler._compile(outputFiles[0].text, join(root, "out/compiler.cjs"));
  return compiler.exports;
}

/** The framework and the trained model as the server loads them. */
function compile(framework) {
  const { compileFramework, packKindWords, packTextModel, packTranslations, WordTable } = loadCompiler();
  const words = new WordTable();
  const tables = compileFramework(framework, words);
  const path = join(root, "server/framework/model.json");
  const model = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  for (const texts of ["statements", "headings"]) if (model[texts]) model[texts] = packTextModel(model[texts], words);
  if (model.kindWords) model.kindWords = packKindWords(model.kindWords, words);
  const translations = packTranslations(framework.words, words);
  return { words: words.terms().join("\n"), translations, framework: tables, model };
}

/** Writes compiled.json if it changed; returns the framework. */
export function compileFramework() {
  const framework = readFramework();
  const text = JSON.stringify(compile(framework));
  mkdirSync(dirname(out), { recursive: true });
  let old;
  try {
    old = readFileSync(out, "utf8");
  } catch {}
  if (old !== text) writeFileSync(out, text);
  return framework;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const f = compileFramework();
    console.log(`framework: ${f.chapters.length} chapters, ${f.sections.length} sections, ${f.terms.length} terms`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
