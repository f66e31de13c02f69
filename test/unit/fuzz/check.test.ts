/** Checks and language features: whatever the text, they answer, inside the text, and the same each time. */
import fc from "fast-check";
import { describe, expect } from "vitest";
import { type Checked, check } from "../../../server/src/check/check.ts";
import { questionsOf } from "../../../server/src/check/questions.ts";
import { blocking } from "../../../server/src/check/stages.ts";
import { documentReport } from "../../../server/src/cli/report.ts";
import { bookFramework } from "../../../server/src/framework/index.ts";
import { STATUSES } from "../../../server/src/framework/types.ts";
import { codeActions } from "../../../server/src/language/codeActions/index.ts";
import { codeLenses } from "../../../server/src/language/codeLens.ts";
import { completions } from "../../../server/src/language/completion.ts";
import { coverageView } from "../../../server/src/language/coverageView.ts";
import { definition } from "../../../server/src/language/definition.ts";
import { diagnosticsOf } from "../../../server/src/language/diagnostics.ts";
import { documentHighlights } from "../../../server/src/language/documentHighlight.ts";
import { documentLinks } from "../../../server/src/language/documentLinks.ts";
import { documentSymbols } from "../../../server/src/language/documentSymbols.ts";
import { foldingRanges } from "../../../server/src/language/foldingRanges.ts";
import { hover } from "../../../server/src/language/hover.ts";
import { inlayHints } from "../../../server/src/language/inlayHints.ts";
import { subjectOf } from "../subject.ts";
import { expectRangesIn, lineLengths } from "./bounds.ts";
import { property } from "./fuzz.ts";
import { asDesignDocs, documents, edited, edits } from "./inputs.ts";

const framework = bookFramework();
const options = fc.record(
  {
    assumeDesignDoc: fc.boolean(),
    status: fc.constantFrom(...STATUSES),
    locale: fc.constantFrom("en", "ru", "de", "__proto__"),
    language: fc.constantFrom("en", "ru", "ja"),
    problemTypes: fc.subarray(["ranking", "llm", "vision", "causal"]),
    aliases: fc.constantFrom({}, { baselines: ["Notes", "Churn"] }, { cost: ["", "###"] }),
    requiredFrom: fc.constantFrom({}, { cost: "draft", baselines: "off" }),
  },
  { requiredKeys: [] },
);

/** What there is to see of a check, as one text. */
function seen({ doc: _, ...checked }: Checked, path = "a.md"): string {
  const { doc, ...reading } = checked.reading;
  const places = reading.sections.map(({ id, places: found, evidence }) => [
    id,
    found.map(({ heading, because, by, answered }) => [heading.index, because, by, answered]),
    evidence.map(({ start, end, because }) => [start, end, because]),
  ]);
  const report = documentReport(path, { doc, ...checked });
  return JSON.stringify([report, places, checked.findings, checked.suppressed, checked.pending, checked.failures]);
}

function expectInBounds(checked: Checked): void {
  const { doc, reading, findings, suppressed, failures } = checked;
  expect(failures).toEqual([]);
  const lengths = lineLengths(doc.text);
  expectRangesIn(lengths, findings, "findings");
  expectRangesIn(lengths, suppressed, "suppressed");
  for (const { evidence, places } of reading.sections) {
    for (const { start, end } of evidence) expect(0 <= start && start <= end && end <= doc.text.length).toBe(true);
    for (const { heading } of places) expect(doc.headings[heading.index]).toBe(heading);
  }
  for (const { data } of findings)
    if (data.reasonAt)
      expectRangesIn(lengths, { start: data.reasonAt.position, end: data.reasonAt.position }, "reason");
}

describe("whatever the text", () => {
  property(
    "a check ends with findings inside it, twice the same",
    500,
    fc.tuple(documents, options),
    ([text, given]) => {
      const checked = check(text, given as never);
      expectInBounds(checked);
      expect(seen(check(text, given as never))).toBe(seen(checked));
      expectRangesIn(lineLengths(text), blocking(checked, given as never), "blocking");
      for (const section of checked.reading.sections)
        expectRangesIn(lineLengths(text), questionsOf(section, checked, framework), "questions");
    },
  );

  property(
    "a check beside the earlier version says what a whole one does",
    1_200,
    fc.tuple(asDesignDocs, fc.array(edits, { minLength: 1, maxLength: 15 })),
    ([begin, changes]) => {
      let text = begin;
      let checked = check(text);
      for (const change of changes) {
        text = edited(text, change);
        checked = check(text, {}, checked);
        expect(seen(checked), JSON.stringify(text)).toBe(seen(check(text)));
      }
      return changes.length;
    },
  );

  property(
    "every feature answers at any place, inside it",
    300,
    fc.tuple(fc.oneof(documents, asDesignDocs), fc.nat(), fc.nat(), fc.constantFrom("en", "ru")),
    ([text, a, b, locale]) => {
      const client = { tags: true, resolvesEdits: false };
      const projectConfig = { uri: "file:///.ml-design-docs.yaml", text: undefined, version: undefined };
      const subject = subjectOf(text, { client, locale, projectConfig });
      const lengths = lineLengths(text);
      const at = (n: number) => {
        const line = n % lengths.length;
        return { line, character: n % ((lengths[line] as number) + 1) };
      };
      const [start, end] = [at(Math.min(a, b)), at(Math.max(a, b))];
      const range =
        start.line <= end.line ? { start, end: start.line === end.line ? start : end } : { start: end, end: start };
      const offset = a % (text.length + 1);
      const own = {
        diagnostics: diagnosticsOf(subject),
        lenses: codeLenses(subject),
        links: documentLinks(subject),
        symbols: documentSymbols(subject),
        hints: inlayHints(subject, range),
        hover: hover(subject, offset),
        completions: completions(subject, offset, undefined),
        highlights: documentHighlights(subject, offset),
        coverage: coverageView(subject),
      };
      for (const [name, answer] of Object.entries(own)) expectRangesIn(lengths, answer, name);
      for (const { startLine, endLine } of foldingRanges(subject))
        expect(0 <= startLine && startLine <= endLine && endLine < lengths.length, "folding").toBe(true);
      for (const { title, edit } of codeActions(subject, range, { diagnostics: [] }))
        for (const change of edit?.documentChanges ?? [])
          if ("edits" in change && change.textDocument.uri === subject.uri)
            expectRangesIn(lengths, change.edits, title);
      const link = definition(subject, offset);
      if (link) expectRangesIn(lengths, JSON.parse(JSON.stringify(link)), "definition");
    },
  );
});
