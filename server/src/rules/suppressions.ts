/** Comments that silence findings, and what is wrong with them. */
import { positionAt, rangeOf } from "../document/text.ts";
import type { DesignDoc } from "../document/types.ts";
import { likely } from "../framework/likely.ts";
import { type Mark, marksOf } from "../recognition/marks.ts";
import { likelySection } from "./names.ts";
import type { Context, Finding, Rule } from "./types.ts";

const document = (mark: string, heading = "## Baselines") =>
  `---\ntype: ml-design-doc\n---\n# Churn model\n\n<!-- ${mark} -->\n\n${heading}\n\nTBD\n`;

export const suppressionsOf = (doc: DesignDoc): Mark[] =>
  marksOf(doc).filter(({ kind }) => kind === "disable-next" || kind === "disable-file");

/** What our own actions leave for the author to fill in. */
const PLACEHOLDER = /^\[[^[\]]*\]$/;

export const suppressionNoReason: Rule = {
  id: "suppression/no-reason",
  title: "A comment silences findings without saying why.",
  severity: "hint",
  why: "The next reader cannot tell a considered exception from a nuisance that was switched off. The comment works all the same.",
  examples: {
    bad: document("ml-design-docs-disable-next section/empty"),
    good: document("ml-design-docs-disable-next section/empty: the numbers come with the audit in May"),
  },
  check({ reading: { doc }, say }: Context): Finding[] {
    return suppressionsOf(doc).flatMap((mark): Finding[] => {
      const placeholder = PLACEHOLDER.test(mark.reason);
      if (mark.ids.length === 0 || (/[\p{L}\p{N}]/u.test(mark.reason) && !placeholder)) return [];
      const from = placeholder ? doc.text.lastIndexOf(mark.reason, mark.contentEnd) : mark.contentEnd;
      const before = placeholder ? "" : /[:：]$/.test(doc.text.slice(mark.start, from)) ? " " : ": ";
      return [
        {
          rule: this.id,
          severity: "hint",
          message: say("This comment silences findings without a reason: why do they not matter here?"),
          range: rangeOf(doc.lineStarts, mark.start, mark.end),
          related: [],
          data: {
            reasonAt: { position: positionAt(doc.lineStarts, from), before },
            ...(placeholder && { remove: rangeOf(doc.lineStarts, from, mark.contentEnd) }),
          },
        },
      ];
    });
  },
};

export const suppressionUnknownRule: Rule = {
  id: "suppression/unknown-rule",
  title: "A comment silences a rule, or a section, that does not exist.",
  severity: "hint",
  why: "With a slip in the name nothing is silenced.",
  examples: {
    bad: document("ml-design-docs-disable-next section/emty: the numbers come with the audit in May"),
    good: document("ml-design-docs-disable-next section/empty: the numbers come with the audit in May"),
  },
  check({ reading: { doc }, framework, ruleIds, say }: Context): Finding[] {
    return suppressionsOf(doc).flatMap((mark): Finding[] => {
      const finding = (
        start: number,
        end: number,
        message: string,
        meant: string | undefined,
        remove: [number, number],
      ): Finding => ({
        rule: this.id,
        severity: "hint",
        message,
        range: rangeOf(doc.lineStarts, start, end),
        related: [],
        data: meant ? { likely: meant } : { remove: rangeOf(doc.lineStarts, ...remove) },
      });
      const whole: [number, number] = [mark.start, mark.end];
      if (mark.ids.length === 0)
        return [finding(...whole, say("This comment names no rule and no section to silence."), undefined, whole)];
      const unknown = mark.ids.filter(({ id }) => !ruleIds.includes(id) && !framework.section(id));
      return unknown.map((word) => {
        const { id, start, end } = word;
        // With a slash a rule was meant.
        const meant = id.includes("/") ? likely(id, ruleIds) : (likelySection(id, framework) ?? likely(id, ruleIds));
        const message = meant
          ? say('No rule and no section has the id "{0}"; "{1}" may be meant.', id, meant)
          : say('No rule and no section has the id "{0}".', id);
        const isAll = unknown.length === mark.ids.length;
        return finding(start, end, message, meant, isAll ? whole : withComma(word, mark));
      });
    });
  },
};

export const suppressionUnused: Rule = {
  id: "suppression/unused",
  title: "A comment silences findings, but there are none.",
  severity: "hint",
  why: "It may have outlived what it was written for, or stand in the wrong place; then it will hide what nobody wanted to hide.",
  examples: {
    bad: document("ml-design-docs-disable-next section/empty: the numbers come with the audit in May", "## Notes"),
    good: document("ml-design-docs-disable-next section/empty: the numbers come with the audit in May"),
  },
  last: true,
  check({ reading: { doc }, unused = [], say }: Context): Finding[] {
    const findings: Finding[] = [];
    for (const mark of new Set(unused.map((u) => u.mark))) {
      const list = unused.filter((u) => u.mark === mark);
      const add = (start: number, end: number, message: string, remove: [number, number]) =>
        findings.push({
          rule: this.id,
          severity: "hint",
          message,
          range: rangeOf(doc.lineStarts, start, end),
          related: [],
          data: { remove: rangeOf(doc.lineStarts, ...remove) },
        });
      if (list.length === mark.ids.length) {
        const where =
          mark.kind === "disable-file"
            ? say("There is nothing to silence in this document.")
            : say("There is nothing to silence in the block that follows.");
        add(mark.start, mark.end, where, [mark.start, mark.end]);
      } else
        for (const { word } of list)
          add(word.start, word.end, say('There is nothing of "{0}" to silence.', word.id), withComma(word, mark));
    }
    return findings;
  },
};

/** One id of several, with the comma and blanks that part it from its neighbour. */
export function withComma(word: Mark["ids"][number], { ids }: Mark): [number, number] {
  const at = ids.indexOf(word);
  const before = ids[at - 1];
  const after = ids[at + 1];
  return before ? [before.end, word.end] : [word.start, after?.start ?? word.end];
}
