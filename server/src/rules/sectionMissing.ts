import { rangeOf } from "../document/text.ts";
import { placeOfMissing } from "../recognition/place.ts";
import { named, question, severityOf } from "./messages.ts";
import type { Context, Finding, Rule } from "./types.ts";

export const sectionMissing: Rule = {
  id: "section/missing",
  title: "A section that the document's status asks for is answered nowhere.",
  severity: "warning if the document's status asks for the section now, information if the next status will",
  why: "A reviewer cannot judge, and a team cannot keep, what the design never says. The section is searched under every heading and in the whole body first: a section under another name, or answered in passing, is not missing.",
  examples: {
    bad: "---\ntype: ml-design-doc\n---\n# Churn model\n\n## Features\n\nTenure in months and tickets in the last 30 days, from the CRM export.\n",
    good: "---\ntype: ml-design-doc\n---\n# Churn model\n\n## Leakage: what the future could tell\n\nFeatures are cut at the prediction date; the test period begins 30 days after the training period ends.\n",
  },
  check({ reading, framework }: Context): Finding[] {
    const findings: Finding[] = [];
    for (const { id, status, required } of reading.sections) {
      const severity = severityOf(required);
      const section = framework.section(id);
      if (status !== "missing" || !severity || !section) continue;
      const place = placeOfMissing(id, reading, framework);
      const where = place.neighbour
        ? `expected ${place.where} "${place.neighbour.part.text}"`
        : "expected at the end of the document";
      findings.push({
        rule: this.id,
        section: id,
        severity,
        message: `Missing section ${named(section)}, ${where}: ${question(section)}`,
        range: rangeOf(reading.doc.lineStarts, place.start, place.end),
        related: [],
        data: { sections: [id] },
      });
    }
    return findings;
  },
};
