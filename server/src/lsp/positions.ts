/** Position encodings: features count UTF-16 code units, a client may count bytes or code points. */

export type PositionEncoding = "utf-16" | "utf-8" | "utf-32";

const KNOWN: readonly PositionEncoding[] = ["utf-16", "utf-8", "utf-32"];

/** The encoding to speak: UTF-16 if the client knows it, else the first of its own that is known. */
export function negotiate(offered: readonly string[] | undefined): PositionEncoding {
  if (!Array.isArray(offered) || offered.includes("utf-16")) return "utf-16";
  return KNOWN.find((encoding) => offered.includes(encoding)) ?? "utf-16";
}

/** A column in UTF-16 code units → in the client's units. */
export function encodeColumn(line: string, character: number, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return character;
  const before = line.slice(0, character);
  return encoding === "utf-8" ? utf8Length(before) : [...before].length;
}

/** A column in the client's units → in UTF-16 code units; past the line's end it is the line's end. */
export function decodeColumn(line: string, character: number, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return character;
  let units = 0;
  let column = 0;
  for (const point of line) {
    if (units >= character) break;
    units += encoding === "utf-8" ? utf8Length(point) : 1;
    column += point.length;
  }
  return column;
}

function utf8Length(text: string): number {
  let length = 0;
  for (const point of text) {
    const code = point.codePointAt(0) as number;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** A line of a text without its end, or nothing if there is no such line. */
export function lineIn(text: string, line: number): string | undefined {
  return text.split(/\r\n|\n|\r/)[line];
}

/** A line's text in the document of a URI, or nothing if the text is not known. */
export type LineOf = (uri: string, line: number) => string | undefined;
type Convert = (line: string, character: number, encoding: PositionEncoding) => number;

/**
 * Converts every position in a message, however deep. `uri` is the document it is about; parts that name another one
 * (`uri`, `textDocument.uri`) are about that.
 */
export function convertPositions<T>(
  value: T,
  uri: string,
  lineOf: LineOf,
  convert: Convert,
  encoding: PositionEncoding,
): T {
  if (encoding === "utf-16") return value;
  const walk = (part: unknown, about: string): unknown => {
    if (Array.isArray(part)) return part.map((item) => walk(item, about));
    if (!part || typeof part !== "object") return part;
    const object = part as Record<string, unknown>;
    const { line, character } = object;
    if (typeof line === "number" && typeof character === "number") {
      const text = lineOf(about, line);
      return text === undefined ? part : { ...object, character: convert(text, character, encoding) };
    }
    const own = object["textDocument"] as { uri?: unknown } | undefined;
    const named = typeof object["uri"] === "string" ? object["uri"] : typeof own?.uri === "string" ? own.uri : about;
    return Object.fromEntries(
      // What a diagnostic or action carries for us is ours: it comes back as it went.
      Object.entries(object).map(([key, item]) => [key, key === "data" ? item : walk(item, named)]),
    );
  };
  return walk(value, uri) as T;
}
