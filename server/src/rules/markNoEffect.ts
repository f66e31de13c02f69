/** Marks that are known, but stand where, or say what, changes nothing. */
import { placeInFrontMatter } from "../document/frontMatter.ts";
import { rangeOf } from "../document/text.ts";
import type { DesignDoc, Heading } from "../document/types.ts";
import { isFlag, isOurType } from "../recognition/kind.ts";
import { type Mark, marksOf, NO_SECTION } from "../recognition/marks.ts";
import { suppressionsOf, withComma } from "./suppressions.ts";
import type { Context, Finding, FindingData, Rule } from "./types.ts";

export const markNoEffect: Rule = {
  id: "mark/no-effect",
  title: "A mark changes nothing where it stands, or says what is said already.",
  severity: "hint",
  why: "Its author believes that the checker heeds it. A switch counts before the second heading only, a section mark under a heading only, and of two marks that say the same one can go.",
  examples: {
    bad: "---\ntype: ml-design-doc\n---\n<!-- ml-design-docs-section: baselines -->\n\n# Churn model\n\n## What we beat\n\nThe rule of the retention team.\n",
    good: "---\ntype: ml-design-doc\n---\n# Churn model\n\n## What we beat\n\n<!-- ml-design-docs-section: baselines -->\n\nThe rule of the retention team.\n",
  },
  // What silences nothing is said by another rule.
  last: true,
  check(context: Context): Finding[] {
    const { doc } = context.reading;
    return [...flags(context), ...switches(context), ...sectionMarks(context), ...duplicates(context)].map(
      ({ start, end, message, data }) => ({
        rule: this.id,
        severity: "hint",
        message,
        range: rangeOf(doc.lineStarts, start, end),
        related: [],
        data,
      }),
    );
  },
};

interface Idle {
  start: number;
  end: number;
  message: string;
  data: FindingData;
}

function whole(mark: Mark, message: string, doc: DesignDoc): Idle {
  const { start, end } = mark;
  return { start, end, message, data: { remove: rangeOf(doc.lineStarts, start, end) } };
}

function word(mark: Mark, id: Mark["ids"][number], message: string, doc: DesignDoc): Idle {
  const { start, end } = id;
  return { start, end, message, data: { remove: rangeOf(doc.lineStarts, ...withComma(id, mark)) } };
}

/** `ml-design-doc: maybe` in the front matter. */
function flags({ reading: { doc }, say }: Context): Idle[] {
  const value = doc.frontMatter?.data["ml-design-doc"];
  if (value === undefined || value === null || isFlag(value)) return [];
  const place = placeInFrontMatter(doc.text, ["ml-design-doc"])?.value;
  if (!place) return [];
  const [start, end] = place;
  const message = say('"{0}" is neither true nor false, so it says nothing.', doc.text.slice(start, end).trim());
  return [{ start, end, message, data: { choices: ["true", "false"] } }];
}

/** `ml-design-docs: off` behind the second heading, behind another, or against what the front matter says. */
function switches({ reading: { doc }, say }: Context): Idle[] {
  const second = doc.headings.filter((h) => h.part.depth > 0)[1]?.start ?? doc.text.length;
  const { type, "ml-design-doc": flag } = doc.frontMatter?.data ?? {};
  const isSettled = isOurType(type) || (flag !== undefined && isFlag(flag));
  let first: Mark | undefined;
  return marksOf(doc).flatMap((mark): Idle[] => {
    if (mark.kind !== "switch") return [];
    if (mark.start >= second)
      return [whole(mark, say("Whether this is an ML design doc is said before the second heading only."), doc)];
    if (first) return [whole(mark, say("An earlier comment says already whether this is an ML design doc."), doc)];
    first = mark;
    // Findings are made of design docs only: the front matter says that it is one.
    return isSettled && mark.ids[0]?.id === "off"
      ? [whole(mark, say("The front matter says that this is an ML design doc, and goes before this comment."), doc)]
      : [];
  });
}

function sectionMarks({ reading: { doc }, say }: Context): Idle[] {
  return marksOf(doc).flatMap((mark): Idle[] => {
    if (mark.kind !== "section" || mark.ids.length === 0) return [];
    if (!doc.owner[mark.index])
      return [whole(mark, say("No heading stands above this mark that it could speak of."), doc)];
    const none = mark.ids.find(({ id }) => id === NO_SECTION);
    return none && mark.ids.some(({ id }) => id !== NO_SECTION)
      ? [word(mark, none, say('"none" says nothing beside other sections.'), doc)]
      : [];
  });
}

/** Ids that are silenced twice. */
function duplicates({ reading: { doc }, unused = [], say }: Context): Idle[] {
  const idle = new Set(unused.map((u) => u.word));
  const marks = suppressionsOf(doc);
  /** Of each id the first mark that silences it in the whole file. */
  const inFile = new Map<string, Mark>();
  for (const mark of marks)
    if (mark.kind === "disable-file") for (const { id } of mark.ids) if (!inFile.has(id)) inFile.set(id, mark);
  /** What the marks right above silence for the same block. */
  let above = new Set<string>();
  return marks.flatMap((mark, n) => {
    const before = marks[n - 1];
    if (before && !isNextTo(before, mark, doc)) above = new Set();
    const isNext = mark.kind === "disable-next";
    const own = new Set<string>();
    const again = mark.ids.filter(({ id }) => {
      const file = inFile.get(id);
      const known = own.has(id) || (isNext && above.has(id)) || (file && (isNext || file.start < mark.start));
      own.add(id);
      return known;
    });
    if (isNext) for (const id of own) above.add(id);
    const spoken = again.filter((w) => !idle.has(w));
    if (spoken.length === mark.ids.length && spoken.length > 0)
      return [whole(mark, say("Another comment silences the same already."), doc)];
    return spoken.map((w) => word(mark, w, say('"{0}" is silenced already.', w.id), doc));
  });
}

/** Whether nothing but comments stands between two marks: then both are for the same block. */
function isNextTo(first: Mark, second: Mark, { body, headings }: DesignDoc): boolean {
  for (let i = first.index; i < second.index; i++) if (body[i]?.part.type !== "comment") return false;
  let [low, high] = [0, headings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((headings[middle] as Heading).start < first.end) low = middle + 1;
    else high = middle;
  }
  return (headings[low]?.start ?? second.start) >= second.start;
}
