/**
 * Corrects every slip in what an author wrote to steer the checker, at once or on saving. Nothing else is mended unasked:
 * what a document says is its author's, and an inserted section is a question to answer rather than a fix.
 */
import { CodeActionKind } from "vscode-languageserver-types";
import { type DiagnosticData, diagnosticsOf } from "../diagnostics.ts";
import { type Source, versioned } from "./offer.ts";

export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.mlDesignDocs`;

/** Rules about our own marks and comments, which no reader of the rendered document sees. */
const OF_MARKS = /^(?:mark|suppression)\//;

export const fixAll: Source = ({ subject }) => {
  const edits = diagnosticsOf(subject).flatMap(({ range, data }) => {
    const { rule, likely } = (data ?? {}) as Partial<DiagnosticData>;
    return rule !== undefined && OF_MARKS.test(rule) && likely !== undefined ? [{ range, newText: likely }] : [];
  });
  if (edits.length === 0) return [];
  const title = subject.say("Correct all slips in marks");
  return [{ title, kind: FIX_ALL_KIND, edit: () => versioned(subject, edits) }];
};
