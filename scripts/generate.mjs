// Writes what is derived from the framework and the rules: snippets, rule pages, the names in the configuration's schema
// and the README's tables.
// `--check` only compares.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { compileFramework, root } from "./compile-framework.mjs";
import { loadEngine } from "./engine.mjs";
import { readmeWith } from "./readme.mjs";
import { rulePages } from "./rule-pages.mjs";

compileFramework();
const { bookFramework, rules, sectionMarkdown, chapterMarkdown, documentMarkdown, asSnippet } = await loadEngine();
const framework = bookFramework();

/** Path from the root → text. */
function generated() {
  const files = new Map();
  const snippets = {};
  const add = (name, prefix, description, markdown) => {
    snippets[name] = { prefix, description, body: asSnippet(markdown).split("\n") };
  };
  add(
    "ML design doc",
    "mldd",
    "A new ML design doc: every section that a draft and its review ask for",
    documentMarkdown("en", framework).trimEnd(),
  );
  for (const { chapter, title } of framework.chapters)
    add(
      `ML chapter ${chapter}: ${title}`,
      `mldd-chapter-${chapter}`,
      `The sections of chapter ${chapter}`,
      chapterMarkdown(chapter, 2, "en", framework),
    );
  for (const section of framework.sections)
    add(
      `ML section: ${section.title}`,
      `mldd-${section.id}`,
      `Chapter ${section.chapter}: ${section.questions[0]}`,
      sectionMarkdown(section, 2, "en", framework),
    );
  files.set("snippets/ml-design-docs.code-snippets", `${JSON.stringify(snippets, null, 2)}\n`);
  for (const [path, text] of rulePages(root, rules)) files.set(path, text);
  files.set("schemas/config.schema.json", configSchema());
  files.set("schemas/team-framework.schema.json", teamSchema());
  const json = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));
  const given = { manifest: json("package.json"), texts: json("package.nls.json"), rules };
  files.set("README.md", readmeWith(readFileSync(join(root, "README.md"), "utf8"), given));
  return files;
}

/** The schema of the project configuration, written by hand, with the ids that framework and rules have now. */
function configSchema() {
  const schema = JSON.parse(readFileSync(join(root, "schemas/config.schema.json"), "utf8"));
  const { data, sections } = framework;
  schema.$defs.sectionId.enum = sections.map(({ id }) => id);
  schema.$defs.ruleId.enum = rules.map(({ id }) => id).sort();
  schema.$defs.problemType.enum = data.problemTypes.types.map(({ id }) => id);
  schema.$defs.language.enum = ["en", ...data.locales.map(({ language }) => language)];
  return formatted(schema);
}

/** The part of the framework's schema that is about a team's own file, by itself: editors follow no reference to a file. */
function teamSchema() {
  const { $schema, $defs } = JSON.parse(readFileSync(join(root, "schemas/framework.schema.json"), "utf8"));
  const { team, ...others } = $defs;
  const used = new Set();
  const follow = (part) => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/\$defs\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(others[name]);
    }
  };
  follow(team);
  const kept = Object.fromEntries(Object.entries(others).filter(([name]) => used.has(name)));
  return formatted({ $schema, title: "ML Design Docs: a team's own framework", ...team, $defs: kept });
}

/** As the formatter has it: a list of plain values stands on one line if that is short enough. */
function formatted(schema) {
  const text = JSON.stringify(schema, null, 2).replace(
    /^(.*)\[\n\s+([^[\]{}]*?)\n\s*\](,?)$/gm,
    (whole, before, values, comma) => {
      const line = `${before}[${values.replace(/\n\s+/g, " ")}]${comma}`;
      return line.length <= 120 ? line : whole;
    },
  );
  return `${text}\n`;
}

const files = generated();
const stale = [];
for (const [path, text] of files) {
  const absolute = join(root, path);
  if (existsSync(absolute) && readFileSync(absolute, "utf8") === text) continue;
  stale.push(path);
  if (process.argv.includes("--check")) continue;
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, text);
}
const pages = join(root, "docs/rules");
const walk = (folder) =>
  existsSync(folder)
    ? readdirSync(folder).flatMap((name) =>
        statSync(join(folder, name)).isDirectory() ? walk(join(folder, name)) : [join(folder, name)],
      )
    : [];
for (const path of walk(pages)) {
  if (files.has(relative(root, path).replaceAll("\\", "/"))) continue;
  stale.push(relative(root, path));
  if (!process.argv.includes("--check")) rmSync(path);
}
if (process.argv.includes("--check") && stale.length) {
  console.error(`Not up to date; run npm run generate:\n  ${stale.join("\n  ")}`);
  process.exit(1);
}
console.log(stale.length ? `generated: ${stale.join(", ")}` : `${files.size} generated files are up to date`);
