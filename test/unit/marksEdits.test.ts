/** Marks are put where a reader sees no difference, and can be taken out again. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import { readDesignDoc } from "../../server/src/document/designDoc.ts";
import type { DesignDoc } from "../../server/src/document/types.ts";
import { fixReason, removeMark, renameInMark } from "../../server/src/edits/changeMark.ts";
import { disableFile, disableNext } from "../../server/src/edits/disable.ts";
import { applyEdits, type Edit, placeholderOffsets } from "../../server/src/edits/edit.ts";
import { kindMark } from "../../server/src/edits/kindMark.ts";
import { sameRendering } from "../../server/src/edits/sameRendering.ts";
import { notSectionMark, sectionMark, setSectionMark } from "../../server/src/edits/sectionMark.ts";
import { marksOf } from "../../server/src/recognition/marks.ts";
import { html, markdown } from "./randomMarkdown.ts";

const SILENCE = { rule: "section/empty", reason: "the audit brings the numbers", language: "en" };

const next = (text: string, at: string, silence = SILENCE) => {
  const doc = readDesignDoc(text);
  return applyEdits(doc, disableNext(doc, text.indexOf(at), silence).edits);
};
const heading = (doc: DesignDoc, words: string) => {
  const found = doc.headings.find((h) => h.part.text.includes(words));
  if (!found) throw new Error(words);
  return found;
};
const MARK = "<!-- ml-design-docs-disable-next section/empty: the audit brings the numbers -->";

describe("front matter stays the first of the file", () => {
  const TOML = '+++\ntitle = "x"\n\n[extra]\na = 1\n+++\n';
  const all = (text: string, at: string) => {
    const doc = readDesignDoc(text);
    return [
      applyEdits(doc, disableNext(doc, text.indexOf(at), SILENCE).edits),
      applyEdits(doc, disableFile(doc, SILENCE).edits),
      applyEdits(doc, kindMark("off", doc)),
    ];
  };

  test("of TOML", () => {
    const FILE = MARK.replace("next", "file");
    expect(all(`${TOML}\n# T\n`, "# T")).toEqual([
      `${TOML}\n${MARK}\n\n# T\n`,
      `${TOML}\n${FILE}\n\n# T\n`,
      `${TOML}\n<!-- ml-design-docs: off -->\n\n# T\n`,
    ]);
    expect(all(`${TOML}# T\n`, "title")[0]).toBe(`${TOML}# T\n`);
  });

  test("that is not closed yet", () => {
    for (const head of ["---\ntype: ml-design-doc\n", '+++\ntitle = "x"\n']) {
      const text = `${head}\n# T\n`;
      expect(all(text, head.slice(4))).toEqual([text, text, text]);
      expect(all(text, "# T")[0]).toBe(`${head}\n${MARK}\n\n# T\n`);
    }
    expect(all("---\n\n# T\n", "# T")[2]).toBe("---\n\n<!-- ml-design-docs: off -->\n\n# T\n");
  });

  test("whatever the case of its type", () => {
    const doc = readDesignDoc("---\ntype: ML-Design-Doc\n---\n# T\n");
    expect(kindMark("on", doc)).toEqual([]);
    expect(applyEdits(doc, kindMark("off", doc))).toBe("---\nml-design-doc: false\n---\n# T\n");
    expect(check(doc.text).reading).toMatchObject({ kind: "ml-design-doc", reason: "front matter: type" });
  });
});

test("a heading keeps the line of its attributes", () => {
  const text = "## Labels\n{: .wide}\n\nThe vendor labels.\n";
  const doc = readDesignDoc(text);
  expect(applyEdits(doc, setSectionMark(heading(doc, "Labels"), ["labels"], doc))).toBe(
    "## Labels\n{: .wide}\n\n<!-- ml-design-docs-section: labels -->\n\nThe vendor labels.\n",
  );
  const tight = readDesignDoc("## Labels\n{: .wide}\nThe vendor labels.\n");
  expect(applyEdits(tight, setSectionMark(heading(tight, "Labels"), ["labels"], tight))).toBe(
    "## Labels <!-- ml-design-docs-section: labels -->\n{: .wide}\nThe vendor labels.\n",
  );
  expect(next(tight.text, "vendor")).toBe(tight.text);
  expect(next(text, "## Labels")).toBe(`${MARK}\n\n${text}`);
});

describe("silencing the next block", () => {
  test.each([
    ["a heading", "# T\n\n## A\n\ntext\n", "## A", `# T\n\n${MARK}\n\n## A\n\ntext\n`],
    ["without a blank line where there is none", "text\n## A\n", "## A", `text\n${MARK}\n## A\n`],
    ["the whole list", "T\n\n- a\n- b\n  - c\n", "c", `T\n\n${MARK}\n\n- a\n- b\n  - c\n`],
    ["the whole quote", "T\n\n> a\n> - b\n", "b", `T\n\n${MARK}\n\n> a\n> - b\n`],
    ["the whole table", "| a |\n|---|\n| b |\n", "b", `${MARK}\n\n| a |\n|---|\n| b |\n`],
    ["the first block", "# T", "T", `${MARK}\n\n# T`],
    ["the first block behind the front matter", "---\na: 1\n---\n# T\n", "# T", `---\na: 1\n---\n${MARK}\n# T\n`],
    ["with the file's line ends", "T\r\n\r\nU\r\n", "U", `T\r\n\r\n${MARK}\r\n\r\nU\r\n`],
    ["behind a byte order mark", "\ufeffT\n", "T", `\ufeff${MARK}\n\nT\n`],
    ["between a link's definition and a paragraph", "[x]: y.md\nU\n", "U", `[x]: y.md\n${MARK}\nU\n`],
    ["an indented block", "T\n\n  U\n", "U", `T\n\n${MARK}\n\n  U\n`],
  ])("%s", (_, text, at, expected) => expect(next(text, at)).toBe(expected)); // prettier-ignore

  test("not twice, and another rule beside it", () => {
    const once = next("T\n\nU\n", "U");
    expect(next(once, "U")).toBe(once);
    const twice = next(once, "U", { ...SILENCE, rule: "baselines" });
    expect(twice.match(/disable-next/g)).toHaveLength(2);
    expect(next(next(twice, "U"), "U", { ...SILENCE, rule: "baselines" })).toBe(twice);
  });

  test("a reason can be left to its author", () => {
    const doc = readDesignDoc("# T\n\n## A\n");
    const filled = disableNext(doc, 5, { rule: "baselines", language: "ru" });
    const [start, end] = placeholderOffsets(doc, filled) ?? [0, 0];
    expect(applyEdits(doc, filled.edits).slice(start, end)).toBe("[причина]");
  });

  test("a reason cannot end the comment", () => {
    expect(next("T\n", "T", { ...SILENCE, reason: "a --> b\nc" })).toBe(
      "<!-- ml-design-docs-disable-next section/empty: a b c -->\n\nT\n",
    );
  });

  test("not in the front matter", () => expect(next("---\nstatus: x\n---\n# T\n", "status")).toContain("---\nstatus"));
});

describe("silencing the file", () => {
  const file = (text: string) => {
    const doc = readDesignDoc(text);
    return applyEdits(doc, disableFile(doc, SILENCE).edits);
  };
  const FILE = MARK.replace("next", "file");
  test.each([
    ["# T\n", `${FILE}\n\n# T\n`],
    ["---\na: 1\n---\n\n# T\n", `---\na: 1\n---\n\n${FILE}\n\n# T\n`],
    ["<!-- ml-design-docs: on -->\n\n# T\n", `<!-- ml-design-docs: on -->\n\n${FILE}\n\n# T\n`],
    ["", `${FILE}\n`],
    ["---\na: 1\n---", `---\na: 1\n---\n\n${FILE}`],
  ])("%j", (text, expected) => {
    expect(file(text)).toBe(expected);
    expect(file(expected)).toBe(expected);
  });
});

describe("saying what a heading is", () => {
  const mark = (text: string, words: string, ids: string[]) => {
    const doc = readDesignDoc(text);
    return applyEdits(doc, sectionMark(heading(doc, words), ids, doc));
  };
  const B = "<!-- ml-design-docs-section: baselines -->";
  test.each([
    ["## A\n\ntext\n", "A", `## A\n\n${B}\n\ntext\n`],
    ["## A\ntext\n", "A", `## A\n${B}\ntext\n`],
    ["## A", "A", `## A\n\n${B}`],
    ["A\n---\n\ntext\n", "A", `A\n---\n\n${B}\n\ntext\n`],
    ["**A**\n\ntext\r\n", "A", `**A**\n\n${B}\n\ntext\r\n`],
    ["<h2>A</h2>\n<p>x</p>\n", "A", `<h2>A</h2>\n${B}\n<p>x</p>\n`],
    ["<div><h2>A</h2>x</div>\n", "A", `<div><h2>A</h2>${B}x</div>\n`],
    ["**A:** the rules engine.\n", "A", `**A:** the rules engine. ${B}\n`],
    ["- **A:** rules\n- b\n", "A", `- **A:** rules ${B}\n- b\n`],
    ["1. Risks\n   - late data\n2. b\n", "Risks", `1. Risks\n   ${B}\n   - late data\n2. b\n`],
    ["-\tRisks\n\t- late data\n", "Risks", `-\tRisks\n \t${B}\n\t- late data\n`],
    ["| Baseline | x |\n|---|---|\n| Risks | y |\n", "Risks", "| Baseline | x |\n|---|---|\n| Risks | y |\n"],
  ])("%j", (text, words, expected) => {
    expect(mark(text, words, ["baselines"])).toBe(expected);
    expect(html(expected)).toBe(html(text));
  });

  test("a mark that stands there already takes the new section in", () => {
    const text = `## A\n\n${B}\n\ntext\n`;
    expect(mark(text, "A", ["model"])).toContain("<!-- ml-design-docs-section: baselines, model -->");
    expect(mark(text, "A", ["baselines"])).toBe(text);
    const none = text.replace("baselines", "none");
    expect(mark(none, "A", ["model"])).toContain("<!-- ml-design-docs-section: model -->");
    expect(mark(text, "A", [])).toBe(text);
    const doc = readDesignDoc(text);
    expect(applyEdits(doc, setSectionMark(heading(doc, "A"), [], doc))).toBe(none);
    expect(mark("## A\n\n<!-- ml-design-docs-section -->\n", "A", ["model"])).toBe(
      "## A\n\n<!-- ml-design-docs-section: model -->\n",
    );
  });

  test("a heading that was wrongly taken for a section keeps its others", () => {
    const text = "# T\n\n## Monitoring\n\nPage if recall < 0.3 for 1 h.\n";
    const { reading, doc } = check(text, { assumeDesignDoc: true });
    const own = heading(doc, "Monitoring");
    const after = applyEdits(doc, notSectionMark(own, "monitoring", reading));
    expect(after).toContain("## Monitoring\n\n<!-- ml-design-docs-section: none -->\n\nPage");
    const again = check(after, { assumeDesignDoc: true }).reading.sections.find((s) => s.id === "monitoring");
    expect(again?.places).toEqual([]);
  });
});

describe("saying whether a document is a design doc", () => {
  const kind = (text: string, to: "on" | "off") => {
    const doc = readDesignDoc(text);
    return applyEdits(doc, kindMark(to, doc));
  };
  test.each([
    ["# T\n", "on", "<!-- ml-design-docs: on -->\n\n# T\n"],
    ["<!-- ml-design-docs: on -->\n\n# T\n", "off", "<!-- ml-design-docs: off -->\n\n# T\n"],
    ["---\ntitle: x\n---\n# T\n", "on", "---\ntitle: x\ntype: ml-design-doc\n---\n# T\n"],
    ["---\r\ntitle: x\r\n---\r\n# T\r\n", "off", "---\r\ntitle: x\r\nml-design-doc: false\r\n---\r\n# T\r\n"],
    ["---\ntype: ml-design-doc # us\n---\n", "off", "---\nml-design-doc: false # us\n---\n"],
    ["---\nml-design-doc: false\nx: 1\n---\n", "on", "---\ntype: ml-design-doc\nx: 1\n---\n"],
    ["---\nml-design-doc: true\n---\n", "off", "---\nml-design-doc: false\n---\n"],
    ["---\ntype: note\n---\n# T\n", "on", "---\ntype: note\n---\n<!-- ml-design-docs: on -->\n# T\n"],
    [
      "---\ntype: note\nml-design-doc: false\n---\n# T\n",
      "on",
      "---\ntype: note\nml-design-doc: true\n---\n<!-- ml-design-docs: on -->\n# T\n",
    ],
    ["---\n---\n# T\n", "off", "---\nml-design-doc: false\n---\n# T\n"],
    ["---\n- a list\n---\n# T\n", "off", "---\n- a list\n---\n<!-- ml-design-docs: off -->\n# T\n"],
    ["", "on", "<!-- ml-design-docs: on -->\n"],
  ] as const)("%j is %s", (text, to, expected) => {
    expect(kind(text, to)).toBe(expected);
    expect(kind(expected, to)).toBe(expected);
    expect(check(expected).reading.kind).toBe(to === "on" ? "ml-design-doc" : "other");
    const back = to === "on" ? "off" : "on";
    expect(check(kind(expected, back)).reading.kind).toBe(back === "on" ? "ml-design-doc" : "other");
  }); // prettier-ignore
});

describe("changing a mark that is there", () => {
  const first = (text: string) => {
    const doc = readDesignDoc(text);
    const [mark] = marksOf(doc);
    if (!mark) throw new Error(text);
    return { doc, mark };
  };
  test.each([
    ["<!-- ml-design-docs-disable-next baselines -->\n\nT\n", "baselines: [reason] -->"],
    ["<!-- ml-design-docs-disable-next baselines: -->\n\nT\n", "baselines: [reason] -->"],
    ["<!--ml-design-docs-disable-file baselines-->\n", "baselines: [reason]-->"],
    ["<!-- ml-design-docs-disable-next baselines: TBD -->\n\nT\n", "baselines: [reason] -->"],
  ])("a reason is asked for: %j", (text, expected) => {
    const { doc, mark } = first(text);
    const filled = fixReason(mark, doc, "en");
    const after = applyEdits(doc, filled.edits);
    expect(after).toContain(expected);
    const [start, end] = placeholderOffsets(doc, filled) ?? [0, 0];
    expect(after.slice(start, end)).toBe("[reason]");
    const again = first(after);
    expect(fixReason(again.mark, again.doc, "en").edits).toEqual([]);
  });

  test("names are corrected, and nothing else", () => {
    const { doc, mark } = first("<!-- ml-design-docs-disable-next basline, model: basline is odd -->\n\nT\n");
    expect(applyEdits(doc, renameInMark(mark, "basline", "baselines", doc))).toBe(
      "<!-- ml-design-docs-disable-next baselines, model: basline is odd -->\n\nT\n",
    );
  });

  test.each([
    ["a\n\n<!-- ml-design-docs-section: x -->\n\nb\n", "a\n\nb\n"],
    ["## a\n<!-- ml-design-docs-section: x -->\nb\n", "## a\nb\n"],
    ["a\n<!-- ml-design-docs-section: x -->\nb\n", "a\n\nb\n"],
    ["- a\n\n<!-- ml-design-docs-section: x -->\n\n- b\n", "- a\n\n<!-- -->\n\n- b\n"],
    ["## a\n\n<!-- ml-design-docs-section: x -->\n", "## a\n"],
    ["## a\n\n<!-- ml-design-docs-section: x -->", "## a"],
    ["<!-- ml-design-docs: on -->\n\n# T\n", "# T\n"],
    ["<!-- ml-design-docs: on -->", ""],
    ["**A:** b. <!-- ml-design-docs-section: x -->\n", "**A:** b.\n"],
    ["a\r\n\r\n<!-- ml-design-docs-section: x -->\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"],
  ])("a mark is taken out: %j", (text, expected) => {
    const { doc, mark } = first(text);
    const after = applyEdits(doc, removeMark(mark, doc));
    expect(after).toBe(expected);
    expect(html(after)).toBe(html(text));
  });
});

/** Every edit is an insertion; without what it inserts the text is what it was. */
function onlyInserts(edits: readonly Edit[]): void {
  for (const { range } of edits) expect(range.start).toEqual(range.end);
}

