/** For any finding: silence it with a reason, change its rule's severity in the project, read the rule's page. */
import { CodeActionKind, DiagnosticSeverity } from "vscode-languageserver-types";
import { offsetAt, type Position } from "../../document/text.ts";
import { setSeverity } from "../../edits/configEdits.ts";
import { disableFile, disableNext } from "../../edits/disable.ts";
import type { FilledEdits } from "../../edits/edit.ts";
import { titleIn } from "../../framework/index.ts";
import { ServerCommand } from "../commandIds.ts";
import { rulePage, type Subject } from "../subject.ts";
import { configEdit } from "./config.ts";
import { filled, type Offer, type Reported, type Source } from "./offer.ts";

export const findingActions: Source = ({ subject, reported }) => {
  const offers: Offer[] = [];
  for (const one of reported) if (!one.data.isLeftover) offers.push(...silence(subject, one), ...rule(subject, one));
  return offers;
};

/** Rules that are about what silences findings, or about the whole file: silencing them would chase its own tail. */
const NEVER = /^(?:suppression|mark|document)\//;

function silence(subject: Subject, { diagnostic, data }: Reported): Offer[] {
  const { checked, framework, say, locale } = subject;
  const { doc, reading } = checked;
  if (NEVER.test(data.rule)) return [];
  // Of one missing section the section is silenced; the rule as a whole would silence all of them.
  const [only, ...more] = data.sections ?? [];
  const section = data.section ?? (more.length === 0 ? only : undefined);
  const id = section && data.rule.startsWith("section/") ? section : data.rule;
  const named = framework.section(id);
  const title = named ? titleIn(named, locale, framework) : id;
  const language = reading.language;
  const at = offsetAt(doc.text, doc.lineStarts, diagnostic.range.start);
  const offers: Offer[] = [];
  const offer = (words: string, { edits, placeholder }: FilledEdits) => {
    // Where no mark can stand, as in front matter, none is offered.
    if (edits.length > 0)
      offers.push({
        title: words,
        kind: CodeActionKind.QuickFix,
        diagnostic,
        ...filled(subject, () => ({ edits, ...(placeholder && { placeholder }) })),
      });
  };
  // What sums several findings up may stand where none of them does.
  const isHere = checked.findings.some((f) => f.rule === data.rule && isSame(f.range.start, diagnostic.range.start));
  if (isHere) offer(say('Silence "{0}" here, with a reason', title), disableNext(doc, at, { rule: id, language }));
  offer(say('Silence "{0}" in this document, with a reason', title), disableFile(doc, { rule: id, language }));
  return offers;
}

const isSame = (a: Position, b: Position) => a.line === b.line && a.character === b.character;

function rule(subject: Subject, { diagnostic, data }: Reported): Offer[] {
  const { say } = subject;
  const offers: Offer[] = [];
  for (const [severity, title] of [
    ["hint", say('Make "{0}" a hint in this project', data.rule)],
    ["off", say('Turn "{0}" off in this project', data.rule)],
  ] as const) {
    if (severity === "hint" && diagnostic.severity === DiagnosticSeverity.Hint) continue;
    const edit = configEdit(subject, (text, format) => setSeverity(text, data.rule, severity, format));
    if (edit) offers.push({ title, kind: CodeActionKind.QuickFix, diagnostic, edit });
  }
  const page = rulePage(subject, data.rule);
  if (page)
    offers.push({
      title: say('Explain "{0}"', data.rule),
      kind: CodeActionKind.QuickFix,
      diagnostic,
      command: { title: say('Explain "{0}"', data.rule), command: ServerCommand.explainRule, arguments: [data.rule] },
    });
  return offers;
}
