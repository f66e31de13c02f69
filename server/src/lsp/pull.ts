/** Diagnostics for a client that asked to ask for them (`initializationOptions.diagnostics: "pull"`). */
import {
  type CancellationToken,
  type Connection,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { diagnosticsOf } from "../language/diagnostics.ts";
import type { ServerContext } from "./context.ts";

/** Answers `textDocument/diagnostic`. A question that a newer one or a change has overtaken is answered by ServerCancelled. */
export function answerPulls(connection: Connection, context: ServerContext, readOn: (uri: string) => void): void {
  /** Per document the newest question. */
  const newest = new Map<string, number>();
  let questions = 0;
  connection.onRequest(
    "textDocument/diagnostic",
    async (params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> => {
      const { uri } = params.textDocument;
      const question = ++questions;
      newest.set(uri, question);
      // What has arrived already goes first: an edit in the queue makes this question an old one.
      await new Promise<void>((resolve) => context.host.defer(resolve));
      const subject = await context.subject(uri);
      if (newest.get(uri) === question) newest.delete(uri);
      else throw overtaken();
      if (token.isCancellationRequested) throw overtaken();
      if (!subject) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      if (subject.checked.pending) readOn(uri);
      const resultId = `${subject.version}:${context.generation}${subject.checked.pending ? ":begun" : ""}`;
      if (params.previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      const items = context.encode(diagnosticsOf(subject), uri);
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    },
  );
}

function overtaken(): ResponseError<{ retriggerRequest: boolean }> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, "overtaken by a newer question", { retriggerRequest: false });
}
