/** What an author writes to steer the checker and the checker does not understand. */
import { placeInFrontMatter } from "../document/frontMatter.ts";
import { positionAt, rangeOf } from "../document/text.ts";
import type { DesignDoc } from "../document/types.ts";
import { likely } from "../framework/likely.ts";
import { type Mark, marksOf, NO_SECTION } from "../recognition/marks.ts";
import { isReason } from "../recognition/substance.ts";
import { isKnownSection, likelySection } from "./names.ts";
import { withComma } from "./suppressions.ts";
import type { Context, Finding, FindingData, Rule } from "./types.ts";

export const unknownSection: Rule = {
  id: "mark/unknown-section",
  title: "A mark, a waiver or a problem type has a name that the framework does not know.",
  severity: "hint",
  why: "A name with a slip in it says nothing: the heading is read as if the mark were not there, the section stays open, the problem type is guessed.",
  examples: {
    bad: "---\ntype: ml-design-doc\nproblem-type: clasification\nnot-applicable:\n  leakge: every feature is known a year ahead\n---\n# Churn model\n\n## What we beat\n\n<!-- ml-design-docs-section: base-lines -->\n\nThe rule of the retention team.\n",
    good: "---\ntype: ml-design-doc\nproblem-type: classification\nnot-applicable:\n  leakage: every feature is known a year ahead\n---\n# Churn model\n\n## What we beat\n\n<!-- ml-design-docs-section: baselines -->\n\nThe rule of the retention team.\n",
  },
  check(context: Context): Finding[] {
    const { reading, framework, say } = context;
    const { doc } = reading;
    const findings: Finding[] = [];
    const add = (start: number, end: number, message: string, data: FindingData = {}) =>
      findings.push({
        rule: this.id,
        severity: "hint",
        message,
        range: rangeOf(doc.lineStarts, start, end),
        related: [],
        data,
      });
    const removed = (place: [number, number]): FindingData => ({ remove: rangeOf(doc.lineStarts, ...place) });
    const addSection = (word: string, start: number, end: number, mark?: Mark) => {
      const meant = likelySection(word, framework, mark ? [NO_SECTION] : []);
      const message = meant
        ? say('No section has the id "{0}"; "{1}" may be meant.', word, meant)
        : say('No section has the id "{0}".', word);
      add(start, end, message, meant ? { likely: meant } : mark ? removed(removal(mark, start)) : {});
    };

    for (const mark of marksOf(doc)) {
      const { kind, ids, name } = mark;
      if (kind !== "section") continue;
      if (ids.length === 0) {
        const message = say('This mark names no section; "none" says that the heading stands for none.');
        add(name.start, name.end, message, removed([mark.start, mark.end]));
      }
      for (const { id, start, end } of ids)
        if (id !== NO_SECTION && !isKnownSection(id, framework)) addSection(id, start, end, mark);
    }
    for (const { name, place } of waivers(context))
      if (place && framework.section(name) === undefined) addSection(name, ...place);

    const types = framework.data.problemTypes.types.map((t) => t.id);
    const front = doc.frontMatter?.data["problem-type"];
    (Array.isArray(front) ? front : [front]).forEach((type: unknown, i) => {
      if (type === undefined || type === null || types.includes(String(type))) return;
      const place = placeInFrontMatter(doc.text, Array.isArray(front) ? ["problem-type", i] : ["problem-type"])?.value;
      if (!place) return;
      const word = doc.text.slice(...place);
      const meant = likely(word, types);
      const message = meant
        ? say('"{0}" is no known problem type; "{1}" may be meant.', word, meant)
        : say('"{0}" is no known problem type. Known are {1}.', word, types.join(", "));
      add(...place, message, meant ? { likely: meant } : { choices: nearestTypes(types, context) });
    });
    return findings;
  },
};

/** So many of the known names are offered for one that is like none of them. */
const MOST_CHOICES = 5;

/** The problem types, first those that the document itself shows. */
function nearestTypes(types: readonly string[], { reading }: Context): string[] {
  const shown = reading.problemTypes.filter((type) => types.includes(type));
  return [...new Set([...shown, ...types])].slice(0, MOST_CHOICES);
}

/** What goes when a word of a mark does: the word with its comma, or the mark if nothing else stands in it. */
function removal(mark: Mark, start: number): [number, number] {
  const word = mark.ids.find((w) => w.start === start);
  return word && mark.ids.length > 1 ? withComma(word, mark) : [mark.start, mark.end];
}

