/** The outline: the document's headings, with the section that each was taken for and whether it is answered. */
import { type DocumentSymbol, type SymbolInformation, SymbolKind } from "vscode-languageserver-types";
import type { Heading } from "../document/types.ts";
import { titleIn } from "../framework/index.ts";
import { rangeIn, type Subject } from "./subject.ts";
import { isTitle, type Taken, takenHeadings } from "./taken.ts";

/** Symbols of a design doc, nested if the client takes that. Other documents are outlined by the editor's own tools. */
export function documentSymbols(subject: Subject): DocumentSymbol[] | SymbolInformation[] {
  const { checked, client, uri } = subject;
  const { doc, reading } = checked;
  if (reading.kind !== "ml-design-doc") return [];
  const taken = takenHeadings(reading);
  if (client.nestedSymbols) {
    const nested = (headings: readonly Heading[]): DocumentSymbol[] =>
      headings.filter(isShown).map((heading) => {
        const detail = detailOf(heading, taken.get(heading) ?? [], subject);
        const children = nested(heading.children);
        return {
          name: nameOf(heading),
          ...(detail && { detail }),
          kind: SymbolKind.String,
          range: rangeIn(subject, heading.start, endOf(heading, doc.text)),
          selectionRange: rangeIn(subject, heading.textStart, heading.textEnd),
          ...(children.length > 0 && { children }),
        };
      });
    return nested(doc.headings.filter((h) => !h.parent));
  }
  return doc.headings.filter(isShown).map((heading) => ({
    name: nameOf(heading),
    kind: SymbolKind.String,
    location: { uri, range: rangeIn(subject, heading.start, endOf(heading, doc.text)) },
    ...(heading.parent && { containerName: nameOf(heading.parent) }),
  }));
}

/** Headings and bold lines; lead-ins, list topics and table cells would drown them. No shown heading stands below those. */
const isShown = ({ part }: Heading) => part.depth > 0 || part.kind === "bold-line";

/** Editors refuse a symbol without a name. */
const nameOf = ({ part }: Heading) => part.text || "#".repeat(part.depth || 1);

/** Where what it heads ends, without the line breaks before the next heading: there the cursor is in that one. */
function endOf({ end, scopeEnd }: Heading, text: string): number {
  let to = Math.max(end, scopeEnd);
  while (to > end && /[\r\n]/.test(text.charAt(to - 1))) to--;
  return to;
}

/** `Baselines · answered`; the title is left out where the heading is it. */
function detailOf(heading: Heading, taken: readonly Taken[], { framework, locale, say }: Subject): string {
  return taken
    .map(({ section: { id, status }, place }) => {
      const section = framework.section(id);
      const title = section && !isTitle(heading, id, framework) ? titleIn(section, locale, framework) : "";
      return [title, state()].filter(Boolean).join(" · ");

      function state(): string {
        if (status === "waived") return say("waived");
        if (place.answered) return say("answered");
        return status === "covered" || status === "elsewhere" ? say("answered elsewhere") : say("empty");
      }
    })
    .join(", ");
}
