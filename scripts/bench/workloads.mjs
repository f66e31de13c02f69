// Documents for measuring: the examples' prose, varied to a size, with headings, lists and tables as authors write them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../compile-framework.mjs";

const TEXTS = ["delivery-time-prediction.md", "support-ticket-triage.md"].map((name) =>
  readFileSync(join(root, "examples", name), "utf8").replace(/^---[\s\S]*?\n---\n/, ""),
);
const FRONT = "---\ntype: ml-design-doc\nstatus: approved\n---\n";

/** The examples' text repeated to about `size` characters, cut before a heading; another title for another seed. */
export function sample(size, seed) {
  let text = "";
  for (let n = 0; text.length < size; n++) text += `${TEXTS[n % 2]}\n`;
  return `# Round ${seed}\n\n${text.slice(0, text.lastIndexOf("\n## ", size))}\n`;
}

/**
 * A design doc of about `size` characters of which much is still open: sections of the examples with other numbers in each
 * round, headings without text, sections that nothing names, lists of some depth.
 */
export function workload(size) {
  const sections = TEXTS.flatMap((text) => text.split(/\n(?=## )/).slice(1)).filter((_, i) => i % 3 !== 1);
  let text = `${FRONT}# Workload\n\nWe propose a model that tells planners each Monday what to order.\n`;
  for (let n = 0; text.length < size; n++) {
    const section = sections[n % sections.length] ?? "";
    text += `\n${section.replace(/\d+/g, (d) => String(Number(d) + (n % 7))).trim()}\n`;
    if (n % 5 === 2) text += `\n<!-- ml-design-docs-sektion: model -->\n\n## Open point ${n}\n\nTBD\n`;
    if (n % 5 === 4)
      text += `\n## Notes of week ${n}\n\n- The committee met *twice*:\n  - once about [rooms](rooms.md)\n  - once about lunch\n- Nothing was decided.\n`;
  }
  return text;
}

/** Where to type: offsets in the middle of a paragraph, a heading and a list item, near the middle of the text. */
export function placesIn(text) {
  const middle = text.length >> 1;
  const behind = (pattern) => {
    pattern.lastIndex = middle;
    const match = pattern.exec(text);
    if (!match) throw new Error(`the workload has no ${pattern}`);
    return match.index + match[0].length;
  };
  return {
    prose: behind(/\n\n[A-Z][a-z]+ [a-z]+ [a-z]+/g),
    heading: behind(/\n## [A-Z][a-z]+/g),
    list: behind(/\n- [A-Z][a-z]+ [a-z]+/g),
  };
}