export const waiverNoReason: Rule = {
  id: "mark/no-reason",
  title: "The front matter waives a section without a reason, so the section is not waived.",
  severity: "hint",
  why: "A section that does not apply is an answer only if a reader learns why. Four words are enough; without them the section is asked for as if the waiver were not there.",
  examples: {
    bad: "---\ntype: ml-design-doc\nnot-applicable:\n  leakage: not needed\n---\n# Churn model\n",
    good: "---\ntype: ml-design-doc\nnot-applicable:\n  leakage: every feature is known a year ahead\n---\n# Churn model\n",
  },
  check(context: Context): Finding[] {
    const { reading, framework, say } = context;
    return waivers(context).flatMap(({ name, reason, place, fix }): Finding[] => {
      if (!place || !framework.section(name) || isReason(reason)) return [];
      return [
        {
          rule: this.id,
          section: name,
          severity: "hint",
          message: say('"{0}" is not waived: its reason needs four words or more. Why does it not apply?', name),
          range: rangeOf(reading.doc.lineStarts, ...place),
          related: [],
          data: fix ?? {},
        },
      ];
    });
  },
};

/** An entry of `not-applicable`, with or without a reason. */
interface Waiver {
  name: string;
  reason: string;
  place: [start: number, end: number] | undefined;
  /** How a reason is added. */
  fix?: FindingData;
}

function waivers({ reading: { doc } }: Context): Waiver[] {
  const said = doc.frontMatter?.data["not-applicable"];
  if (said === undefined || said === null) return [];
  const placeOf = (...path: (string | number)[]) => placeInFrontMatter(doc.text, ["not-applicable", ...path]);
  if (typeof said !== "object") return [{ name: String(said), reason: "", place: placeOf()?.value }];
  if (Array.isArray(said))
    return said.map((name: unknown, i) => ({ name: String(name), reason: "", place: placeOf(i)?.value }));
  return Object.entries(said).map(([name, reason]) => {
    const place = placeOf(name);
    const key = place?.key;
    const colon = key ? key[1] + (/^[ \t]*:/.exec(doc.text.slice(key[1]))?.[0].length ?? 0) : 0;
    return {
      name,
      reason: typeof reason === "string" ? reason : "",
      place: key,
      fix: reasonFix(place?.value, colon, doc),
    };
  });
}

/** A short reason is the author's: what it lacks goes behind it, inside its quotes. A placeholder gives way. */
function reasonFix(value: [start: number, end: number] | undefined, colon: number, doc: DesignDoc): FindingData {
  const { text, lineStarts } = doc;
  if (!value) return { reasonAt: { position: positionAt(lineStarts, colon), before: " " } };
  const written = text.slice(...value);
  const end = value[1] - (/["']$/.test(written) ? 1 : 0);
  const placeholder = /^["']?(\[[^[\]]*\])["']?$/.exec(written)?.[1];
  if (!placeholder) return { reasonAt: { position: positionAt(lineStarts, end), before: " " } };
  const start = value[0] + written.indexOf(placeholder);
  return {
    reasonAt: { position: positionAt(lineStarts, start), before: "" },
    remove: rangeOf(lineStarts, start, start + placeholder.length),
  };
}

export const unknownMark: Rule = {
  id: "mark/unknown",
  title: "A comment looks like a mark for this checker, but is none.",
  severity: "hint",
  why: "A misspelt mark does nothing, and nobody sees it in the rendered document.",
  examples: {
    bad: "---\ntype: ml-design-doc\n---\n# Churn model\n\n## What we beat\n\n<!-- ml-design-docs-sections: baselines -->\n\nThe rule of the retention team.\n",
    good: "---\ntype: ml-design-doc\n---\n# Churn model\n\n## What we beat\n\n<!-- ml-design-docs-section: baselines -->\n\nThe rule of the retention team.\n",
  },
  check({ reading: { doc }, say }: Context): Finding[] {
    return marksOf(doc).flatMap(({ kind, name, likely: meant, start, end }): Finding[] => {
      if (kind !== "unknown") return [];
      return [
        {
          rule: this.id,
          severity: "hint",
          message: meant
            ? say('"{0}" is no mark that is known; "{1}" may be meant.', name.text, meant)
            : say('"{0}" is no mark that is known.', name.text),
          range: rangeOf(doc.lineStarts, name.start, name.end),
          related: [],
          data: meant ? { likely: meant } : { remove: rangeOf(doc.lineStarts, start, end) },
        },
      ];
    });
  },
};
