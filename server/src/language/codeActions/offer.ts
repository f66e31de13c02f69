/** What the sources of code actions make: an offer becomes an action, its edit made when it is wanted. */
import type { CodeActionKind, Command, Diagnostic, Range, WorkspaceEdit } from "vscode-languageserver-types";
import { lineStartsOf, rangeOf } from "../../document/text.ts";
import { applyEdits, type Edit, type FilledEdits, placeholderOffsets } from "../../edits/edit.ts";
import type { DiagnosticData } from "../diagnostics.ts";
import type { Subject } from "../subject.ts";

export interface Offer {
  title: string;
  kind: CodeActionKind;
  /** The finding that it mends. */
  diagnostic?: Diagnostic;
  /** The one right answer. */
  preferred?: boolean;
  /** Undefined: there is nothing to change, and no such action. */
  edit?: () => WorkspaceEdit | undefined;
  /** Runs after the edit. */
  command?: Command;
  /** A stretch of the document, after the edit, that the author is to replace. */
  select?: () => Range | undefined;
}

/** A diagnostic of ours under the cursor, with what it carries. */
export interface Reported {
  diagnostic: Diagnostic;
  data: DiagnosticData;
}

/** What is asked: the selection, as offsets, and the findings in it. */
export interface Asked {
  subject: Subject;
  start: number;
  end: number;
  reported: readonly Reported[];
}

/** A source of code actions. */
export type Source = (asked: Asked) => Offer[];

/** Whether a client that named kinds asks for this one: a kind asks for those below it too, and none for all. */
export function wants(only: readonly string[] | undefined, kind: CodeActionKind): boolean {
  return !only?.length || only.some((own) => own === "" || kind === own || kind.startsWith(`${own}.`));
}

/** An edit of the subject's document that clients refuse if it has moved on. No edits: undefined. */
export function versioned(
  { uri, version }: Pick<Subject, "uri" | "version">,
  edits: readonly Edit[],
): WorkspaceEdit | undefined {
  if (edits.length === 0) return undefined;
  return { documentChanges: [{ textDocument: { uri, version }, edits: [...edits] }] };
}

/** The same with a placeholder that is selected afterwards, where the client can do that. */
export function filled(subject: Subject, make: () => FilledEdits): Pick<Offer, "edit" | "select"> {
  let made: FilledEdits | undefined;
  const once = () => {
    made ??= make();
    return made;
  };
  return {
    edit: () => versioned(subject, once().edits),
    select: () => placeholderRange(subject, once()),
  };
}

/** Where a placeholder stands after the edits, as a range of the changed text: an edit may join line ends that it meets. */
function placeholderRange({ checked: { doc } }: Subject, made: FilledEdits): Range | undefined {
  const offsets = placeholderOffsets(doc, made);
  return offsets && rangeOf(lineStartsOf(applyEdits(doc, made.edits)), ...offsets);
}
