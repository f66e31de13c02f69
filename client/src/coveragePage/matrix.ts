/** The workspace's coverage as a table: a row a document, a column a section. */
import type { WorkspaceReport } from "../../../server/src/lsp/protocol.ts";

/** `notAsked`: missing, and not required at the document's status. `none`: the document's framework has no such section. */
export const CELL_STATES = ["covered", "elsewhere", "waived", "empty", "missing", "notAsked", "none"] as const;
export type CellState = (typeof CELL_STATES)[number];

export interface Cell {
  state: CellState;
  /** 1-based, of what answers the section. */
  line?: number;
  heading?: string;
}

export interface Row {
  uri: string;
  path: string;
  designDoc: boolean;
  /** Why it counts as a design doc, or does not. */
  reason: string;
  status: string;
  asked: number;
  answered: number;
  /** In the order of the matrix's sections. */
  cells: Cell[];
}

export interface Matrix {
  chapters: { chapter: number; title: string; sections: { id: string; title: string }[] }[];
  rows: Row[];
  failed: { uri: string; path: string; reason: string }[];
  /** So many files were checked, and there are more. */
  cutOffAt: number | null;
  /** Milliseconds since 1970. */
  checkedAt: number;
}

export interface MatrixFacts {
  /** How a document is named in the table. */
  pathOf(uri: string): string;
  cutOffAt: number | null;
  checkedAt: number;
}

/** Rows by path; documents of one path in several folders stay in the report's order. */
export function matrixOf(report: WorkspaceReport, { pathOf, cutOffAt, checkedAt }: MatrixFacts): Matrix {
  const chapters = report.chapters.map(({ chapter, title, sections }) => ({
    chapter,
    title,
    sections: sections.map(({ id, title }) => ({ id, title })),
  }));
  const ids = chapters.flatMap((c) => c.sections.map((s) => s.id));
  const rows = report.documents.map((document, n): Row => {
    const uri = report.uris[n] ?? "";
    const designDoc = document.kind === "ml-design-doc";
    const byId = new Map(document.sections.map((s) => [s.id, s]));
    return {
      uri,
      path: pathOf(uri),
      designDoc,
      reason: document.reason,
      status: document.status,
      asked: document.coverage.asked,
      answered: document.coverage.answered,
      cells: designDoc ? ids.map((id) => cellOf(byId.get(id))) : [],
    };
  });
  rows.sort((a, b) => a.path.localeCompare(b.path));
  const failed = report.failed.map(({ uri, reason }) => ({ uri, path: pathOf(uri), reason }));
  return { chapters, rows, failed, cutOffAt, checkedAt };
}

type SectionReport = WorkspaceReport["documents"][number]["sections"][number];

function cellOf(section: SectionReport | undefined): Cell {
  if (!section) return { state: "none" };
  const { status, required, line, heading } = section;
  const asked = required === "now" || required === "next";
  return {
    state: status === "missing" && !asked ? "notAsked" : status,
    ...(line !== undefined && { line }),
    ...(heading !== undefined && { heading }),
  };
}

/** The rows that the page shows and exports. */
export function shownRows(matrix: Matrix, onlyDesignDocs: boolean): Row[] {
  return onlyDesignDocs ? matrix.rows.filter((row) => row.designDoc) : matrix.rows;
}

/** What a page left behind may be of another version, or not ours at all. */
export function isMatrix(value: unknown): value is Matrix {
  const { chapters, rows, failed, checkedAt, cutOffAt } = (value ?? {}) as Partial<Matrix>;
  return (
    Array.isArray(chapters) &&
    chapters.every((c) => typeof c?.title === "string" && Array.isArray(c.sections)) &&
    Array.isArray(rows) &&
    rows.every((row) => typeof row?.uri === "string" && typeof row.path === "string" && Array.isArray(row.cells)) &&
    rows.every((row) => row.cells.every((cell) => CELL_STATES.includes(cell?.state))) &&
    Array.isArray(failed) &&
    failed.every((f) => typeof f?.uri === "string" && typeof f.path === "string" && typeof f.reason === "string") &&
    typeof checkedAt === "number" &&
    (cutOffAt === null || typeof cutOffAt === "number")
  );
}
