import { rangeOf } from "../document/text.ts";
import type { Context, Finding, Rule } from "./types.ts";

export const tooComplex: Rule = {
  id: "document/too-complex",
  title: "A part of the document is nested too deeply, or too large, to be read.",
  severity: "information",
  why: "Some inputs of a few kilobytes keep a Markdown parser busy for minutes. Such a part is left out rather than letting the editor wait; its headings still count. Of a document of more than 8,000 headings or 30,000 sentences, items and rows the rest is left out.",
  examples: {
    bad: `---\ntype: ml-design-doc\n---\n# Churn model\n\n## Features\n\n${"> ".repeat(60)}Tenure in months.\n`,
    good: "---\ntype: ml-design-doc\n---\n# Churn model\n\n## Features\n\n> > Tenure in months.\n",
  },
  check({ reading: { doc }, say }: Context): Finding[] {
    const finding = (start: number, message: string): Finding => {
      const lineEnd = /[\r\n]|$/.exec(doc.text.slice(start))?.index ?? 0;
      const range = rangeOf(doc.lineStarts, start, start + Math.min(lineEnd, 200));
      return { rule: this.id, severity: "information", message, range, related: [], data: {} };
    };
    const { unread = doc.text.length } = doc;
    const skipped = doc.blocks.flatMap(({ reading, start }): Finding[] => {
      if (!reading.skipped || start >= unread) return [];
      const reason = say(reading.skipped);
      return [
        finding(
          start,
          say("What stands here was not read, because {0}. Split it, or take it out of the document.", reason),
        ),
      ];
    });
    if (doc.unread === undefined) return skipped;
    const rest = say(
      "What stands from here on was not read, because the document has more than 8,000 headings or 30,000 sentences, items and rows. Split it.",
    );
    return [...skipped, finding(unread, rest)];
  },
};
