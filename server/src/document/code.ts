/** What a code block says in words: comments of code, labels of diagrams, lines of plain text. */

/** A stretch of words in a code block; offsets are the source's. */
export interface CodeWords {
  text: string;
  start: number;
  end: number;
}

const PLAIN = new Set(["", "text", "txt", "plain", "plaintext", "ascii", "diagram"]);
const DIAGRAM = new Set(["mermaid", "plantuml", "puml", "dot", "graphviz", "d2"]);
const COMMENT = /^\s*(?:#(?![!{])|\/\/|--\s|;;|\*\s|\/\*\*?)\s*(.*)$/;
const TRAILING_COMMENT = /\s(?:#|\/\/)\s+(\S.*)$/;
const DOCSTRING = /^\s*(?:"""|''')(.+?)(?:"""|''')?\s*$/;
const LABEL = /[[({|"]+([^[\](){}|"]{6,200})[\])}|"]+/g;
/** Box drawing, arrows and bullets of ASCII diagrams. */
const DRAWING = /[\u2190-\u21ff\u2500-\u25ff\u2022|+\-=<>*_~^]{1,}/g;
const MIN_WORDS = 3;

/** The words of a code block `source.slice(start, end)` (fences included) in a language. */
export function codeWords(source: string, start: number, end: number, language: string): CodeWords[] {
  const found: CodeWords[] = [];
  const kind = language.toLowerCase();
  const add = (text: string, from: number, length: number) => {
    const plain = text.replace(DRAWING, " ").replace(/\s+/g, " ").trim();
    const words = plain.match(/\p{L}{2,}/gu)?.length ?? 0;
    if (words >= MIN_WORDS || /[\u3040-\u9fff]{6}/.test(plain))
      found.push({ text: plain, start: from, end: from + length });
  };
  const lines = /[^\r\n]+/g;
  lines.lastIndex = start;
  let first = true;
  for (let m = lines.exec(source); m && m.index < end; m = lines.exec(source)) {
    const line = m[0].slice(0, end - m.index);
    if (first || /^\s*(?:`{3,}|~{3,})\s*$/.test(line)) {
      first = false;
      if (/^\s*(?:`{3,}|~{3,})/.test(line)) continue;
    }
    if (PLAIN.has(kind)) add(line, m.index, line.length);
    else if (DIAGRAM.has(kind)) {
      for (const label of line.matchAll(LABEL))
        add((label[1] ?? "").replace(/<br\s*\/?>/gi, " "), m.index + label.index, label[0].length);
    } else {
      const words = COMMENT.exec(line)?.[1] ?? DOCSTRING.exec(line)?.[1] ?? TRAILING_COMMENT.exec(line)?.[1];
      if (words) add(words, m.index, line.length);
    }
  }
  return found;
}
