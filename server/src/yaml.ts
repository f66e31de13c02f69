/** YAML (and so JSON) of any author, parsed within bounds: no file can hang or end the process. */
import { type Document, type ParsedNode, parseDocument } from "yaml";

export interface ParsedYaml {
  /** Absent if the text was not parsed at all. */
  document?: Document.Parsed<ParsedNode, true>;
  /** Syntax errors, with UTF-16 offsets in the text. */
  errors: { start: number; end: number; message: string }[];
}

/** Parsing takes a few seconds a megabyte at worst. */
const MAX_LENGTH = 512 * 1024;
/** Deeper nesting overflows the parser's stack, or worse: it builds regular expressions as long as the indentation. */
const MAX_COLUMN = 200;
const MAX_DEPTH = 50;

/** Parses a text; offsets hold in it as it is given. Never throws. */
export function parseYaml(text: string): ParsedYaml {
  const bound = boundExceeded(text);
  if (bound) return { errors: [bound] };
  try {
    // A lone CR ends a line in editors, not in YAML; duplicate keys are left to the caller: the parser is quadratic there.
    const document = parseDocument(text.replace(/\r(?!\n)/g, "\n"), {
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: "error",
    });
    // What is missing at the end is told of behind it.
    const inText = (offset: number) => Math.min(offset, text.length);
    const errors = document.errors.map(({ message, pos }) => ({ start: inText(pos[0]), end: inText(pos[1]), message }));
    return { document: document as Document.Parsed<ParsedNode, true>, errors };
  } catch (error) {
    return { errors: [{ start: 0, end: 0, message: error instanceof Error ? error.message : String(error) }] };
  }
}

function boundExceeded(text: string): ParsedYaml["errors"][number] | undefined {
  if (text.length > MAX_LENGTH) return { start: 0, end: 0, message: `the file is longer than ${MAX_LENGTH / 1024} KB` };
  let lineStart = true;
  let column = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === "\n" || c === "\r") {
      lineStart = true;
      column = 0;
    } else if (lineStart) {
      if (c === " " || c === "\t" || c === "-" || c === "?" || c === ":") column++;
      else lineStart = false;
      if (column > MAX_COLUMN) return { start: i, end: i, message: "the file is nested too deeply" };
    }
    if (c === "[" || c === "{") depth++;
    else if ((c === "]" || c === "}") && depth > 0) depth--;
    // Brackets inside quotes count too; no sensible file has so many open ones.
    if (depth > MAX_DEPTH) return { start: i, end: i, message: "the file is nested too deeply" };
  }
  return undefined;
}
