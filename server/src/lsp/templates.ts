/** New documents and chapters, and what a client's pickers show of them. */
import { type CancellationToken, type Connection, ResponseError } from "vscode-languageserver";
import {
  asSnippet,
  chapterMarkdown,
  DOCUMENT_SIZES,
  type DocumentSize,
  documentMarkdown,
  documentSections,
} from "../edits/template.ts";
import { bookFramework, chapterTitleIn, type Framework, titleIn } from "../framework/index.ts";
import type { Say } from "../l10n.ts";
import type { ServerContext } from "./context.ts";
import { INVALID_PARAMS, ownParams } from "./params.ts";
import {
  type ChapterInfo,
  ChaptersRequest,
  type TemplateChoices,
  TemplateChoicesRequest,
  type TemplateParams,
  TemplateRequest,
  type TemplateResult,
} from "./protocol.ts";

export function answerTemplates(connection: Connection, context: ServerContext): void {
  /** The project's framework, also where the document is still to be written. */
  const frameworkFor = async (uri: string | undefined) =>
    (uri ? (await context.optionsFor(uri)).config?.framework : undefined) ?? bookFramework();

  connection.onRequest(ChaptersRequest, (): ChapterInfo[] => {
    const framework = bookFramework();
    return framework.chapters.map(({ chapter, sections }) => ({
      chapter,
      title: chapterTitleIn(chapter, context.locale, framework),
      sections: titles(sections, context.locale, framework),
    }));
  });

  connection.onRequest(
    TemplateChoicesRequest,
    async (given: unknown, token?: CancellationToken): Promise<TemplateChoices> => {
      const { uri } = ownParams(TemplateChoicesRequest, token && given, { uri: "text" });
      const framework = await frameworkFor(uri);
      const { say, locale } = context;
      const plain = new Set(documentSections(framework).map(({ id }) => id));
      return {
        sizes: DOCUMENT_SIZES.map((id) => ({
          id,
          ...describe(id, say),
          sections: documentSections(framework, { size: id }).length,
        })),
        problemTypes: framework.data.problemTypes.types.map(({ id }) => ({
          id,
          title: typeTitle(id, say),
          brings: titles(
            documentSections(framework, { problemTypes: [id] }).flatMap((s) => (plain.has(s.id) ? [] : [s.id])),
            locale,
            framework,
          ),
        })),
      };
    },
  );

  connection.onRequest(TemplateRequest, async (given: unknown, token?: CancellationToken): Promise<TemplateResult> => {
    const { chapter, uri, size, ...options } = ownParams(TemplateRequest, token && given, TEMPLATE_PARAMS);
    const subject = uri ? await context.subject(uri) : undefined;
    const framework = subject?.framework ?? (await frameworkFor(uri));
    const settings = await context.settingsFor(uri ?? "");
    // What is not written yet has no language of its own: the settings' or else the author's.
    const language = subject?.checked.reading.language ?? settings.language ?? context.locale;
    if (chapter !== undefined) {
      const text = chapterMarkdown(chapter, 2, language, framework);
      if (text) return { text, snippet: asSnippet(text) };
      const last = framework.chapters.length;
      throw new ResponseError(INVALID_PARAMS, `There is no chapter ${chapter}; there are 1 to ${last}`);
    }
    const known = framework.data.problemTypes.types.map(({ id }) => id);
    const unknown = options.problemTypes?.find((id) => !known.includes(id));
    if (unknown !== undefined)
      throw new ResponseError(INVALID_PARAMS, `There is no problem type ${unknown}; there are ${known.join(", ")}`);
    if (size !== undefined && !isSize(size))
      throw new ResponseError(INVALID_PARAMS, `There is no size ${size}; there are ${DOCUMENT_SIZES.join(", ")}`);
    const text = documentMarkdown(language, framework, { ...options, ...(size && { size }) });
    return { text, snippet: asSnippet(text) };
  });
}

const TEMPLATE_PARAMS = {
  chapter: "whole number",
  uri: "text",
  size: "text",
  problemTypes: "list of texts",
  owner: "text",
  date: "date",
} as const satisfies Record<keyof TemplateParams, string>;

const isSize = (size: string): size is DocumentSize => (DOCUMENT_SIZES as readonly string[]).includes(size);

function titles(ids: readonly string[], locale: string, framework: Framework): string[] {
  return ids.map((id) => {
    const section = framework.section(id);
    return section ? titleIn(section, locale, framework) : id;
  });
}

function describe(size: DocumentSize, say: Say): { title: string; description: string } {
  switch (size) {
    case "one-pager":
      return { title: say("One-pager"), description: say("what a draft must answer, one question each") };
    case "standard":
      return {
        title: say("Standard"),
        description: say("what a draft and its review ask for, with tables to fill in"),
      };
    case "full":
      return { title: say("Full"), description: say("everything, with all questions") };
  }
}

/** A kind of problem, as people call it; a project may have others. */
function typeTitle(id: string, say: Say): string {
  switch (id) {
    case "classification":
      return say("Classification");
    case "regression":
      return say("Regression");
    case "ranking":
      return say("Ranking and recommendation");
    case "forecasting":
      return say("Forecasting");
    case "nlp":
      return say("Natural language processing");
    case "llm":
      return say("Large language models");
    case "vision":
      return say("Computer vision");
    case "anomaly":
      return say("Anomaly and fraud detection");
    case "causal":
      return say("Causal inference and uplift");
    default:
      return id;
  }
}
