/** Quick fixes for missing sections: insert one in its place, all of a chapter, all of the document. */
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type WorkspaceEdit,
} from "vscode-languageserver-types";
import { insertSections, missingSections } from "../edits/insertSections.ts";
import { localised } from "../framework/index.ts";
import { type DiagnosticData, SOURCE } from "./diagnostics.ts";
import type { Subject } from "./subject.ts";

export interface DocumentVersion {
  uri: string;
  version: number;
}

/** At most so many quick fixes a diagnostic; a menu that is longer is not read. */
const MOST = 5;

/** The actions for the diagnostics under the cursor. */
export function codeActions(subject: Subject, _range: Range, { diagnostics, only }: CodeActionContext): CodeAction[] {
  if (only && !only.some((kind) => kind === "quickfix")) return [];
  const { checked, framework, say } = subject;
  const { reading } = checked;
  const actions: CodeAction[] = [];
  const offered = new Set<string>();
  const missing = new Set(reading.sections.filter((s) => s.status === "missing").map((s) => s.id));
  const insert = (title: string, ids: readonly string[], diagnostic: Diagnostic, preferred = false) => {
    if (offered.has(title) || ids.length === 0) return;
    offered.add(title);
    actions.push({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      ...(preferred && { isPreferred: true }),
      edit: versioned(subject, insertSections(ids, reading, framework)),
    });
  };
  for (const diagnostic of diagnostics) {
    const data = diagnostic.data as DiagnosticData | undefined;
    if (diagnostic.source !== SOURCE || data?.rule !== "section/missing") continue;
    // A diagnostic may be older than the text: only what is still missing can be inserted.
    const here = (data.sections ?? []).filter((id) => missing.has(id));
    const all = missingSections(reading, framework);
    const single = here.length === 1;
    for (const id of here.slice(0, single ? 1 : MOST - 2)) {
      const section = framework.section(id);
      if (section)
        insert(
          say('Insert section "{0}"', localised(section, reading.language, framework).title),
          [id],
          diagnostic,
          single,
        );
    }
    const chapters = [...new Set(here.map((id) => framework.section(id)?.chapter))];
    const [chapter] = chapters;
    if (chapters.length === 1 && chapter !== undefined) {
      const ids = missingSections(reading, framework, chapter);
      if (ids.length > 1)
        insert(say("Insert missing sections of chapter {0} ({1})", chapter, ids.length), ids, diagnostic);
    }
    if (all.length > 1) insert(say("Insert all missing sections ({0})", all.length), all, diagnostic);
  }
  return actions;
}

/** An edit that clients refuse if the document has moved on. */
export function versioned(document: DocumentVersion, edits: ReturnType<typeof insertSections>): WorkspaceEdit {
  return { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits }] };
}
