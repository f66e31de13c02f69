import { lineAt, rangeOf } from "../document/text.ts";
import type { Context, Finding, Rule } from "./types.ts";

export const frontMatter: Rule = {
  id: "document/front-matter",
  title: "The front matter is no valid YAML.",
  severity: "warning",
  why: "What the front matter says (status, problem type, waivers) may not be read as its author meant it, and other tools that read it fail.",
  examples: {
    bad: "---\ntype: ml-design-doc\nowner: Ann: on leave\n---\n# Churn model\n",
    good: '---\ntype: ml-design-doc\nowner: "Ann: on leave"\n---\n# Churn model\n',
  },
  check({ reading: { doc }, say }: Context): Finding[] {
    const front = doc.frontMatter;
    // Further errors mostly follow from the first.
    const [error] = front?.errors ?? [];
    if (!front || !error) return [];
    const { lineStarts, text } = doc;
    const start = lineStarts[lineAt(lineStarts, Math.min(error.offset, front.end - 1))] ?? front.start;
    const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? "";
    const indent = line.length - line.trimStart().length;
    return [
      {
        rule: this.id,
        severity: "warning",
        message: say("The front matter cannot be read as YAML here: {0}", error.message),
        range: rangeOf(lineStarts, start + indent, start + line.trimEnd().length),
        related: [],
        data: {},
      },
    ];
  },
};
