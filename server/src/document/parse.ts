/** One block of Markdown → mdast, by unmodified remark-parse with GFM. */
import type { Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { frontMatterLength } from "./blocks.ts";

const plain = unified().use(remarkParse).use(remarkGfm).freeze();
// A `---` that is never closed makes the front matter plugin turn every list and quote into paragraphs, so it is used only
// on a text whose front matter is closed.
const withFrontMatter = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ["yaml"]).freeze();

/** Parses a text whose first line is a document's (`first`) or follows others. Offsets are the text's own. */
export function parseBlock(text: string, first: boolean): Root {
  if (first && frontMatterLength(text) > 0) return withFrontMatter.parse(text) as Root;
  return plain.parse(text) as Root;
}
