import { rangeOf } from "../document/text.ts";
import { likely } from "../framework/likely.ts";
import { STATUSES } from "../framework/types.ts";
import type { Context, Finding, Rule } from "./types.ts";

export const unknownStatus: Rule = {
  id: "document/unknown-status",
  title: "The document's status is no status that is known.",
  severity: "hint",
  why: "The status decides what the document must answer already. An unknown word counts as draft, which may ask too little.",
  examples: {
    bad: "---\ntype: ml-design-doc\nstatus: simmering\n---\n# Churn model\n",
    good: "---\ntype: ml-design-doc\nstatus: in review\n---\n# Churn model\n",
  },
  check({ reading, say }: Context): Finding[] {
    const unknown = reading.unknownStatus;
    if (!unknown) return [];
    const meant = likely(unknown.word, STATUSES);
    return [
      {
        rule: this.id,
        severity: "hint",
        message: say(
          '"{0}" is no known status; the document counts as draft. Known are draft, review, approved and live.',
          unknown.word,
        ),
        range: rangeOf(reading.doc.lineStarts, unknown.start, unknown.end),
        related: [],
        data: { ...(meant && { likely: meant }), choices: [...STATUSES] },
      },
    ];
  },
};
