/** The roles that templates put in code behind what they ask for: "- Which infrastructure, and why `Data Scientist`". */
import type { PhrasingContent } from "mdast";

const ROLE =
  /^(?:(?:product|project|data|ml|ai|mlops|ab|business|software|backend|devops|system|solution)[ -]){1,2}(?:owner|scientist|engineer|analyst|manager|group|developer|lead|architect)s?$/i;
/** What may stand between two roles, and behind the last. */
const BETWEEN = /^(?:[\s,;.&/+()]|and|with|и)*$/i;

const isRole = (text: string): boolean =>
  text.split(/\s*(?:[,&/+]| and | with )\s*/i).every((role) => ROLE.test(role.trim()));

/** Inline content without the roles that it ends with, the same array if there are none. */
export function withoutRoles(nodes: readonly PhrasingContent[]): readonly PhrasingContent[] {
  let end = nodes.length;
  for (let at = nodes.length - 1; at > 0; at--) {
    const node = nodes[at] as PhrasingContent;
    if (node.type === "inlineCode" && isRole(node.value)) end = at;
    else if (!(node.type === "text" && BETWEEN.test(node.value))) break;
  }
  return end < nodes.length ? nodes.slice(0, end) : nodes;
}
