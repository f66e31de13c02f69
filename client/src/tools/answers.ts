/**
 * What the tools tell a language model: JSON of what the server says, without what would only cost tokens. A model reads
 * English keys whatever the interface speaks, so nothing here is translated.
 */
import type { DocumentCoverage, SectionCoverage, WorkspaceReport } from "../../../server/src/lsp/protocol.ts";

type Document = WorkspaceReport["documents"][number];

export function checkAnswer({ path, kind, reason, status, coverage, findings }: Document): string {
  const found = findings.map(({ rule, severity, message, range }) => ({
    line: range.start.line + 1,
    severity,
    rule,
    message,
  }));
  return json(
    kind === "ml-design-doc" ? { path, kind, reason, status, coverage, findings: found } : { path, kind, reason },
  );
}

/** Sections that are asked for and that nothing answers, with the questions that they would have to answer. */
export function missingAnswer({ kind, reason, status, coverage, chapters }: DocumentCoverage): string {
  if (kind !== "ml-design-doc") return json({ kind, reason });
  const sections = chapters.flatMap(({ chapter, sections }) =>
    sections
      .filter(
        (s) => (s.required === "now" || s.required === "next") && (s.status === "missing" || s.status === "empty"),
      )
      .map((s) => ({
        id: s.id,
        title: s.title,
        chapter,
        status: s.status,
        required: s.required === "now" ? "now" : "at the next status",
        questions: s.questions.map((q) => q.question),
      })),
  );
  return json({ status, answered: coverage.answered, asked: coverage.asked, sections });
}

/** A section by its id or title; if there is no such section, the ones there are. */
export function questionsAnswer(
  { chapters }: DocumentCoverage,
  wanted: string,
  textAt: (range: NonNullable<SectionCoverage["range"]>) => string,
): string {
  const sections = chapters.flatMap((c) => c.sections);
  const name = wanted.trim().toLowerCase();
  const section = sections.find((s) => s.id === name) ?? sections.find((s) => s.title.toLowerCase() === name);
  if (!section) {
    const known = sections.map(({ id, title }) => ({ id, title }));
    return json({ error: `There is no section "${wanted}".`, sections: known });
  }
  const { id, title, status, evidence, questions } = section;
  return json({
    id,
    title,
    status,
    ...(evidence && { evidence }),
    questions: questions.map(({ question, answeredBy }) => ({
      question,
      answer: answeredBy ? { line: answeredBy.start.line + 1, text: textAt(answeredBy) } : null,
    })),
  });
}

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 1);
}
