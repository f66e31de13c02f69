/**
 * Puts the marks into what Markdown-it makes of a document. They come in as blocks of their own while it is rendered: only
 * then does the editor say which document it is, and what was parsed, which it keeps, stays as it is.
 */
import type { HeadingMark, PreviewMarks } from "./marks.ts";

/** Of Markdown-it, what is needed here: the editor brings the library. */
export interface Token {
  type: string;
  tag: string;
  content: string;
  level: number;
  map: [number, number] | null;
}

type Render = (tokens: Token[], options: unknown, env: unknown) => string;

export interface MarkdownIt {
  renderer: {
    render: Render;
    rules: Record<string, ((tokens: Token[], index: number) => string) | undefined>;
  };
  utils: { escapeHtml(text: string): string };
}

const TYPE = "ml_design_docs_note";

/** `marksOf`: what to say about a document, by the URI that the preview gives; undefined to leave it as it is. */
export function markSections<T extends MarkdownIt>(md: T, marksOf: (document: unknown) => PreviewMarks | undefined): T {
  const { renderer } = md;
  const render = renderer.render.bind(renderer);
  renderer.render = (tokens, options, env) => {
    const marks = marksOf((env as { currentDocument?: unknown } | null | undefined)?.currentDocument);
    return render(marks ? withNotes(tokens, marks) : tokens, options, env);
  };
  renderer.rules[TYPE] = (tokens, index) => {
    const text = md.utils.escapeHtml(tokens[index]?.content ?? "");
    return `<p class="ml-design-docs-note" role="note">${text}</p>\n`;
  };
  return md;
}

function withNotes(tokens: readonly Token[], { summary, headings }: PreviewMarks): Token[] {
  const open = new Set(headings);
  const result: Token[] = [];
  let heading: Token | undefined;
  let text = "";
  let summarised = false;
  for (const token of tokens) {
    result.push(token);
    if (token.type === "heading_open") heading = token;
    else if (token.type === "inline" && result.at(-2) === heading) text = token.content;
    if (token.type !== "heading_close") continue;
    const mark = nearest(open, heading?.map?.[0] ?? -1, text);
    if (mark) {
      open.delete(mark);
      result.push(note(mark.note));
    }
    if (!summarised && token.tag === "h1" && token.level === 0) {
      summarised = true;
      result.push(note(summary));
    }
  }
  if (!summarised) result.unshift(note(summary));
  return result;
}

function note(content: string): Token {
  return { type: TYPE, tag: "", content, level: 0, map: null };
}

/** The mark of a heading; the document may have moved since it was checked, but the heading's text is the same. */
function nearest(marks: Iterable<HeadingMark>, line: number, heading: string): HeadingMark | undefined {
  const [text = ""] = heading.split("\n");
  let best: HeadingMark | undefined;
  for (const mark of marks) {
    if (!mark.lineText.includes(text)) continue;
    if (!best || Math.abs(mark.line - line) < Math.abs(best.line - line)) best = mark;
  }
  return best;
}
