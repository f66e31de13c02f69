/** Checks every Markdown document of the workspace, with progress that can be cancelled. */
import {
  type CancellationToken,
  LSPErrorCodes,
  ResponseError,
  type WorkDoneProgressReporter,
} from "vscode-languageserver";
import { check } from "../check/check.ts";
import { type DocumentReport, documentReport, type Report, reportOf } from "../cli/report.ts";
import { bookFramework, type Framework } from "../framework/index.ts";
import type { ServerContext } from "./context.ts";
import { type ChapterColumns, sectionColumns } from "./sectionColumns.ts";

export interface WorkspaceReport extends Report {
  /** URI of each document, in the order of `documents`. */
  uris: string[];
  /** Documents that could not be read or checked, with the reason. */
  failed: { uri: string; reason: string }[];
  /** The sections of the frameworks in force, with their titles in the interface's language. */
  chapters: ChapterColumns[];
}

/**
 * `uris`: the documents to check; absent, all Markdown files of the workspace's folders, where the host can list them. Open
 * documents are checked as they stand in the editor. `clients`: where the client wants to see the progress. Throws RequestCancelled when the user cancels the progress.
 */
export async function checkWorkspace(
  context: ServerContext,
  uris: readonly string[] | undefined,
  token?: CancellationToken,
  clients?: WorkDoneProgressReporter,
): Promise<WorkspaceReport> {
  const { say } = context;
  const created = clients ? undefined : await createProgress(context);
  const progress = clients ?? created;
  // The client's own progress is cancelled with its request.
  progress?.begin(say("Checking design docs"), 0, undefined, created !== undefined);
  const cancelled = () => token?.isCancellationRequested || created?.token.isCancellationRequested;
  try {
    const wanted = uris ?? (await markdownUris(context));
    const documents: { uri: string; report: DocumentReport }[] = [];
    const failed: WorkspaceReport["failed"] = [];
    const frameworks = new Set<Framework>([bookFramework()]);
    for (const [n, uri] of wanted.entries()) {
      // The editor's own messages go first: a keystroke does not wait for the workspace.
      await new Promise<void>((resolve) => context.host.defer(resolve));
      if (cancelled()) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      progress?.report((100 * n) / wanted.length, say("{0} of {1}", n, wanted.length));
      try {
        const text = (await context.readFile(uri))?.replace(/^\ufeff/, "");
        if (text === undefined) throw new Error(say("it cannot be read"));
        const options = await context.optionsFor(uri);
        const checked = check(text, options);
        documents.push({ uri, report: documentReport(context.shownPath(uri), checked, say) });
        const own = options.config?.framework;
        if (own && checked.reading.kind === "ml-design-doc") frameworks.add(own);
      } catch (error) {
        failed.push({ uri, reason: error instanceof Error ? error.message : String(error) });
      }
    }
    return {
      ...reportOf(documents.map((d) => d.report)),
      uris: documents.map((d) => d.uri),
      failed,
      chapters: sectionColumns(frameworks, context.locale),
    };
  } finally {
    progress?.done();
  }
}

/** Nothing if the client shows no progress, or does not want to now. */
async function createProgress({ client, connection }: ServerContext) {
  if (!client.window?.workDoneProgress) return undefined;
  return connection.window.createWorkDoneProgress().catch(() => undefined);
}

async function markdownUris({ host, folders }: ServerContext): Promise<string[]> {
  const found = new Set<string>();
  for (const folder of folders)
    if (host.listMarkdown) for await (const uri of host.listMarkdown(folder)) found.add(uri);
  return [...found].sort();
}
