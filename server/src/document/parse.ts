/** One block of Markdown → mdast, by unmodified remark-parse with GFM. */
import type { Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Processor, unified } from "unified";
import { frontMatterLength } from "./blocks.ts";
import { plainBlock } from "./plainBlock.ts";

/**
 * GFM looks for addresses once more in the text nodes of the finished tree, and leaves what it finds, and the text around it,
 * without positions: `first\\_last@team.org`. What it has found while parsing is enough.
 */
function keepPositions(this: Processor): void {
  for (const extension of (this.data("fromMarkdownExtensions") ?? []).flat()) delete extension.transforms;
}

const commonMark = unified().use(remarkParse).freeze();
const gfm = unified().use(remarkParse).use(remarkGfm).use(keepPositions).freeze();
// A `---` that is never closed makes the front matter plugin turn every list and quote into paragraphs, so it is used only
// on a text whose front matter is closed.
const withFrontMatter = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(keepPositions)
  .use(remarkFrontmatter, ["yaml"])
  .freeze();

/**
 * Without any of these no GFM construct can begin: a table has a pipe, or a colon in its delimiter row; footnotes and tasks
 * have a bracket, what is struck through a tilde, addresses one of the rest.
 */
const GFM_SIGN = /[|~[@]|:-|-:|www\.|https?:/i;

/** Parses a text whose first line is a document's (`first`) or follows others. Offsets are the text's own. */
export function parseBlock(text: string, first: boolean): Root {
  if (first && frontMatterLength(text) > 0) return withFrontMatter.parse(text) as Root;
  const plain = plainBlock(text);
  if (plain) return plain;
  // GFM's constructs try each word for an address, which is a third of what parsing a paragraph costs.
  return (GFM_SIGN.test(text) ? gfm : commonMark).parse(text) as Root;
}
