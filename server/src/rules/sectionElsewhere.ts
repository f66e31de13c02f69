import { rangeOf } from "../document/text.ts";
import { named } from "./messages.ts";
import type { Context, Finding, Rule } from "./types.ts";

/** Further statements that are named beside the best. */
const MOST_RELATED = 3;

export const sectionElsewhere: Rule = {
  id: "section/elsewhere",
  title: "A section is answered, but has no heading of its own.",
  severity: "hint",
  why: "The answer counts. A heading of its own lets readers find it, and lets the next author see where to add to it.",
  examples: {
    bad: "---\ntype: ml-design-doc\n---\n# Churn model\n\n## Evaluation\n\nThe baseline is the retention team's rule, which reaches 21 % precision.\n",
    good: "---\ntype: ml-design-doc\n---\n# Churn model\n\n## Baselines\n\nThe retention team's rule reaches 21 % precision.\n",
  },
  check(context: Context): Finding[] {
    const { reading, framework, say } = context;
    const findings: Finding[] = [];
    for (const sectionReading of reading.sections) {
      const { id, status, required } = sectionReading;
      if (status !== "elsewhere" || required === "no" || required === "later") continue;
      const section = framework.section(id);
      const [best, ...more] = sectionReading.evidence;
      if (!section || !best) continue;
      findings.push({
        rule: this.id,
        section: id,
        severity: "hint",
        message: say("{0} is answered here without a heading of its own.", named(section, context)),
        range: rangeOf(reading.doc.lineStarts, best.start, best.end),
        related: more
          .filter(({ score }) => score > 0)
          .slice(0, MOST_RELATED)
          .map(({ start, end }) => ({
            message: say("This may answer it, too."),
            range: rangeOf(reading.doc.lineStarts, start, end),
          })),
        data: {},
      });
    }
    return findings;
  },
};
