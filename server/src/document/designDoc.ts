/** Text → DesignDoc: blocks read alone, then placed and joined into one tree. */
import { cut } from "./cut.ts";
import { readFrontMatter } from "./frontMatter.ts";
import { MOST_HEADINGS, MOST_HEADINGS_AT_FIRST, MOST_PARTS } from "./limits.ts";
import { lineEndOf } from "./text.ts";
import type { BlockHeading, Comment, DesignDoc, Figure, Heading, Statement } from "./types.ts";

/**
 * Reads a document. Blocks whose text stands in `previous` too keep their readings (the same objects), so that an edit costs
 * the parsing of the block it touches. `until`: from this time on (`performance.now`) only headings are looked for; see
 * `BlockReading.pending`.
 */
export function readDesignDoc(text: string, previous?: DesignDoc, until?: number): DesignDoc {
  const { lineStarts, blocks } = cut(text, previous, until);
  const headings: Heading[] = [];
  const body: DesignDoc["body"][number][] = [];
  const owner: (Heading | undefined)[] = [];
  /** Open headings from the outermost in. */
  const open: Heading[] = [];
  /** Closes the innermost heading. */
  const close = (at: number) => {
    const closed = open.pop() as Heading;
    closed.scopeEnd = Math.min(closed.scopeEnd, at);
    closed.bodyEnd = body.length;
  };
  const pending = blocks.some((block) => block.reading.pending);
  const mostHeadings = pending ? MOST_HEADINGS_AT_FIRST : MOST_HEADINGS;
  let unread: number | undefined;
  read: for (const { start: base, reading } of blocks) {
    for (const part of reading.parts) {
      const start = base + part.start;
      if (part.type === "heading" ? headings.length >= mostHeadings : body.length >= MOST_PARTS) {
        unread = start;
        break read;
      }
      const end = base + part.end;
      for (let h = open.at(-1); h && h.scopeEnd <= start && !(h.scopeEnd === start && h.end > start); h = open.at(-1))
        close(start);
      if (part.type !== "heading") {
        owner.push(open.at(-1));
        // Above an edit everything stands where it stood.
        const before = previous?.body[body.length];
        if (before?.part === part && before.start === start) body.push(before);
        else if (part.type === "statement") body.push({ part: part as Statement, start, end });
        else if (part.type === "figure") body.push({ part: part as Figure, start, end });
        else body.push({ part: part as Comment, start, end });
        continue;
      }
      let parent = open.at(-1);
      for (; parent && !isBelow(part, parent.part); parent = open.at(-1)) close(start);
      const heading: Heading = {
        part,
        start,
        end,
        index: headings.length,
        textStart: base + part.textStart,
        textEnd: base + part.textEnd,
        parent,
        children: [],
        scopeEnd: part.scopeEnd === undefined ? text.length : base + part.scopeEnd,
        bodyStart: body.length,
        bodyEnd: body.length,
      };
      parent?.children.push(heading);
      headings.push(heading);
      open.push(heading);
    }
  }
  while (open.length) close(text.length);
  return {
    text,
    lineStarts,
    lineEnd: lineEndOf(text),
    frontMatter: readFrontMatter(text),
    headings,
    body,
    owner,
    blocks,
    ...(unread !== undefined && !pending && { unread }),
  };
}

/**
 * Whether a heading stands under an open one: real ones by depth, under real ones what heads all down to the next heading
 * (bold lines, numbered topics), and the rest under whatever is open.
 */
function isBelow(part: BlockHeading, above: BlockHeading): boolean {
  if (part.depth > 0) return above.depth > 0 && above.depth < part.depth;
  if (part.scopeEnd === undefined) return above.depth > 0;
  return true;
}
