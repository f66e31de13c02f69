/**
 * The interface's language: English text is the key, translations stand in server/locales/LANGUAGE/messages.json. What is
 * written into a document follows the document's language instead.
 */
import ru from "../locales/ru/messages.json" with { type: "json" };

const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = { ru };

/** A text in the interface's language; `{0}`, `{1}` … stand for the values. The template is a literal, so that it can be found. */
export type Say = (template: string, ...values: readonly (string | number)[]) => string;

/** The languages that the interface speaks. */
export const INTERFACE_LANGUAGES = ["en", ...Object.keys(TABLES)] as const;

/** The interface's language for a locale such as `ru-RU`: English if it speaks no other. */
export function interfaceLanguage(locale: string | undefined): string {
  const language = (locale ?? "en").toLowerCase().split(/[-_]/)[0] ?? "en";
  return Object.hasOwn(TABLES, language) ? language : "en";
}

/** How to say things in a locale. */
export function sayIn(locale: string | undefined): Say {
  const table = TABLES[interfaceLanguage(locale)];
  return (template, ...values) => {
    const text = table && Object.hasOwn(table, template) ? (table[template] as string) : template;
    return text.replace(/\{(\d+)\}/g, (whole, n: string) => String(values[Number(n)] ?? whole));
  };
}

export const sayEnglish: Say = sayIn("en");
