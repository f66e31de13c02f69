/** What a reviewer goes through: the sections with their questions, and what the document says to each. */
import type { DocumentCoverage, SectionCoverage } from "../../../server/src/lsp/protocol.ts";

export interface ChecklistQuestion {
  /** Stable as long as the framework is. */
  key: string;
  question: string;
  /** What the document says, and on which line (1-based). */
  answer: { line: number; text: string } | null;
}

export interface ChecklistSection {
  id: string;
  title: string;
  chapter: number;
  chapterTitle: string;
  status: SectionCoverage["status"];
  /** 1-based, of its heading or its best evidence. */
  line: number | null;
  waiver: string | null;
  questions: ChecklistQuestion[];
}

export interface Checklist {
  uri: string;
  /** How the document is named. */
  name: string;
  status: string;
  asked: number;
  answered: number;
  sections: ChecklistSection[];
}

/** What the reviewer has done so far. */
export interface Marks {
  /** Keys of the questions that are ticked. */
  ticks: string[];
  /** By section id. */
  comments: Record<string, string>;
}

export const NO_MARKS: Marks = { ticks: [], comments: {} };

type DocumentRange = NonNullable<SectionCoverage["range"]>;

/** All sections that are asked for or stand in the document; `textAt` is the document's text in a range. */
export function checklistOf(
  coverage: DocumentCoverage,
  name: string,
  textAt: (range: DocumentRange) => string,
): Checklist {
  const sections = coverage.chapters.flatMap(({ chapter, title: chapterTitle, sections }) =>
    sections
      .filter(({ required, status }) => required === "now" || required === "next" || status !== "missing")
      .map((section): ChecklistSection => {
        const { id, title, status, range, waiver } = section;
        const questions = section.questions.map(({ question, answeredBy }, n) => ({
          key: `${id}/${n}`,
          question,
          answer: answeredBy && { line: answeredBy.start.line + 1, text: oneLine(textAt(answeredBy)) },
        }));
        return { id, title, chapter, chapterTitle, status, line: range && range.start.line + 1, waiver, questions };
      }),
  );
  const { asked, answered } = coverage.coverage;
  return { uri: coverage.uri, name, status: coverage.status, asked, answered, sections };
}

/** What a page sent or left behind, made safe. */
export function marksOf(value: unknown): Marks {
  const { ticks, comments } = (value ?? {}) as Partial<Record<keyof Marks, unknown>>;
  const entries = comments && typeof comments === "object" ? Object.entries(comments) : [];
  return {
    ticks: Array.isArray(ticks) ? ticks.filter((key): key is string => typeof key === "string") : [],
    comments: Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string")),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
