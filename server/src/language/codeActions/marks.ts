/** Mends what an author wrote to steer the checker: a name with a slip, a missing reason, a mark that does nothing. */
import { CodeActionKind } from "vscode-languageserver-types";
import { offsetAt } from "../../document/text.ts";
import { fixReason, removeMark } from "../../edits/changeMark.ts";
import type { FilledEdits } from "../../edits/edit.ts";
import { frontMatterReason } from "../../edits/frontMatterReason.ts";
import { marksOf } from "../../recognition/marks.ts";
import type { Subject } from "../subject.ts";
import { filled, type Offer, type Reported, type Source, versioned } from "./offer.ts";

export const markActions: Source = ({ subject, reported }) => reported.flatMap((one) => fixes(subject, one));

function fixes(subject: Subject, { diagnostic, data }: Reported): Offer[] {
  const { checked, say } = subject;
  const { doc, reading } = checked;
  const { range } = diagnostic;
  const fix = (title: string, offer: Partial<Offer>): Offer => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostic,
    ...offer,
  });
  const replace = (newText: string) => ({ edit: () => versioned(subject, [{ range, newText }]) });
  const offers: Offer[] = [];
  const reason = (edits: FilledEdits) => {
    if (edits.edits.length > 0)
      offers.push(fix(say("Add a reason"), { preferred: true, ...filled(subject, () => edits) }));
  };
  if (data.likely !== undefined)
    offers.push(fix(say('Write "{0}"', data.likely), { preferred: true, ...replace(data.likely) }));
  const start = offsetAt(doc.text, doc.lineStarts, range.start);
  const mark = marksOf(doc).find((m) => m.start <= start && start < m.end);
  if (data.rule === "suppression/no-reason" && mark) reason(fixReason(mark, doc, reading.language));
  for (const word of data.choices ?? []) offers.push(fix(say('Write "{0}"', word), replace(word)));
  if (data.rule === "mark/no-reason" && data.section) reason(frontMatterReason(data.section, doc, reading.language));
  const { remove } = data;
  if (remove && mark && data.rule !== "suppression/no-reason") {
    const whole = offsetAt(doc.text, doc.lineStarts, remove.start) === mark.start;
    const edits = () => (whole ? removeMark(mark, doc) : [{ range: remove, newText: "" }]);
    const silences = data.rule.startsWith("suppression/");
    const ofWhole = silences ? say("Remove the comment that silences nothing") : say("Remove the comment");
    const ofName = silences ? say("Remove the name that silences nothing") : say("Remove the name");
    offers.push(
      fix(whole ? ofWhole : ofName, {
        preferred: true,
        edit: () => versioned(subject, edits()),
      }),
    );
  }
  return offers;
}
