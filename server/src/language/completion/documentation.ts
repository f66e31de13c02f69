/** A section's guidance and questions beside its item, at once or when the client asks for them. */
import { type CompletionItem, MarkupKind } from "vscode-languageserver-types";
import { localised } from "../../framework/index.ts";
import type { Subject } from "../subject.ts";

/** What an item carries so that its documentation can be found. */
export interface CompletionData {
  uri: string;
  section: string;
}

/** The documentation, or for a client that asks for it later what it is found by. */
export function sectionData(subject: Subject, section: string): Pick<CompletionItem, "documentation" | "data"> {
  if (!subject.client.resolvesDocumentation) return sectionDocumentation(subject, section);
  return { data: { uri: subject.uri, section } satisfies CompletionData };
}

/** An item with its documentation. */
export function resolveCompletion(subject: Subject, item: CompletionItem): CompletionItem {
  const { section } = (item.data ?? {}) as Partial<CompletionData>;
  return section === undefined ? item : { ...item, ...sectionDocumentation(subject, section) };
}

function sectionDocumentation(subject: Subject, id: string): Pick<CompletionItem, "documentation"> {
  const { checked, framework } = subject;
  const section = framework.section(id);
  if (!section) return {};
  const { guidance, questions } = localised(section, checked.reading.language, framework);
  const parts = [guidance.trim(), questions.map((q) => `- ${q}`).join("\n")].filter(Boolean);
  return { documentation: { kind: MarkupKind.Markdown, value: parts.join("\n\n") } };
}
