import { rangeOf } from "../document/text.ts";
import type { DesignDoc, Heading } from "../document/types.ts";
import { collapse, type Framework } from "../framework/index.ts";
import { named, question, severityOf } from "./messages.ts";
import type { Context, Finding, Rule } from "./types.ts";

export const sectionEmpty: Rule = {
  id: "section/empty",
  title: "A section has its heading, but nothing is answered under it.",
  severity:
    "warning if the document's status asks for the section now, information if the next status will; a section with only our own guidance in it is never above information in a draft",
  why: "A heading over nothing, over a placeholder (TBD, TODO, …) or over a template's own prompts looks finished in a table of contents and tells a reader nothing.",
  examples: {
    bad: "---\ntype: ml-design-doc\n---\n# Churn model\n\n## Baselines\n\nTBD\n",
    good: "---\ntype: ml-design-doc\n---\n# Churn model\n\n## Baselines\n\nThe retention team's rule (no order for 45 days) finds 38 % of churners at 21 % precision.\n",
  },
  check(context: Context): Finding[] {
    const { reading, framework, say } = context;
    const findings: Finding[] = [];
    for (const { id, status, required, places } of reading.sections) {
      const severity = severityOf(required);
      const section = framework.section(id);
      const heading = places[0]?.heading;
      if (status !== "empty" || !severity || !section || !heading) continue;
      const untouched = hasGuidance(heading, reading.doc, framework);
      findings.push({
        rule: this.id,
        section: id,
        severity: untouched && reading.status === "draft" ? "information" : severity,
        message: say(
          'Nothing is answered yet under "{0}", which stands for {1}: {2}',
          heading.part.text,
          named(section, context),
          question(section, context),
        ),
        range: rangeOf(reading.doc.lineStarts, heading.textStart, heading.textEnd),
        related: [],
        data: untouched ? { untouched } : {},
      });
    }
    return findings;
  },
};

/** Whether a comment of our templates stands under the heading. */
function hasGuidance(heading: Heading, doc: DesignDoc, { guidance }: Framework): boolean {
  for (let i = heading.bodyStart; i < heading.bodyEnd; i++) {
    const part = doc.body[i]?.part;
    if (part?.type === "comment" && guidance.has(collapse(part.text))) return true;
  }
  return false;
}
