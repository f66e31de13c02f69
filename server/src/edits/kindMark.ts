/** Says in a document whether it is an ML design doc, for good. */
import { readDesignDoc } from "../document/designDoc.ts";
import { placeInFrontMatter } from "../document/frontMatter.ts";
import type { DesignDoc } from "../document/types.ts";
import { isOurType } from "../recognition/kind.ts";
import { type Mark, marksOf } from "../recognition/marks.ts";
import { headOf, putComment } from "./disable.ts";
import { applyEdits, type Edit, insertAt, lineStart, replaceAt } from "./edit.ts";
import { rendersSame } from "./sameRendering.ts";

export type KindSwitch = "on" | "off";

const TYPE = "ml-design-doc";

/**
 * In the front matter, if there is one that takes it, else as a comment before the second heading; a mark of ours that says
 * otherwise is replaced. An author's own `type` stays.
 */
export function kindMark(to: KindSwitch, doc: DesignDoc): Edit[] {
  const comments = switches(doc);
  const flips = comments
    .filter(({ ids: [word] }) => word && word.id !== to)
    .map(({ ids: [word] }) => replaceAt(word?.start ?? 0, word?.end ?? 0, to, doc));
  const front = inFrontMatter(to, doc, comments.length > 0);
  const edits = [...(front ?? []), ...flips];
  if (front === undefined && comments.length === 0) {
    const head = headOf(doc);
    if (!head) return [];
    const edit = putComment(doc, head.first, `<!-- ml-design-docs: ${to} -->`);
    return rendersSame(doc, [edit]) && says(doc, [edit]) === to ? [edit] : [];
  }
  return edits.length && !(says(doc, edits) === to && rendersSame(doc, edits)) ? [] : edits;
}

/** The comments that count: those before the second heading. */
function switches(doc: DesignDoc): Mark[] {
  const real = doc.headings.filter((h) => h.part.depth > 0);
  const end = real[1]?.start ?? doc.text.length;
  return marksOf(doc).filter((m) => m.kind === "switch" && m.start < end);
}

/** What the document says of itself after edits. */
function says(doc: DesignDoc, edits: readonly Edit[]): KindSwitch | undefined {
  const after = readDesignDoc(applyEdits(doc, edits), doc);
  const data = after.frontMatter?.data ?? {};
  if (after.frontMatter && after.frontMatter.errors.length > (doc.frontMatter?.errors.length ?? 0)) return undefined;
  if (data[TYPE] === false) return "off";
  if (isOurType(data["type"])) return "on";
  return switches(after)[0]?.ids[0]?.id as KindSwitch | undefined;
}

/** Edits of the front matter; undefined if there is none, or it takes no line: then a comment has to say it. */
function inFrontMatter(to: KindSwitch, doc: DesignDoc, commented: boolean): Edit[] | undefined {
  const { frontMatter: front, text } = doc;
  if (!front) return undefined;
  const own = placeInFrontMatter(text, [TYPE]);
  const type = placeInFrontMatter(text, ["type"]);
  const entry = (place: typeof own, line: string): Edit[] | undefined =>
    place?.key && place.value ? [replaceAt(place.key[0], place.value[1], line, doc)] : undefined;
  if (to === "off") {
    if (front.data[TYPE] === false) return [];
    if (own?.key) return own.value ? [replaceAt(...own.value, "false", doc)] : [insertAt(own.key[1], ": false", doc)];
    if (isOurType(front.data["type"])) return entry(type, `${TYPE}: false`);
  } else {
    const off = front.data[TYPE] === false;
    if (isOurType(front.data["type"]) && !off) return [];
    if (off && type?.key) return own?.value ? [replaceAt(...own.value, "true", doc), ...typed(doc)] : undefined;
    if (off) return entry(own, `type: ${TYPE}`);
    // `type: note` is the author's.
    if (type?.key) return undefined;
  }
  if (commented) return [];
  const line = to === "on" ? `type: ${TYPE}` : `${TYPE}: false`;
  const added = [insertAt(lineStart(front.end - closing(doc).length, doc), line + doc.lineEnd, doc)];
  return says(doc, added) === to ? added : undefined;
}

/** Where `type` is the author's and the other key no longer says no, a comment has to say yes. */
function typed(doc: DesignDoc): Edit[] {
  if (isOurType(doc.frontMatter?.data["type"]) || switches(doc).length) return [];
  const head = headOf(doc);
  return head ? [putComment(doc, head.first, "<!-- ml-design-docs: on -->")] : [];
}

/** The front matter's last line. */
function closing({ text, frontMatter }: DesignDoc): string {
  return /---[ \t]*(?:\r\n|\n|\r)?$/.exec(text.slice(0, frontMatter?.end))?.[0] ?? "";
}
