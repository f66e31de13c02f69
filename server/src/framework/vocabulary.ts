/** A section's phrases in the tables of a framework. */
import type { PhraseTable } from "./phraseTable.ts";
import type { PhraseEntry, Vocabulary } from "./types.ts";

export interface VocabularyTables {
  headings: PhraseTable;
  statements: PhraseTable;
}

/** Adds the phrases of a section; its title is an alias too. */
export function addVocabulary(tables: VocabularyTables, id: string, data: Vocabulary & { title?: string }): void {
  const { headings, statements } = tables;
  if (data.title) headings.add(asPhrase(data.title), id, "alias");
  for (const role of ["aliases", "ambiguous", "not-in-heading"] as const)
    for (const phrase of data[role] ?? []) headings.add(phrase, id, role === "aliases" ? "alias" : role);
  const statement = (role: "evidence" | "topic") => (entry: PhraseEntry) =>
    typeof entry === "string"
      ? statements.add(entry, id, role)
      : statements.add(entry.phrase, id, role, entry.unless ?? []);
  data.evidence?.forEach(statement("evidence"));
  data.topics?.forEach(statement("topic"));
}

const asPhrase = (title: string) => title.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
