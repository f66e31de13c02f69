/** From a section's mention to its heading, and from a heading to the section's other places. */
import type { Location, LocationLink } from "vscode-languageserver-types";
import { placeInFrontMatter } from "../document/frontMatter.ts";
import { lineAt } from "../document/text.ts";
import type { DesignDoc, Heading } from "../document/types.ts";
import { marksOf } from "../recognition/marks.ts";
import type { SectionReading } from "../recognition/types.ts";
import { rangeIn, type Subject } from "./subject.ts";
import { headingAt, takenHeadings } from "./taken.ts";

type Span = [start: number, end: number];

interface Target {
  /** All that is shown of it. */
  whole: Span;
  /** What the cursor is put on. */
  text: Span;
}

interface Found {
  /** What was asked about. */
  origin: Span;
  targets: Target[];
}

/** Where the section at an offset stands; undefined if no section is mentioned there, or if it stands nowhere. */
export function definition(subject: Subject, offset: number): Location[] | LocationLink[] | undefined {
  if (subject.checked.reading.kind !== "ml-design-doc") return undefined;
  const found =
    fromMark(subject, offset) ??
    fromFrontMatter(subject, offset) ??
    fromHeading(subject, offset) ??
    fromProse(subject, offset);
  if (!found || found.targets.length === 0) return undefined;
  const { uri, client } = subject;
  if (!client.definitionLinks) return found.targets.map(({ text }) => ({ uri, range: rangeIn(subject, ...text) }));
  return found.targets.map(({ whole, text }) => ({
    originSelectionRange: rangeIn(subject, ...found.origin),
    targetUri: uri,
    targetRange: rangeIn(subject, ...whole),
    targetSelectionRange: rangeIn(subject, ...text),
  }));
}

/** A section id in a mark. */
function fromMark({ checked: { doc, reading } }: Subject, offset: number): Found | undefined {
  for (const { ids, start, end } of marksOf(doc)) {
    if (offset < start || offset > end) continue;
    const word = ids.find((w) => offset >= w.start && offset <= w.end);
    const section = reading.sections.find((s) => s.id === word?.id);
    if (word && section) return { origin: [word.start, word.end], targets: ofSection(section, doc) };
  }
  return undefined;
}

/** A section id under `not-applicable`. */
function fromFrontMatter({ checked: { doc, reading } }: Subject, offset: number): Found | undefined {
  const { frontMatter } = doc;
  const waived = frontMatter?.data["not-applicable"];
  if (!frontMatter || offset >= frontMatter.end || !waived || typeof waived !== "object") return undefined;
  for (const id of Object.keys(waived)) {
    const section = reading.sections.find((s) => s.id === id);
    const key = section && placeInFrontMatter(doc.text, ["not-applicable", id])?.key;
    if (key && offset >= key[0] && offset <= key[1]) return { origin: key, targets: ofSection(section, doc) };
  }
  return undefined;
}

/** The other places of the sections that a heading was taken for. */
function fromHeading({ checked: { doc, reading } }: Subject, offset: number): Found | undefined {
  const heading = headingAt(doc, offset);
  const taken = heading && takenHeadings(reading).get(heading);
  if (!heading || !taken) return undefined;
  const others = new Set(taken.flatMap(({ section }) => section.places.map((p) => p.heading)));
  others.delete(heading);
  return { origin: [heading.start, heading.textEnd], targets: [...others].map((h) => ofHeading(h, doc)) };
}

/** How far from the cursor a mention may begin or end. */
const REACH = 200;
/** What is no prose within a statement: code, links (the editor follows them), tags. Bounded, so that no text can stall it. */
const NO_PROSE = /`+[^`]{0,400}`+|!?\[[^\]]{0,400}\](?:\([^)]{0,400}\)|\[[^\]]{0,100}\])?|<[^>]{0,400}>/g;

/** A section's title, or the heading taken for it, as it is written there. */
function fromProse(subject: Subject, offset: number): Found | undefined {
  const { checked } = subject;
  const { doc } = checked;
  const statement = doc.body.find(
    ({ part, start, end }) => part.type === "statement" && start <= offset && offset <= end,
  );
  if (!statement || (statement.part.type === "statement" && statement.part.kind === "code")) return undefined;
  const line = lineAt(doc.lineStarts, offset);
  const from = Math.max(statement.start, doc.lineStarts[line] as number, offset - REACH);
  const to = Math.min(statement.end, doc.lineStarts[line + 1] ?? doc.text.length, offset + REACH);
  const text = doc.text.slice(from, to);
  const at = offset - from;
  for (const m of text.matchAll(NO_PROSE)) if (m.index < at && at < m.index + m[0].length) return undefined;
  let best: { start: number; end: number; heading: Heading } | undefined;
  for (const { phrase, heading } of phrasesOf(subject)) {
    for (let i = text.indexOf(phrase); i >= 0 && i <= at; i = text.indexOf(phrase, i + 1)) {
      const end = i + phrase.length;
      if (at > end || (best && end - i <= best.end - best.start)) continue;
      const begins = from + i === statement.start && from + end < statement.end;
      if (isMention(text, i, end, begins)) best = { start: i, end, heading };
    }
  }
  // In a table's row the mention may be the heading itself.
  if (!best || (offset >= best.heading.start && offset <= best.heading.textEnd)) return undefined;
  return { origin: [from + best.start, from + best.end], targets: [ofHeading(best.heading, doc)] };
}

/** Whole words; and one word alone that begins a statement is more likely just that word. */
function isMention(text: string, start: number, end: number, begins: boolean): boolean {
  const letter = /[\p{L}\p{M}\p{N}_]/u;
  if (letter.test(text.charAt(start - 1)) || letter.test(text.charAt(end))) return false;
  return !begins || /\s/.test(text.slice(start, end));
}

/** How the sections that have headings may be mentioned; the headings' own texts go first. */
function phrasesOf({ checked: { reading }, framework }: Subject): { phrase: string; heading: Heading }[] {
  const phrases: { phrase: string; heading: Heading }[] = [];
  for (const [heading] of takenHeadings(reading)) {
    const { kind, depth, text } = heading.part;
    const plain = text.replace(/^\d+(?:\.\d+)*[.):]?\s+/, "");
    if (plain && (depth > 0 || kind === "bold-line")) phrases.push({ phrase: plain, heading });
  }
  for (const { id, places } of reading.sections) {
    const [best] = places;
    if (!best) continue;
    const titles = [framework.section(id)?.title, ...framework.data.locales.map((l) => l.sections[id]?.title)];
    for (const phrase of new Set(titles)) if (phrase) phrases.push({ phrase, heading: best.heading });
  }
  return phrases;
}

/** The section's best heading, else the statement that answers it best. */
function ofSection({ places: [place], evidence: [best], status }: SectionReading, doc: DesignDoc): Target[] {
  if (place) return [ofHeading(place.heading, doc)];
  if (status !== "elsewhere" || !best) return [];
  return [{ whole: [best.start, best.end], text: [best.start, best.end] }];
}

function ofHeading({ start, end, scopeEnd, textStart, textEnd }: Heading, { text }: DesignDoc): Target {
  const scope = text.slice(end, Math.max(end, scopeEnd)).trimEnd().length;
  return { whole: [start, end + scope], text: [textStart, textEnd] };
}
