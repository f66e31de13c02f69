/** For the document as a whole: whether it is a design doc, and what its next status will ask for. */
import { CodeActionKind } from "vscode-languageserver-types";
import { nextStatus } from "../../check/stages.ts";
import { headOf } from "../../edits/disable.ts";
import { kindMark } from "../../edits/kindMark.ts";
import { ServerCommand } from "../commandIds.ts";
import { type Offer, type Source, versioned } from "./offer.ts";

/** The kind of our actions in an editor's menu of source actions: they never light a bulb by themselves. */
export const SOURCE_KIND = `${CodeActionKind.Source}.mlDesignDocs`;

export const documentActions: Source = ({ subject, reported }) => {
  const { checked, say, uri } = subject;
  const { doc, reading } = checked;
  const offers: Offer[] = [];
  const takesMark = doc.frontMatter !== undefined || headOf(doc) !== undefined;
  if (reading.kind === "ml-design-doc") {
    const edit = () => versioned(subject, kindMark("off", doc));
    const title = say("This document is no ML design doc");
    if (takesMark) offers.push({ title, kind: SOURCE_KIND, edit });
    // Where the checker speaks of the whole document, its author may want to say that it should not.
    const begun = reported.find(({ data }) => data.rule.startsWith("section/") && !data.section);
    if (begun && takesMark) offers.push({ title, kind: CodeActionKind.QuickFix, diagnostic: begun.diagnostic, edit });
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
  } else if (takesMark)
    offers.push({
      title: say("This document is an ML design doc"),
      kind: SOURCE_KIND,
      edit: () => versioned(subject, kindMark("on", doc)),
    });
  return offers;
};
