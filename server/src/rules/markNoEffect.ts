/** Marks that are known, but stand where, or say what, changes nothing. */
import { placeInFrontMatter } from "../document/frontMatter.ts";
import { rangeOf } from "../document/text.ts";
import type { DesignDoc } from "../document/types.ts";
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
  return marks.flatMap((mark, n) => {
    const again = mark.ids.filter(({ id }, i) => {
      if (mark.ids.findIndex((other) => other.id === id) < i) return true;
      return marks.some(
        (other, m) =>
          other.ids.some((w) => w.id === id) &&
          (other.kind === "disable-file"
            ? mark.kind === "disable-next" || m < n
            : mark.kind === "disable-next" && m < n && isNextTo(other, mark, doc)),
      );
    });
    const spoken = again.filter((w) => !idle.has(w));
    if (spoken.length === mark.ids.length && spoken.length > 0)
      return [whole(mark, say("Another comment silences the same already."), doc)];
    return spoken.map((w) => word(mark, w, say('"{0}" is silenced already.', w.id), doc));
  });
}

/** Whether nothing but comments stands between two marks: then both are for the same block. */
function isNextTo(first: Mark, second: Mark, doc: DesignDoc): boolean {
  const isBetween = ({ start }: { start: number }) => first.end <= start && start < second.start;
  if (doc.headings.some(isBetween)) return false;
  return doc.body.slice(first.index, second.index).every(({ part }) => part.type === "comment");
}
