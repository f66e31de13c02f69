/** A document's status: front matter, else a `Status:` line before the second heading, else draft. */
import type { DesignDoc } from "../document/types.ts";
import type { DocumentStatus } from "../framework/types.ts";

const WORDS: Record<DocumentStatus, readonly string[]> = {
  draft: [
    "draft",
    "proposed",
    "proposal",
    "wip",
    "work in progress",
    "черновик",
    "borrador",
    "rascunho",
    "entwurf",
    "brouillon",
    "草案",
    "草稿",
    "ドラフト",
    "下書き",
  ],
  review: [
    "review",
    "in review",
    "under review",
    "rfc",
    "request for comments",
    "на ревью",
    "на согласовании",
    "en revisión",
    "em revisão",
    "in prüfung",
    "en revue",
    "评审中",
    "レビュー中",
  ],
  approved: [
    "approved",
    "accepted",
    "final",
    "утверждён",
    "утвержден",
    "согласовано",
    "aprobado",
    "aprovado",
    "genehmigt",
    "approuvé",
    "已批准",
    "承認済み",
  ],
  live: [
    "live",
    "shipped",
    "in production",
    "production",
    "launched",
    "deployed",
    "в продакшене",
    "en producción",
    "em produção",
    "produktiv",
    "en production",
    "已上线",
    "本番",
  ],
};
const BY_WORD = new Map(
  Object.entries(WORDS).flatMap(([status, words]) => words.map((w) => [w, status as DocumentStatus] as const)),
);

export interface StatusReading {
  status: DocumentStatus | undefined;
  unknown?: { word: string; start: number; end: number };
}

/** The status that a word names; undefined if it is none of the known words. */
export function statusOfWord(word: string): DocumentStatus | undefined {
  const plain = word
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const whole = BY_WORD.get(plain);
  if (whole) return whole;
  // "Draft v2", "Approved (2024-05-01)": the first words decide.
  const words = plain.split(" ");
  return BY_WORD.get(words.slice(0, 2).join(" ")) ?? BY_WORD.get(words[0] ?? "");
}

const STATUS_LINE =
  /^[\s>*_|-]*(?:status|статус|estado|état|statut|状态|ステータス)\s*[*_]*\s*[:：|]\s*[*_`]*\s*([^|\r\n]{1,60})/imu;

/** Reads the status and, if its word is unknown, where that stands. */
export function readStatus(doc: DesignDoc): StatusReading {
  const front = doc.frontMatter;
  if (front && "status" in front.data) {
    const word = String(front.data["status"] ?? "");
    const status = statusOfWord(word);
    if (status) return { status };
    const at = doc.text.slice(front.start, front.end).search(/^status\s*:/m);
    const start = front.start + Math.max(0, at);
    return { status: undefined, unknown: { word, start, end: start + "status".length } };
  }
  const real = doc.headings.filter((h) => h.part.depth > 0);
  const end = real[1]?.start ?? doc.text.length;
  const from = front?.end ?? 0;
  const m = STATUS_LINE.exec(doc.text.slice(from, Math.min(end, from + 4000)));
  if (!m?.[1]) return { status: undefined };
  const word = m[1].replace(/[*_`]+/g, "").trim();
  const status = statusOfWord(word);
  if (status) return { status };
  const start = from + m.index + m[0].length - m[1].length;
  return { status: undefined, unknown: { word, start, end: start + m[1].trimEnd().length } };
}
