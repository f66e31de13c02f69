/** The schemas' descriptions in the interface's language. */
import ru from "../../locales/ru/schemas.json" with { type: "json" };

const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = { ru };

/** A description in a language, in English where it has none. */
export function schemaText(description: string | undefined, locale: string): string | undefined {
  if (description === undefined) return undefined;
  const table = TABLES[locale];
  return table && Object.hasOwn(table, description) ? table[description] : description;
}
