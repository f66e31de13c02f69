/** For the heading under the cursor: its open questions, its title, which section it is and which it is not. */
import { CodeActionKind } from "vscode-languageserver-types";
import { questionsOf } from "../../check/questions.ts";
import type { Heading } from "../../document/types.ts";
import { addQuestions } from "../../edits/addQuestions.ts";
import { addAlias } from "../../edits/configEdits.ts";
import { renameHeading } from "../../edits/renameHeading.ts";
import { notSectionMark, setSectionMark, takesMark } from "../../edits/sectionMark.ts";
import { waiveSection } from "../../edits/waiveSection.ts";
import { localised, normalise, titleIn } from "../../framework/index.ts";
import { candidateSections } from "../../recognition/candidates.ts";
import { headingName } from "../../recognition/headingName.ts";
import { configEdit } from "./config.ts";
import { type Asked, filled, type Offer, type Source, versioned } from "./offer.ts";

/** Sections that an unrecognised heading is offered to be. */
const MOST_GUESSES = 3;

export const headingActions: Source = (asked) => {
  const { subject, start, end } = asked;
  const { doc, reading } = subject.checked;
  if (reading.kind !== "ml-design-doc") return [];
  const heading = doc.headings.findLast((h) => start <= h.textEnd && end >= h.start && h !== reading.title);
  return heading ? [...recognised(asked, heading), ...unrecognised(asked, heading)] : [];
};

/** What can be done with a heading that is taken for sections. */
function recognised({ subject, reported }: Asked, heading: Heading): Offer[] {
  const { checked, framework, say, locale } = subject;
  const { doc, reading } = checked;
  const taken = reading.sections.filter((s) => s.places.some((p) => p.heading === heading));
  return taken.flatMap((own): Offer[] => {
    const section = framework.section(own.id);
    if (!section) return [];
    const title = titleIn(section, locale, framework);
    const empty = reported.find((r) => r.data.rule === "section/empty" && r.data.section === own.id);
    const mends = empty && { diagnostic: empty.diagnostic };
    const kind = empty ? CodeActionKind.QuickFix : CodeActionKind.RefactorRewrite;
    const answered = new Set(questionsOf(own, checked, framework).flatMap((q) => (q.answeredBy ? [q.index] : [])));
    const questions = addQuestions(heading, own.id, reading, framework, answered);
    const waiver = own.status === "empty" ? waiveSection(own.id, reading, framework) : { edits: [] };
    // Written into the document, so in its language.
    const words = localised(section, reading.language, framework).title;
    // With the title of one of its sections the heading would lose the others.
    const renamed = taken.length === 1 ? renameHeading(heading, words, doc) : [];
    const offers: Offer[] = [];
    // What would change nothing is not offered.
    if (questions.length > 0)
      offers.push({
        title: say('Add the open questions of "{0}"', title),
        kind,
        ...mends,
        edit: () => versioned(subject, questions),
      });
    if (waiver.edits.length > 0)
      offers.push({
        title: say('Say why "{0}" does not apply', title),
        kind,
        ...mends,
        ...filled(subject, () => waiver),
      });
    if (takesMark(heading, doc))
      offers.push({
        title: say('This heading is not "{0}"', title),
        kind,
        ...mends,
        edit: () => versioned(subject, notSectionMark(heading, own.id, reading)),
      });
    if (normalise(heading.part.text) !== normalise(words) && renamed.length > 0)
      offers.push({
        title: say('Rename the heading to "{0}"', words),
        kind: CodeActionKind.RefactorRewrite,
        edit: () => versioned(subject, renamed),
      });
    return offers;
  });
}

/** A heading that is taken for nothing: which sections it may be, in this document and in the project. */
function unrecognised({ subject }: Asked, heading: Heading): Offer[] {
  const { checked, framework, say, locale } = subject;
  const { doc, reading } = checked;
  if (reading.sections.some((s) => s.places.some((p) => p.heading === heading))) return [];
  const guesses = candidateSections(heading, reading, framework).slice(0, MOST_GUESSES);
  const offers: Offer[] = [];
  for (const id of guesses) {
    const section = framework.section(id);
    if (!section) continue;
    const title = titleIn(section, locale, framework);
    if (takesMark(heading, doc))
      offers.push({
        title: say('This heading is "{0}"', title),
        kind: CodeActionKind.RefactorRewrite,
        edit: () => versioned(subject, setSectionMark(heading, [id], doc)),
      });
    const text = headingName(heading.part.text);
    const edit = configEdit(subject, (config, format) => addAlias(config, id, text, format));
    if (edit)
      offers.push({
        title: say('"{0}" is "{1}" in the whole project', text, title),
        kind: CodeActionKind.RefactorRewrite,
        edit,
      });
  }
  if (subject.client.ownCommands && takesMark(heading, doc))
    offers.push({
      title: say("This heading is another section…"),
      kind: CodeActionKind.RefactorRewrite,
      command: {
        title: say("This heading is another section…"),
        command: "mlDesignDocs.headingIs",
        arguments: [subject.uri, heading.textStart],
      },
    });
  return offers;
}
