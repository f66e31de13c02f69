/** What a rule finds, how severe it is and why it matters, in the interface's language. */
import ru from "../../locales/ru/rules.json" with { type: "json" };
import type { Rule } from "../rules/types.ts";

type Texts = Pick<Rule, "title" | "severity" | "why">;

const TABLES: Readonly<Record<string, Readonly<Record<string, Texts>>>> = { ru };

/** A rule's texts in a language, in English where it has none. */
export function ruleTexts(rule: Rule, locale: string): Texts {
  const table = TABLES[locale];
  return table && Object.hasOwn(table, rule.id) ? (table[rule.id] as Texts) : rule;
}
