/** The framework's templates as Markdown: one section, a chapter, a whole document; and the same as snippets. */
import { type Framework, localised, type SectionData } from "../framework/index.ts";
import { holdingConditions, requiredAt } from "../recognition/required.ts";
import { scalarText } from "./configText.ts";

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

/** How much a new document asks: its sections and how they are laid out. */
export const DOCUMENT_SIZES = ["one-pager", "standard", "full"] as const;
export type DocumentSize = (typeof DOCUMENT_SIZES)[number];

/** What is known of a document before it is written. */
export interface DocumentOptions {
  size?: DocumentSize;
  problemTypes?: readonly string[];
  owner?: string;
  date?: string;
}

const TITLES: Readonly<Record<string, string>> = { en: "Design doc: ", ru: "Дизайн-документ: " };

/**
 * The sections of a new document: a one-pager's are those that a draft needs, a standard one's also those that its review
 * asks for, a full one's are all; conditional ones only where the problem types bring them.
 */
export function documentSections(framework: Framework, options: DocumentOptions = {}): readonly SectionData[] {
  const { size = "standard", problemTypes = [] } = options;
  const conditions = holdingConditions(framework, problemTypes, new Map(), new Map());
  return framework.sections.filter((section) => {
    if (section.condition && !conditions.has(section.condition)) return false;
    if (size === "full") return true;
    const required = requiredAt(section, "draft", conditions);
    return required === "now" || (size === "standard" && required === "next");
  });
}

/** A new design doc: front matter, a title, and its sections with what they ask. */
export function documentMarkdown(language: string, framework: Framework, options: DocumentOptions = {}): string {
  const { size = "standard", problemTypes = [], owner, date } = options;
  const front = ["type: ml-design-doc", "status: draft"];
  if (problemTypes.length === 1) front.push(`problem-type: ${scalarText(problemTypes[0] ?? "", false)}`);
  else if (problemTypes.length > 1)
    front.push(`problem-type: [${problemTypes.map((type) => scalarText(type, true)).join(", ")}]`);
  if (owner) front.push(`owner: ${scalarText(owner, false)}`);
  if (date) front.push(`date: ${date}`);
  const body = documentSections(framework, options)
    .map((section) => {
      const { title, questions, template } = localised(section, language, framework);
      return `## ${title}\n\n${bodyOf(size, questions, template.trim())}`;
    })
    .join("\n\n");
  return `---\n${front.join("\n")}\n---\n\n# ${TITLES[language] ?? TITLES["en"]}\n\n${body}\n`;
}

const PROMPT = /^<!--[\s\S]*?-->/;

/**
 * A one-pager asks and leaves the answer's form open; a full document asks everything. The template's own prompt stays in
 * each, so that what is not touched yet is seen to be ours.
 */
function bodyOf(size: DocumentSize, questions: readonly string[], template: string): string {
  const [prompt] = PROMPT.exec(template) ?? [];
  if (size === "one-pager" && prompt) return prompt;
  if (size !== "full") return template;
  const list = `<!--\n${questions.map((question) => `- ${question}`).join("\n")}\n-->`;
  return prompt ? `${prompt}\n\n${list}${template.slice(prompt.length)}` : `${list}\n\n${template}`;
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
