import { rangeOf } from "../document/text.ts";
import type { Context, Finding, Rule } from "./types.ts";

export const tooComplex: Rule = {
  id: "document/too-complex",
  title: "A part of the document is nested too deeply, or too large, to be read.",
  severity: "information",
  why: "Some inputs of a few kilobytes keep a Markdown parser busy for minutes. Such a part is left out rather than letting the editor wait; its headings still count.",
  examples: {
    bad: `---\ntype: ml-design-doc\n---\n# Churn model\n\n## Features\n\n${"> ".repeat(60)}Tenure in months.\n`,
    good: "---\ntype: ml-design-doc\n---\n# Churn model\n\n## Features\n\n> > Tenure in months.\n",
  },
  check({ reading: { doc }, say }: Context): Finding[] {
    return doc.blocks.flatMap(({ reading, start }): Finding[] => {
      if (!reading.skipped) return [];
      const lineEnd = /[\r\n]|$/.exec(doc.text.slice(start))?.index ?? 0;
      return [
        {
          rule: this.id,
          severity: "information",
          message: say(
            "What stands here was not read, because {0}. Split it, or take it out of the document.",
            say(reading.skipped),
          ),
          range: rangeOf(doc.lineStarts, start, start + Math.min(lineEnd, 200)),
          related: [],
          data: {},
        },
      ];
    });
  },
};
