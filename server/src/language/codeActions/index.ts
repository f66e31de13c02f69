/** Code actions: the sources' offers, filtered by what is asked, few enough to be read, with edits made when wanted. */
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Range,
} from "vscode-languageserver-types";
import { offsetAt } from "../../document/text.ts";
import { type DiagnosticData, diagnosticsOf, SOURCE } from "../diagnostics.ts";
import type { Subject } from "../subject.ts";
import { begunActions, documentActions, SOURCE_KIND } from "./document.ts";
import { findingActions } from "./findings.ts";
import { FIX_ALL_KIND, fixAll } from "./fixAll.ts";
import { headingActions } from "./heading.ts";
import { insertMissing } from "./insert.ts";
import { markActions } from "./marks.ts";
import { type Offer, type Reported, type Source, wants } from "./offer.ts";

/** Fixes beyond the first few become refactorings. */
const FIXES: readonly CodeActionKind[] = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite];

/** In the order in which a menu shows them, with the kinds of what they offer. */
const SOURCES: readonly { offers: Source; kinds: readonly CodeActionKind[] }[] = [
  { offers: insertMissing, kinds: FIXES },
  { offers: markActions, kinds: FIXES },
  { offers: headingActions, kinds: FIXES },
  { offers: begunActions, kinds: FIXES },
  { offers: findingActions, kinds: FIXES },
  { offers: documentActions, kinds: [SOURCE_KIND] },
  { offers: fixAll, kinds: [FIX_ALL_KIND] },
];

export const ACTION_KINDS: string[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorRewrite,
  SOURCE_KIND,
  FIX_ALL_KIND,
];

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
  /** The kinds that were asked for: only their sources make offers. */
  only?: string[];
}

/** The actions for a selection and the diagnostics in it. */
export function codeActions(
  subject: Subject,
  range: Range,
  { diagnostics: given, only }: CodeActionContext,
): CodeAction[] {
  if (!SOURCES.some(({ kinds }) => wantsAny(only, kinds))) return [];
  // Some clients name only the diagnostics right under the cursor: then those of the selected lines are meant.
  const ours = given.filter((d) => d.source === SOURCE);
  const diagnostics = ours.length ? ours : diagnosticsOf(subject).filter((d) => touches(d.range, range));
  const offers = offersFor(subject, range, diagnostics, only);
  const actions: CodeAction[] = [];
  /** The same action may come from several findings, or as a fix and for the document. */
  const titles = new Set<string>();
  for (const [index, offer] of offers.entries()) {
    if (!wants(only, offer.kind) || titles.has(offer.title)) continue;
    titles.add(offer.title);
    if (subject.client.resolvesEdits && offer.edit) {
      const { uri, version } = subject;
      const data: ActionData = { uri, version, range, index, diagnostics, ...(only && { only }) };
      actions.push({ ...headOf(offer), data });
      continue;
    }
    const made = complete(headOf(offer), offer, subject);
    if (made) actions.push(made);
  }
  return withOnePreferred(actions);
}

/** Of several right answers none is the one. */
function withOnePreferred(actions: CodeAction[]): CodeAction[] {
  if (actions.filter((action) => action.isPreferred).length < 2) return actions;
  return actions.map(({ isPreferred: _, ...action }) => action);
}

/** Makes the edit of an action that was chosen. Of a document that has moved on nothing is made: the action stays without edit. */
export function resolveCodeAction(subject: Subject, action: CodeAction): CodeAction {
  const data = action.data as ActionData | undefined;
  if (!data || data.version !== subject.version) return action;
  const offer = offersFor(subject, data.range, data.diagnostics, data.only)[data.index];
  if (!offer || offer.title !== action.title) return action;
  return complete(action, offer, subject) ?? action;
}

const isSame = ({ start: a, end: b }: Range, { start: c, end: d }: Range) =>
  a.line === c.line && a.character === c.character && b.line === d.line && b.character === d.character;

const touches = (a: Range, b: Range) => a.start.line <= b.end.line && b.start.line <= a.end.line;

const wantsAny = (only: readonly string[] | undefined, kinds: readonly CodeActionKind[]) =>
  kinds.some((kind) => wants(only, kind));

function offersFor(
  subject: Subject,
  range: Range,
  diagnostics: readonly Diagnostic[],
  only: readonly string[] | undefined,
): Offer[] {
  const { text, lineStarts } = subject.checked.doc;
  const reported = diagnostics.flatMap((diagnostic): Reported[] => {
    if (diagnostic.source !== SOURCE) return [];
    const data = (diagnostic.data ?? dataOf(diagnostic, subject)) as DiagnosticData | undefined;
    return data ? [{ diagnostic, data }] : [];
  });
  const [start, end] = [offsetAt(text, lineStarts, range.start), offsetAt(text, lineStarts, range.end)];
  const asked = SOURCES.filter(({ kinds }) => wantsAny(only, kinds));
  const all = asked.flatMap(({ offers }) => offers({ subject, start, end, reported }));
  const fixes = new Map<Diagnostic, number>();
  return all.flatMap((offer): Offer[] => {
    if (offer.kind !== CodeActionKind.QuickFix || !offer.diagnostic) return [offer];
    const count = (fixes.get(offer.diagnostic) ?? 0) + 1;
    fixes.set(offer.diagnostic, count);
    const { diagnostic: _, ...rest } = offer;
    return [count <= MOST ? offer : { ...rest, kind: CodeActionKind.RefactorRewrite }];
  });
}

/** What a diagnostic carried when it was sent: some clients keep of it only what they show. */
function dataOf({ code, range, message }: Diagnostic, subject: Subject): unknown {
  const alike = diagnosticsOf(subject).filter((own) => String(own.code) === String(code) && isSame(own.range, range));
  return (alike.find((own) => own.message === message) ?? alike[0])?.data;
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