function inside(edits: readonly Edit[], doc: DesignDoc): void {
  for (const { range } of edits)
    for (const { line, character } of [range.start, range.end]) {
      const start = doc.lineStarts[line];
      expect(start).toBeDefined();
      const end = doc.lineStarts[line + 1] ?? doc.text.length;
      expect(character).toBeGreaterThanOrEqual(0);
      expect((start ?? 0) + character).toBeLessThanOrEqual(end);
    }
}

const RUNS = { numRuns: 80 };

describe("whatever the document", () => {
  test("silencing the next block shows nothing, happens once, and can be undone", () => {
    fc.assert(
      fc.property(markdown, fc.nat(), (text, n) => {
        const doc = readDesignDoc(text);
        const offset = n % (text.length + 1);
        const { edits } = disableNext(doc, offset, SILENCE);
        onlyInserts(edits);
        inside(edits, doc);
        const after = applyEdits(doc, edits);
        expect(html(after)).toBe(html(text));
        expect(after.replaceAll(doc.lineEnd, "")).not.toMatch(doc.lineEnd === "\r" ? /\n/ : /\r/);
        if (edits.length === 0) return;
        const again = readDesignDoc(after, doc);
        const [edit] = edits;
        const at = (doc.lineStarts[edit?.range.start.line ?? 0] ?? 0) + (edit?.range.start.character ?? 0);
        const moved = offset < at ? offset : offset + (after.length - text.length);
        expect(disableNext(again, moved, SILENCE).edits).toEqual([]);
        const mark = marksOf(again).find((m) => m.reason === SILENCE.reason);
        if (!mark) throw new Error("The mark is not read.");
        expect(applyEdits(again, removeMark(mark, again))).toBe(text);
      }),
      RUNS,
    );
  });

  test("silencing the file and switching it on or off show nothing and happen once", () => {
    fc.assert(
      fc.property(markdown, fc.constantFrom("on" as const, "off" as const), (text, to) => {
        const doc = readDesignDoc(text);
        const { edits } = disableFile(doc, SILENCE);
        onlyInserts(edits);
        inside(edits, doc);
        const after = readDesignDoc(applyEdits(doc, edits));
        expect(html(after.text)).toBe(html(text));
        if (edits.length) expect(disableFile(after, SILENCE).edits).toEqual([]);
        const kind = kindMark(to, doc);
        inside(kind, doc);
        const switched = readDesignDoc(applyEdits(doc, kind));
        expect(html(switched.text)).toBe(html(text));
        expect(kindMark(to, switched)).toEqual([]);
        if (kind.length) expect(check(switched.text).reading.kind).toBe(to === "on" ? "ml-design-doc" : "other");
      }),
      RUNS,
    );
  });

  test("a heading's mark shows nothing, is read, and can be undone", () => {
    fc.assert(
      fc.property(markdown, fc.nat(), (text, n) => {
        const doc = readDesignDoc(text);
        const own = doc.headings[n % Math.max(1, doc.headings.length)];
        if (!own) return;
        const edits = setSectionMark(own, ["leakage"], doc);
        inside(edits, doc);
        const after = readDesignDoc(applyEdits(doc, edits));
        expect(html(after.text)).toBe(html(text));
        if (edits.length === 0) return;
        const target = after.headings[own.index];
        if (!target) throw new Error("The heading is gone.");
        expect(target.part.text).toBe(own.part.text);
        expect(setSectionMark(target, ["leakage"], after)).toEqual([]);
        if (edits.some((e) => !/^\s*<!--/.test(e.newText))) return;
        const mark = marksOf(after).find((m) => m.ids.some((word) => word.id === "leakage"));
        if (mark) expect(applyEdits(after, removeMark(mark, after))).toBe(text);
      }),
      RUNS,
    );
  });

  test("taking out any comment of ours shows nothing", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const doc = readDesignDoc(text);
        for (const mark of marksOf(doc)) {
          const edits = removeMark(mark, doc);
          inside(edits, doc);
          expect(html(applyEdits(doc, edits))).toBe(html(text));
        }
      }),
      RUNS,
    );
  });

  test("two renderings are the same for the editor if they are for a reader", () => {
    fc.assert(
      fc.property(markdown, markdown, (a, b) => {
        expect(sameRendering(a, a)).toBe(true);
        if (sameRendering(a, b)) expect(html(a)).toBe(html(b));
      }),
      RUNS,
    );
  });
});
