// What is learned from: the framework's examples, and documents with labels.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** Rows [{terms, y}] of statements and of headings from the *.examples.yaml files. Throws on an unknown section id. */
export function readExamples(folder, engine, framework) {
  const ids = framework.sections.map((s) => s.id);
  const statements = [];
  const headings = [];
  const add = (rows, type, lines, section, file) => {
    for (const line of lines ?? []) {
      const [text, more = ""] = String(line).split(" @@ ");
      const answered = more.split(",").map((id) => id.trim());
      if (section) answered.push(section);
      const y = new Int8Array(ids.length);
      for (const id of answered) {
        if (!id || id === "none") continue;
        const at = ids.indexOf(id);
        if (at >= 0) y[at] = 1;
        else if (!framework.data.other.some((o) => o.id === id))
          throw new Error(`${file}: unknown section ${id} in "${line}"`);
      }
      rows.push({
        terms: engine.termsOf(engine.analyse({ type, kind: "sentence", text }, framework), framework.wordTable),
        y,
      });
    }
  };
  for (const chapter of readdirSync(folder).sort()) {
    const path = join(folder, chapter);
    if (!/^\d\d-/.test(chapter)) continue;
    for (const name of readdirSync(path).sort()) {
      if (!name.endsWith(".examples.yaml")) continue;
      const file = join(path, name);
      const data = parse(readFileSync(file, "utf8"));
      add(statements, "statement", data.says, data.section, file);
      add(statements, "statement", data.mentions, undefined, file);
      add(headings, "heading", data.headings, data.section, file);
      add(headings, "heading", data["not-headings"], undefined, file);
    }
  }
  return { statements, headings };
}

/**
 * Labelled documents of a folder with labels*.jsonl, their texts in `texts`: [{id, label, text}]; `ids` keeps some of them.
 * Throws on a text that is not there.
 */
export function readDocuments(folder, { ids, texts = join(folder, "docs") } = {}) {
  const documents = [];
  if (!existsSync(folder)) return documents;
  for (const name of readdirSync(folder).sort()) {
    if (!/^labels.*\.jsonl$/.test(name)) continue;
    for (const line of readFileSync(join(folder, name), "utf8").split("\n")) {
      if (!line.trim()) continue;
      const label = JSON.parse(line);
      if (ids && !ids.has(label.id)) continue;
      documents.push({ id: label.id, label, text: readFileSync(join(texts, `${label.id}.md`), "utf8") });
    }
  }
  return documents;
}
