/** The framework's templates as Markdown: one section, a chapter, a whole document; and the same as snippets. */
import { type Framework, localised, type SectionData } from "../framework/index.ts";

/** `## Title`, a blank line and the template's body; lines end with "\n", none at the end. */
export function sectionMarkdown(
  section: SectionData,
  level: number,
  language: string,
  framework: Framework,
  number = "",
): string {
  const { title, template } = localised(section, language, framework);
  return `${"#".repeat(level)} ${number}${title}\n\n${template.trim()}`;
}

/** All sections of a chapter. */
export function chapterMarkdown(chapter: number, level: number, language: string, framework: Framework): string {
  return framework.sections
    .filter((s) => s.chapter === chapter)
    .map((s) => sectionMarkdown(s, level, language, framework))
    .join("\n\n");
}

/** A new design doc: front matter, a title, and every section that a draft and its review ask for. */
export function documentMarkdown(language: string, framework: Framework): string {
  const { conditions } = framework.data.problemTypes;
  const sections = framework.sections.filter(
    (s) =>
      (!s.condition || conditions[s.condition].always) &&
      (s["required-from"] === "draft" || s["required-from"] === "review"),
  );
  const body = sections.map((s) => sectionMarkdown(s, 2, language, framework)).join("\n\n");
  return `---\ntype: ml-design-doc\nstatus: draft\n---\n\n# Design doc: \n\n${body}\n`;
}

/**
 * The same text as an LSP/TextMate snippet: a tab stop in every empty table cell, after every lead-in's colon and bullet that
 * ends its line, and behind the title's. Tab stops are numbered in reading order; the last is `$0`.
 */
export function asSnippet(markdown: string): string {
  const lines = markdown.split("\n");
  let stops = 0;
  const stop = () => `\${${++stops}}`;
  let inComment = false;
  const out = lines.map((line) => {
    const escaped = line.replace(/[\\$}]/g, "\\$&");
    const comment = inComment || line.includes("<!--");
    if (line.includes("<!--")) inComment = true;
    if (line.includes("-->")) inComment = false;
    if (comment) return escaped;
    if (/^\s*\|.*\|\s*$/.test(line) && !/^\s*\|[\s:|-]+\|\s*$/.test(line))
      return escaped.replace(/\|\s{1,}(?=\|)/g, () => `| ${stop()} `);
    if (/[:：]\s*$|^\s*(?:[-*+]|\d+\.)\s*$/.test(line)) return `${escaped.trimEnd()} ${stop()}`;
    return escaped;
  });
  return `${out.join("\n")}$0`;
}
