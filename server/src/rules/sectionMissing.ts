import { rangeOf } from "../document/text.ts";
import type { DesignDoc } from "../document/types.ts";
import type { Say } from "../l10n.ts";
import { headingName } from "../recognition/headingName.ts";
import { type MissingPlace, placeOfMissing } from "../recognition/place.ts";
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
  check(context: Context): Finding[] {
    const { reading, framework, say } = context;
    const findings: Finding[] = [];
    // What was not read yet may answer it: a warning that goes again is worse than one that comes a little later.
    if (reading.doc.blocks.some((block) => block.reading.pending)) return findings;
    for (const { id, status, required } of reading.sections) {
      const severity = severityOf(required);
      const section = framework.section(id);
      if (status !== "missing" || !severity || !section) continue;
      const place = placeOfMissing(id, reading, framework);
      findings.push({
        rule: this.id,
        section: id,
        severity,
        message: sentence(place, named(section, context), question(section, context), say),
        range: rangeOf(reading.doc.lineStarts, place.start, place.end),
        related: neighbourOf(place, reading.doc, say),
        data: { sections: [id] },
      });
    }
    return findings;
  },
};

/** The section that it belongs next to, where the finding stands on another heading. */
function neighbourOf({ neighbour, where, start }: MissingPlace, doc: DesignDoc, say: Say): Finding["related"] {
  if (!neighbour || neighbour.textStart === start) return [];
  const range = rangeOf(doc.lineStarts, neighbour.textStart, neighbour.textEnd);
  return [{ message: where === "before" ? say("The section behind it") : say("The section before it"), range }];
}

function sentence({ neighbour, where }: MissingPlace, name: string, asks: string, say: Say): string {
  if (!neighbour) return say("Missing section {0}, expected at the end of the document: {1}", name, asks);
  const text = headingName(neighbour.part.text);
  return where === "before"
    ? say('Missing section {0}, expected before "{2}": {1}', name, asks, text)
    : say('Missing section {0}, expected after "{2}": {1}', name, asks, text);
}
