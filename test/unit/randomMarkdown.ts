/**
 * Random Markdown documents of everything that edits must not break, and what a reader sees of a document. Link definitions
 * are left out: behind one micromark's HTML loses the blank lines of indented code.
 */
import fc from "fast-check";
import { micromark } from "micromark";
import { frontmatter, frontmatterHtml } from "micromark-extension-frontmatter";
import { gfm, gfmHtml } from "micromark-extension-gfm";

const block = fc.constantFrom(
  "Tenure in months, from the CRM export.",
  "A paragraph of two\nlines, with [a link](x.md) and a note[^1].",
  "# Churn",
  "## Features",
  "### 1. Data sources",
  "   ## Indented",
  "Setext heading\n===",
  "Two words\n---",
  "**Labels**",
  "**Serving:** nightly batch.",
  "Owner: the risk team",
  "Risks:\n- late data\n- drift",
  "- tight\n- list\n  - nested\n- end",
  "- loose\n\n- list\n\n  more of it",
  "1. Risks\n   - late data\n2. Costs",
  "1) one\n\n   ```py\n   x = 1\n   ```",
  "* [ ] task\n* [x] done",
  "- **Baseline:** rules\n- **Model:** trees",
  "- item\nlazy continuation",
  "| a | b |\n|---|---|\n| Baseline | recall 0.4 |\n| x | y |",
  "Text above\n| a | b |\n|---|---|\n| c | d |",
  "> quote\nlazy\n\n> another\n> - in it",
  "```\n# no heading\n<!-- no comment -->\n```",
  "~~~~md\n```\n~~~~",
  "    indented code\n\n    more",
  "\ttab code",
  "<!-- note -->",
  // Behind a blank line: in a block of tags that ends with the first line a browser would see it open.
  "\n<!-- two\n\nlines -->",
  "<!-- ml-design-docs: on -->",
  "<!-- ml-design-docs-section: baselines -->",
  "<!-- ml-design-docs-disable-next baselines: not ours -->",
  "<div>\n<h2>Monitoring</h2>\n</div>",
  '<h2 id="x">2. Rollout</h2>\n<p>Canary.</p>',
  '<a name="x"></a>',
  "<details>\n<summary>More</summary>",
  "</details>",
  "---",
  "***",
  "[^1]: A footnote.\n    Its second line.",
  "![image](a.png)",
  "",
); // prettier-ignore

const front = fc.constantFrom(
  "",
  "",
  "---\nstatus: review\n---\n",
  "---\ntype: note # ours\ntags: [a]\n---\n\n",
  "---\ntype: ml-design-doc\n---\n",
  "---\nml-design-doc: false\n---\n",
  "---\n---\n",
  "---\nnot closed\n\n",
);

const open = fc.constantFrom("", "", "", "", "\n\n```\nopen", "\n\n<!-- open\n\nmore", "\n\n  ```\n  open\n");

/** Without a byte order mark. */
export const markdown = fc
  .tuple(
    front,
    fc.array(fc.tuple(block, fc.constantFrom("\n\n", "\n\n", "\n\n", "\n", "\n\n\n")), { maxLength: 8 }),
    fc.constantFrom("\n", "\r\n", "\r"),
    fc.constantFrom("", "\n", "\n\n", "  "),
    open,
  )
  .map(([head, blocks, end, tail, last]) =>
    `${head}${blocks.map(([b, gap], i) => (i === blocks.length - 1 ? b : b + gap)).join("")}${last}${tail}`.replaceAll(
      "\n",
      end,
    ),
  );

/** The same, with a byte order mark now and then. */
export const texts = fc
  .tuple(markdown, fc.constantFrom("", "", "\ufeff"))
  .map(([text, bom]) => (/^(?:---|```|~~~|<)/.test(text) ? text : bom + text));

/** The HTML without comments and without blanks that no reader sees. */
export function html(text: string): string {
  const closed = /^---[ \t]*(?:\r\n|\n|\r)(?:[\s\S]*?(?:\r\n|\n|\r))?---[ \t]*(?:\r\n|\n|\r|$)/.test(text);
  return micromark(text, {
    allowDangerousHtml: true,
    extensions: closed ? [gfm(), frontmatter(["yaml"])] : [gfm()],
    htmlExtensions: closed ? [gfmHtml(), frontmatterHtml(["yaml"])] : [gfmHtml()],
  })
    .replace(/<!--(?:>|->|[\s\S]*?(?:-->|$))/g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?(<\/?(?!a|code|em|strong|del|sup)[a-z][^>]*>) ?/g, "$1")
    .trim();
}
