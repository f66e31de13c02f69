/** Tools for language models, where the editor has them. All they say comes from the server; they change nothing. */
import { type CancellationToken, Disposable, l10n, Range, type TextDocument, Uri, window, workspace } from "vscode";
import { ExecuteCommandRequest } from "vscode-languageclient";
import { type DocumentCoverage, ServerCommand, type WorkspaceReport } from "../../../server/src/lsp/protocol.ts";
import type { Server } from "../server.ts";
import { checkAnswer, missingAnswer, questionsAnswer } from "./answers.ts";
import { type Tool, toolApi } from "./api.ts";

/** As in package.json. */
const ToolName = {
  check: "ml-design-docs_check_design_doc",
  missing: "ml-design-docs_list_missing_sections",
  questions: "ml-design-docs_get_section_questions",
} as const;

interface DocumentInput {
  /** A path in the workspace or a URI; absent, the document in the active editor. */
  document?: string;
}

interface SectionInput extends DocumentInput {
  section?: string;
}

export function offerTools(server: Server): Disposable {
  const api = toolApi();
  if (!api) return new Disposable(() => undefined);
  const tool = <Input extends DocumentInput>(
    message: (name: string) => string,
    answer: (document: TextDocument, input: Input, token: CancellationToken) => Promise<string>,
  ): Tool<Input> => ({
    prepareInvocation: ({ input }) => ({ invocationMessage: message(input.document ?? l10n.t("the active document")) }),
    invoke: async ({ input }, token) => api.result(await answer(await documentOf(input), input, token)),
  });
  return Disposable.from(
    api.registerTool(
      ToolName.check,
      tool(
        (name) => l10n.t("Checking {0}", name),
        async ({ uri }, _, token) => {
          const client = await server.start();
          const params = {
            command: ServerCommand.checkWorkspace,
            arguments: [[client.code2ProtocolConverter.asUri(uri)]],
          };
          const report: WorkspaceReport = await client.sendRequest(ExecuteCommandRequest.type, params, token);
          const [document] = report.documents;
          if (!document) throw new Error(report.failed[0]?.reason ?? "The document could not be checked.");
          return checkAnswer(document);
        },
      ),
    ),
    api.registerTool(
      ToolName.missing,
      tool(
        (name) => l10n.t("Looking for missing sections in {0}", name),
        async (document) => missingAnswer(await coverageOf(server, document)),
      ),
    ),
    api.registerTool<SectionInput>(
      ToolName.questions,
      tool<SectionInput>(
        (name) => l10n.t("Reading the questions of a section in {0}", name),
        async (document, { section }) =>
          questionsAnswer(await coverageOf(server, document), section ?? "", ({ start, end }) =>
            document.getText(new Range(start.line, start.character, end.line, end.character)),
          ),
      ),
    ),
  );
}

/** The errors here are read by the model, which can then ask for another document. */
async function documentOf({ document }: DocumentInput): Promise<TextDocument> {
  if (!document) {
    const active = window.activeTextEditor?.document;
    if (!active) throw new Error("No editor is active. Name the document.");
    return active;
  }
  if (/^[\w+.-]{2,}:/.test(document)) return workspace.openTextDocument(Uri.parse(document));
  if (/^(\/|[A-Za-z]:[\\/])/.test(document)) return workspace.openTextDocument(Uri.file(document));
  for (const { uri } of workspace.workspaceFolders ?? []) {
    const file = Uri.joinPath(uri, document.replaceAll("\\", "/"));
    try {
      return await workspace.openTextDocument(file);
    } catch {
      // Another folder may have it.
    }
  }
  throw new Error(`There is no document "${document}" in the workspace.`);
}

async function coverageOf(server: Server, { uri }: TextDocument): Promise<DocumentCoverage> {
  const coverage = await server.coverage(uri);
  if (!coverage) throw new Error("This is no Markdown document that can be checked.");
  return coverage;
}
