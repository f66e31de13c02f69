/** Diagnostics for a client that asked to ask for them (`initializationOptions.diagnostics: "pull"`). */
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { diagnosticsOf } from "../language/diagnostics.ts";
import type { ServerContext } from "./context.ts";
import { dataDiagnostics, openData } from "./dataFiles.ts";
import { requestParams } from "./params.ts";

const METHOD = "textDocument/diagnostic";

/** Answers `textDocument/diagnostic`. A question that a newer one or a change has overtaken is answered by ServerCancelled. */
export function answerPulls(connection: Connection, context: ServerContext, readOn: (uri: string) => void): void {
  const { documents } = context;
  /** Per document the newest question. */
  const newest = new Map<string, number>();
  let questions = 0;
  const turn = () => new Promise<void>((resolve) => context.host.defer(resolve));
  connection.onRequest(METHOD, async (given: unknown, token: CancellationToken): Promise<DocumentDiagnosticReport> => {
    const params = requestParams(METHOD, "document", given) as {
      textDocument: { uri: string };
      previousResultId?: string;
    };
    const { uri } = params.textDocument;
    const question = ++questions;
    newest.set(uri, question);
    const asked = documents.revision(uri);
    // What has arrived already goes first: an edit in the queue makes this question an old one. As the publisher does,
    // two turns are waited for, and after each await it is asked whether the document has moved on.
    await turn();
    await turn();
    const data = await openData(context, uri);
    const subject = data ? undefined : await context.subject(uri);
    let items: Diagnostic[] = [];
    if (data) items = await dataDiagnostics(context, data);
    const last = newest.get(uri) === question;
    if (last) newest.delete(uri);
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
    if (!last) throw overtaken("a newer question", false);
    if (documents.revision(uri) !== asked) throw overtaken("a change", true);
    if (!data && !subject) return { kind: DocumentDiagnosticReportKind.Full, items };
    const pending = subject?.checked.pending;
    if (pending) readOn(uri);
    const resultId = `${asked}:${context.generation}${pending ? ":begun" : ""}`;
    if (params.previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    if (subject) items = diagnosticsOf(subject);
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: context.encode(items, uri) };
  });
}

/** `again`: the client may not have asked anew. */
function overtaken(by: string, again: boolean): ResponseError<{ retriggerRequest: boolean }> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, `overtaken by ${by}`, { retriggerRequest: again });
}
