/** What must hold of every code action: it mends its finding, makes none worse, and takes nothing of the author's away. */
import { expect } from "vitest";
import type { CodeAction, Diagnostic, TextEdit } from "vscode-languageserver-types";
import { lineStartsOf, offsetAt, type Range } from "../../../server/src/document/text.ts";
import { applyEdits } from "../../../server/src/edits/edit.ts";
import { closedEnd } from "../../../server/src/edits/topBlocks.ts";
import { codeActions } from "../../../server/src/language/codeActions/index.ts";
import { type DiagnosticData, diagnosticsOf } from "../../../server/src/language/diagnostics.ts";
import type { Subject } from "../../../server/src/language/subject.ts";
import { marksOf } from "../../../server/src/recognition/marks.ts";
import { isPlaceholder } from "../../../server/src/recognition/substance.ts";
import type { Severity } from "../../../server/src/rules/types.ts";
import { type Given, subjectOf } from "../subject.ts";
import { expectRangesIn, lineLengths } from "./bounds.ts";

const RANK: Record<Severity, number> = { error: 3, warning: 2, information: 1, hint: 0 };
const REASON = "the audit of the data brings these numbers in May";
/** The client selects placeholders itself, so that a test can fill them in. */
const CLIENT: Given = { client: { ownCommands: true, resolvesEdits: false } };

/** An action's edits of the document itself; none of another file. */
function editsOf({ edit }: CodeAction, { uri }: Subject): TextEdit[] {
  return (edit?.documentChanges ?? []).flatMap((change) =>
    "edits" in change && change.textDocument.uri === uri ? (change.edits as TextEdit[]) : [],
  );
}

/** The text after an action, with what it leaves to the author filled in. */
function after(action: CodeAction, subject: Subject): string {
  const text = applyEdits(subject.checked.doc, editsOf(action, subject));
  const [, placeholder] = (action.command?.arguments ?? []) as [string, Range | undefined];
  if (action.command?.command !== "mlDesignDocs.select" || !placeholder) return text;
  const starts = lineStartsOf(text);
  expectRangesIn(lineLengths(text), placeholder, "placeholder");
  const [from, to] = [offsetAt(text, starts, placeholder.start), offsetAt(text, starts, placeholder.end)];
  expect(text.slice(from, to), action.title).toMatch(/^\[.*\]$/);
  return text.slice(0, from) + REASON + text.slice(to);
}

/** What may be taken out: marks of ours and their words, and what a fix says to write anew. */
function expectLossless(action: CodeAction, subject: Subject): void {
  const { doc } = subject.checked;
  const edits = editsOf(action, subject);
  const at = ({ start, end }: Range) => [
    offsetAt(doc.text, doc.lineStarts, start),
    offsetAt(doc.text, doc.lineStarts, end),
  ];
  const marks = marksOf(doc);
  let last = 0;
  for (const { range } of [...edits].sort((a, b) => (at(a.range)[0] as number) - (at(b.range)[0] as number))) {
    const [start = 0, end = 0] = at(range);
    expect(start, `${action.title}: edits overlap`).toBeGreaterThanOrEqual(last);
    last = end;
    const gone = doc.text.slice(start, end);
    const inMark = marks.some(
      (mark) =>
        mark.start <= start + (gone.length - gone.trimStart().length) && start + gone.trimEnd().length <= mark.end,
    );
    const inFrontMatter = doc.frontMatter !== undefined && end <= doc.frontMatter.end;
    const rewrites = /^(?:Write|Rename)/.test(action.title);
    if (gone.trim() && !inMark && !inFrontMatter && !rewrites && !isPlaceholder(gone.trim()))
      expect.fail(`${action.title}: takes ${JSON.stringify(gone)} out`);
  }
}

const dataOf = ({ data }: Diagnostic) => data as DiagnosticData;
/** What a diagnostic is about, wherever it stands. */
const isAbout = (a: Diagnostic, b: Diagnostic) => {
  const [one, two] = [dataOf(a), dataOf(b)];
  return one.rule === two.rule && (one.section ?? "") === (two.section ?? "") && a.message === b.message;
};

/** Throws if the finding that an action mends is still there. */
function expectMended(diagnostic: Diagnostic, action: CodeAction, before: Subject, then: Subject): void {
  const { rule, section, sections = [] } = dataOf(diagnostic);
  const what = `${action.title}, of ${rule} ${section ?? ""}`;
  if (rule === "section/missing") {
    // Of several missing sections an action may insert one, or those of a chapter.
    const open = (subject: Subject) =>
      new Set(
        diagnosticsOf(subject)
          .filter((d) => d.code === rule)
          .flatMap((d) => dataOf(d).sections ?? []),
      );
    const [was, is] = [open(before), open(then)];
    expect(sections.filter((id) => was.has(id) && !is.has(id)).length, what).toBeGreaterThan(0);
    return;
  }
  const count = (subject: Subject) => diagnosticsOf(subject).filter((d) => isAbout(d, diagnostic)).length;
  expect(count(then), what).toBeLessThan(count(before));
}

/** Throws if a finding about a section, or of a rule, is more severe than the worst before. */
function expectNoneWorse(action: CodeAction, before: Subject, then: Subject): void {
  // What is put before a fence or comment that is never closed parts it from its heading, and a status asks what it asks.
  const { doc } = before.checked;
  if (closedEnd(doc) < doc.text.length || action.diagnostics?.some((d) => d.code === "document/unknown-status")) return;
  const worst = new Map<string, number>();
  for (const { section, rule, severity } of before.checked.findings)
    worst.set(section ?? rule, Math.max(worst.get(section ?? rule) ?? 0, RANK[severity]));
  for (const { section, rule, severity, message } of then.checked.findings)
    if (RANK[severity] > (worst.get(section ?? rule) ?? 0)) expect.fail(`${action.title}: now ${severity}: ${message}`);
}

/** Actions that say what a heading or the document is, name it anew or ask its questions, are for its author: they mend nothing alone. */
const SAYS = /^(?:This (?:heading|document)|Rename|Add the open questions)|^"/;
/** The edits that an action makes of the document itself, with the action; each is held against all that must hold. */
export function tryActions(text: string, failed: (action: CodeAction, error: unknown) => void): number {
  const subject = subjectOf(text, CLIENT);
  const lengths = lineLengths(text);
  let tried = 0;
  for (const diagnostic of diagnosticsOf(subject)) {
    for (const action of codeActions(subject, diagnostic.range, { diagnostics: [diagnostic] })) {
      const edits = editsOf(action, subject);
      if (edits.length === 0) continue;
      tried++;
      try {
        expectRangesIn(lengths, edits, action.title);
        expectLossless(action, subject);
        const then = subjectOf(after(action, subject), CLIENT);
        if (SAYS.test(action.title)) continue;
        if (action.diagnostics?.length) expectMended(diagnostic, action, subject, then);
        expectNoneWorse(action, subject, then);
      } catch (error) {
        failed(action, error);
      }
    }
  }
  return tried;
}
