// The pages about the rules, in the languages of the interface: docs/rules/ID.md in English, docs/rules/LANGUAGE/ID.md.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const LABELS = {
  en: { severity: "Severity", why: "Why", example: "Example", bad: "It speaks here:", good: "and is silent here:" },
  ru: {
    severity: "Серьёзность",
    why: "Почему",
    example: "Пример",
    bad: "Здесь правило срабатывает:",
    good: "а здесь молчит:",
  },
};

/** Path from the root → text. */
export function rulePages(root, rules) {
  const files = new Map();
  for (const [language, labels] of Object.entries(LABELS)) {
    const own = language === "en" ? {} : texts(root, language);
    const folder = language === "en" ? "docs/rules" : `docs/rules/${language}`;
    for (const rule of rules) files.set(`${folder}/${rule.id}.md`, page({ ...rule, ...own[rule.id] }, labels));
  }
  return files;
}

function texts(root, language) {
  return JSON.parse(readFileSync(join(root, `server/locales/${language}/rules.json`), "utf8"));
}

function page({ id, title, severity, why, examples }, labels) {
  const fence = (text) => `\`\`\`\`markdown\n${text.trimEnd()}\n\`\`\`\``;
  return `${[
    `# ${id}`,
    title,
    `**${labels.severity}:** ${severity}.`,
    `## ${labels.why}`,
    why,
    `## ${labels.example}`,
    labels.bad,
    fence(examples.bad),
    labels.good,
    fence(examples.good),
  ].join("\n\n")}\n`;
}
