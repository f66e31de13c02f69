/** Code actions: the sources' offers, filtered by what is asked, few enough to be read, with edits made when wanted. */
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Range,
} from "vscode-languageserver-types";
import { offsetAt } from "../../document/text.ts";
import { type DiagnosticData, SOURCE } from "../diagnostics.ts";
import type { Subject } from "../subject.ts";
import { documentActions, SOURCE_KIND } from "./document.ts";
import { findingActions } from "./findings.ts";
import { headingActions } from "./heading.ts";
import { insertMissing } from "./insert.ts";
import { markActions } from "./marks.ts";
import type { Offer, Reported, Source } from "./offer.ts";

/** In the order in which a menu shows them. */
const SOURCES: readonly Source[] = [insertMissing, markActions, headingActions, findingActions, documentActions];

export const ACTION_KINDS: string[] = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, SOURCE_KIND];

/** At most so many quick fixes a diagnostic; those beyond become refactorings. */
const MOST = 5;

/** What an action carries until it is resolved. */
interface ActionData {
  uri: string;
  version: number;
  range: Range;
  /** Its place among the offers. */
  index: number;
  diagnostics: Diagnostic[];
}

/** The actions for a selection and the diagnostics in it. */
export function codeActions(subject: Subject, range: Range, { diagnostics, only }: CodeActionContext): CodeAction[] {
  const offers = offersFor(subject, range, diagnostics);
  const actions: CodeAction[] = [];
  for (const [index, offer] of offers.entries()) {
    if (only && !only.some((kind) => offer.kind === kind || offer.kind.startsWith(`${kind}.`))) continue;
    if (subject.client.resolvesEdits && offer.edit) {
      const own = diagnostics.filter((d) => d.source === SOURCE);
      const data: ActionData = { uri: subject.uri, version: subject.version, range, index, diagnostics: own };
      actions.push({ ...headOf(offer), data });
      continue;
    }
    const made = complete(headOf(offer), offer, subject);
    if (made) actions.push(made);
  }
  return actions;
}

/** Makes the edit of an action that was chosen. Of a document that has moved on nothing is made: the action stays without edit. */
export function resolveCodeAction(subject: Subject, action: CodeAction): CodeAction {
  const data = action.data as ActionData | undefined;
  if (!data || data.version !== subject.version) return action;
  const offer = offersFor(subject, data.range, data.diagnostics)[data.index];
  if (!offer || offer.title !== action.title) return action;
  return complete(action, offer, subject) ?? action;
}

function offersFor(subject: Subject, range: Range, diagnostics: readonly Diagnostic[]): Offer[] {
  const { text, lineStarts } = subject.checked.doc;
  const reported = diagnostics.flatMap((diagnostic): Reported[] => {
    const data = diagnostic.data as DiagnosticData | undefined;
    return diagnostic.source === SOURCE && data ? [{ diagnostic, data }] : [];
  });
  const [start, end] = [offsetAt(text, lineStarts, range.start), offsetAt(text, lineStarts, range.end)];
  const all = SOURCES.flatMap((source) => source({ subject, start, end, reported }));
  const seen = new Set<string>();
  const fixes = new Map<Diagnostic, number>();
  return all.flatMap((offer): Offer[] => {
    const key = `${offer.kind} ${offer.title}`;
    if (seen.has(key)) return [];
    seen.add(key);
    if (offer.kind !== CodeActionKind.QuickFix || !offer.diagnostic) return [offer];
    const count = (fixes.get(offer.diagnostic) ?? 0) + 1;
    fixes.set(offer.diagnostic, count);
    const { diagnostic: _, ...rest } = offer;
    return [count <= MOST ? offer : { ...rest, kind: CodeActionKind.RefactorRewrite }];
  });
}

function headOf({ title, kind, diagnostic, preferred }: Offer): CodeAction {
  return { title, kind, ...(diagnostic && { diagnostics: [diagnostic] }), ...(preferred && { isPreferred: true }) };
}

/** The action with its edit and what runs after it; undefined if there is nothing to change. */
function complete(action: CodeAction, offer: Offer, subject: Subject): CodeAction | undefined {
  const edit = offer.edit?.();
  if (offer.edit && !edit) return undefined;
  const selected = subject.client.ownCommands ? offer.select?.() : undefined;
  const command =
    offer.command ??
    (selected && { title: offer.title, command: "mlDesignDocs.select", arguments: [subject.uri, selected] });
  return { ...action, ...(edit && { edit }), ...(command && { command }) };
}
