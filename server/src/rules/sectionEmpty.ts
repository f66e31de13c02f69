import { lineAt, rangeOf } from "../document/text.ts";
import type { DesignDoc, Heading } from "../document/types.ts";
import { collapse, type Framework, normalise, titleIn } from "../framework/index.ts";
import type { SectionData } from "../framework/types.ts";
import { headingName } from "../recognition/headingName.ts";
import { isOpenWaiver } from "../recognition/substance.ts";
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
      const [first, ...others] = places;
      const heading = first?.heading;
      if (status !== "empty" || !severity || !section || !heading) continue;
      const { leftover, untouched } = guidanceUnder(heading, reading.doc, framework);
      const { lineStarts } = reading.doc;
      findings.push({
        rule: this.id,
        section: id,
        severity: untouched && reading.status === "draft" ? "information" : severity,
        message: sentence(headingName(heading.part.text), section, context),
        range: rangeOf(lineStarts, heading.textStart, heading.textEnd),
        related: others.slice(0, MOST_RELATED).map(({ heading: other }) => ({
          message: say('"{0}" was taken for this section, too.', headingName(other.part.text)),
          range: rangeOf(lineStarts, other.textStart, other.textEnd),
        })),
        data: {
          ...(untouched && { untouched }),
          ...(leftover.length > 0 && { leftover: leftover.map((place) => rangeOf(lineStarts, ...place)) }),
        },
      });
    }
    return findings;
  },
};

/** A heading that bears the section's title needs no telling what it stands for. */
function sentence(heading: string, section: SectionData, context: Context): string {
  const { say, locale, framework } = context;
  const asks = question(section, context);
  return normalise(heading) === normalise(titleIn(section, locale, framework))
    ? say("Nothing is answered yet under {0}: {1}", named(section, context), asks)
    : say('Nothing is answered yet under "{0}", which stands for {1}: {2}', heading, named(section, context), asks);
}

/** Other headings of the section that are named. */
const MOST_RELATED = 3;

/**
 * The comments of our templates that stand by themselves under a heading, and whether what stands there is ours: any such
 * comment, or a waiver to be filled in.
 */
function guidanceUnder(heading: Heading, doc: DesignDoc, { guidance }: Framework) {
  const leftover: [start: number, end: number][] = [];
  let untouched = false;
  for (let i = heading.bodyStart; i < heading.bodyEnd; i++) {
    const placed = doc.body[i];
    if (placed?.part.type === "statement" && isOpenWaiver(placed.part.text)) untouched = true;
    if (placed?.part.type !== "comment" || !guidance.has(collapse(placed.part.text))) continue;
    untouched = true;
    const { start, end } = placed;
    const owner = doc.owner[i];
    const line = doc.lineStarts[lineAt(doc.lineStarts, start)];
    // What stands under a heading below is that one's.
    if ((owner === heading || !owner?.part.depth) && !doc.text.slice(line, start).trim()) leftover.push([start, end]);
  }
  return { leftover, untouched };
}
