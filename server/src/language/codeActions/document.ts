/** For the document as a whole: whether it is a design doc, and what its next status will ask for. */
import { CodeActionKind } from "vscode-languageserver-types";
import { nextStatus } from "../../check/stages.ts";
import { headOf } from "../../edits/disable.ts";
import { kindMark } from "../../edits/kindMark.ts";
import { ServerCommand } from "../commandIds.ts";
import type { Subject } from "../subject.ts";
import { type Offer, type Source, versioned } from "./offer.ts";

/** The kind of our actions in an editor's menu of source actions: they never light a bulb by themselves. */
export const SOURCE_KIND = `${CodeActionKind.Source}.mlDesignDocs`;

const takesMark = ({ checked: { doc } }: Subject) => doc.frontMatter !== undefined || headOf(doc) !== undefined;

/** Where the checker speaks of the whole document, its author may want to say that it should not. */
export const begunActions: Source = ({ subject, reported }) => {
  const begun = reported.find(({ data }) => data.begun);
  return begun && takesMark(subject)
    ? [{ ...off(subject), kind: CodeActionKind.QuickFix, diagnostic: begun.diagnostic }]
    : [];
};

const off = (subject: Subject) => ({
  title: subject.say("This document is no ML design doc"),
  edit: () => versioned(subject, kindMark("off", subject.checked.doc)),
});

export const documentActions: Source = ({ subject }) => {
  const { checked, say, uri } = subject;
  const { doc, reading } = checked;
  const offers: Offer[] = [];
  if (reading.kind === "ml-design-doc") {
    if (takesMark(subject)) offers.push({ ...off(subject), kind: SOURCE_KIND });
    const next = nextStatus(reading.status);
    if (next) {
      const blocking =
        next === "review" ? say("What will block me at review?") : say("What will block me at approval?");
      offers.push({
        title: blocking,
        kind: SOURCE_KIND,
        command: { title: blocking, command: ServerCommand.blocking, arguments: [uri] },
      });
    }
  } else if (takesMark(subject))
    offers.push({
      title: say("This document is an ML design doc"),
      kind: SOURCE_KIND,
      edit: () => versioned(subject, kindMark("on", doc)),
    });
  return offers;
};
