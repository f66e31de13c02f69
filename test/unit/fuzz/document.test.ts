/** Reading a document: never throws, loses no character, puts everything inside the text, and an edit ends where a whole reading does. */
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect } from "vitest";
import { readDesignDoc } from "../../../server/src/document/designDoc.ts";
import { placeInFrontMatter, readFrontMatter } from "../../../server/src/document/frontMatter.ts";
import { readBlock } from "../../../server/src/document/read.ts";
import { lineStartsOf } from "../../../server/src/document/text.ts";
import type { DesignDoc, Heading } from "../../../server/src/document/types.ts";
import { marksOf } from "../../../server/src/recognition/marks.ts";
import { property } from "./fuzz.ts";
import { documents, edited, edits } from "./inputs.ts";

/** Everything that a reader of the document sees, without object identity. */
function seen(doc: DesignDoc) {
  const { lineStarts, lineEnd, blocks, headings, body, owner, frontMatter } = doc;
  return JSON.stringify({
    lineStarts,
    lineEnd,
    blocks: blocks.map(({ reading, start }) => [start, reading.text, reading.skipped, reading.parts]),
    headings: headings.map((h) => [
      h.start,
      h.end,
      h.textStart,
      h.textEnd,
      h.scopeEnd,
      h.bodyStart,
      h.bodyEnd,
      h.index,
      h.parent?.index,
      h.children.map((child) => child.index),
    ]),
    body: body.map(({ start, end }) => [start, end]),
    owner: owner.map((h) => h?.index),
    // YAML's anchors make circles.
    frontMatter: inspect(frontMatter, { depth: 8 }),
  });
}

/** Throws if anything lies outside the text, or outside what holds it. */
function expectInBounds(doc: DesignDoc): void {
  const { text, blocks, headings, body, owner, lineStarts, frontMatter } = doc;
  const within = (start: number, end: number, [from, to]: [number, number], what: string) => {
    if (!(from <= start && start <= end && end <= to))
      expect.fail(`${what}: [${start}, ${end}] not in [${from}, ${to}]`);
  };
  expect(lineStarts).toEqual(lineStartsOf(text));
  expect(blocks.map((b) => b.reading.text).join("")).toBe(text);
  let at = 0;
  for (const { start, reading } of blocks) {
    expect(start).toBe(at);
    at += reading.text.length;
    for (const part of reading.parts)
      within(part.start, part.end, [0, reading.text.length], `${part.type} in its block`);
  }
  if (frontMatter) within(frontMatter.start, frontMatter.end, [0, text.length], "front matter");
  for (const error of frontMatter?.errors ?? []) within(error.offset, error.offset, [0, text.length], "YAML error");
  headings.forEach((h, i) => {
    expect(h.index).toBe(i);
    within(h.start, h.end, [0, text.length], "heading");
    within(h.textStart, h.textEnd, [h.start, h.end], "heading's text");
    within(h.end, h.scopeEnd, [0, text.length], "heading's scope");
    within(h.bodyStart, h.bodyEnd, [0, body.length], "heading's body");
    if (!h.parent) return;
    within(h.bodyStart, h.bodyEnd, [h.parent.bodyStart, h.parent.bodyEnd], "sub-heading's body");
    expect(h.parent.children).toContain(h);
    expect(h.parent.index).toBeLessThan(i);
  });
  expect(owner).toHaveLength(body.length);
  body.forEach(({ start, end }, i) => {
    within(start, end, [0, text.length], "part of the body");
    const holder: Heading | undefined = owner[i];
    if (holder && !(holder.bodyStart <= i && i < holder.bodyEnd))
      expect.fail(`part ${i} is outside its heading's body`);
  });
  for (const { start, end, name, ids, contentEnd } of marksOf(doc)) {
    within(start, end, [0, text.length], "mark");
    for (const word of [name, ...ids]) within(word.start, word.end, [start, end], "word of a mark");
    within(contentEnd, contentEnd, [start, end], "end of a mark's content");
  }
}

describe("whatever the text", () => {
  property("a document is read, all of it, the same each time", 1_500, documents, (text) => {
    const doc = readDesignDoc(text);
    expectInBounds(doc);
    expect(seen(readDesignDoc(text))).toBe(seen(doc));
  });

  const words = fc.array(
    fc.constantFrom(
      "a",
      "B",
      "é",
      "数",
      "1",
      "12",
      "  ",
      " ",
      ",",
      ".",
      "'",
      "’",
      "(",
      ")",
      "-",
      "www.a.com",
      "--",
      "(c)",
      "1.",
      "#",
    ),
    { minLength: 1, maxLength: 8 },
  );
  const ends = fc.constantFrom("", "\n", "\r\n", "\r", "\n\n", "\n \t\n", "\n    ");
  property(
    "a heading of plain words is read as parsing it would",
    1_000,
    fc.tuple(fc.integer({ min: 1, max: 7 }), fc.constantFrom(" ", "   "), words, ends),
    ([depth, gap, list, end]) => {
      const text = `${"#".repeat(depth)}${gap}${list.join("")}${end}`;
      // A comment behind it keeps it from the short way.
      const parsed = readBlock(`${text}${/[\r\n]/.test(end) ? "" : "\n"}\n<!-- -->\n`, false);
      expect(readBlock(text, false).parts).toEqual(parsed.parts.filter((part) => part.type !== "comment"));
    },
  );

  property("front matter and places in it lie inside", 1_000, documents, (text) => {
    const front = readFrontMatter(text);
    for (const key of Object.keys(front?.data ?? {})) {
      const place = placeInFrontMatter(text, [key]);
      for (const [start, end] of [place?.key, place?.value].filter((p) => p !== undefined))
        expect(front && front.start <= start && start < end && end <= front.end, key).toBe(true);
    }
  });

  property(
    "after each of ten thousand edits it is read as a whole reading would",
    10_000,
    fc.tuple(documents, fc.array(fc.array(edits, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 30 })),
    ([begin, versions]) => {
      let text = begin;
      let doc = readDesignDoc(text);
      for (const changes of versions) {
        text = changes.reduce(edited, text);
        doc = readDesignDoc(text, doc);
        expect(seen(doc), JSON.stringify(text)).toBe(seen(readDesignDoc(text)));
      }
      expectInBounds(doc);
      return versions.length;
    },
  );
});
