import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Automaton, type Span } from "../../server/src/framework/automaton.ts";
import { AutomatonBuilder } from "../../server/src/framework/automatonBuilder.ts";
import { packTables, unpackTables } from "../../server/src/framework/automatonTables.ts";
import { builtinSpans } from "../../server/src/framework/builtinClasses.ts";
import { Packer, Unpacker } from "../../server/src/framework/packing.ts";
import { type Phrase, PhraseError, parsePhrase } from "../../server/src/framework/phrase.ts";
import { tokenize } from "../../server/src/framework/tokens.ts";
import { WordTable } from "../../server/src/framework/wordTable.ts";

/** Finds phrases, numbered in their order, in a text; by default with the classes' instances that stand in it. */
function matcher(phrases: readonly (string | Phrase)[], growth?: number) {
  const wordTable = new WordTable();
  const builder = new AutomatonBuilder(wordTable, growth);
  for (const phrase of phrases) builder.add(typeof phrase === "string" ? parsePhrase(phrase) : phrase);
  const automaton = new Automaton(unpackTables(packTables(builder.tables())), wordTable);
  return (text: string, spans?: readonly Span[]) => {
    const tokens = tokenize(text);
    return automaton.match(wordTable.wordsOf(tokens), spans ?? builtinSpans(text, tokens));
  };
}

/** The texts that a phrase finds in a statement. */
function finds(phrase: string, text: string): string[] {
  const tokens = tokenize(text);
  return matcher([phrase])(text).map((m) => text.slice(tokens[m.start]?.start, tokens[m.end - 1]?.end));
}

describe("phrases", () => {
  test.each([
    ["split by date", "Splitting by dates is safe", "Splitting by dates"],
    ["=Go", "we use go here", "go"],
    ["beat|exceed the baseline", "must exceed the baseline", "exceed the baseline"],
    ["(time based|by date) split", "a time-based split", "time-based split"],
    ["a/b test", "An A/B test runs", "A/B test"],
    ["human? baseline", "the baseline", "baseline"],
    ["baseline *2 recall", "baseline of the recall", "baseline of the recall"],
    ["latency * <quantity>", "latency stays < 200 ms", "latency stays < 200 ms"],
    ["recall <percent>", "recall 41 %", "recall 41"],
    ["пилот на <quantity>", "пилота на 5 % пользователей", "пилота на 5"],
    ["数据来源", "本文的数据来源如下", "数据来源"],
  ])("%s is found in %s", (phrase, text, found) => {
    expect(finds(phrase, text)).toContain(found);
  });

  test.each([
    ["split by date", "split them by hand or by date"],
    ["baseline *1 recall", "baseline of the recall"],
    ["=splits", "split"],
    ["recall <percent>", "recall 2024"],
    ["cat", "concatenate"],
  ])("%s is not found in %s", (phrase, text) => {
    expect(finds(phrase, text)).toEqual([]);
  });

  test.each(["(a", "a)", "*99 b", "a||b", "?", "(a|)", "=", "()"])(
    "the malformed %s is refused with its text",
    (source) => {
      expect(() => parsePhrase(source)).toThrow(PhraseError);
      expect(() => parsePhrase(source)).toThrow(source);
    },
  );
});

/** Where a phrase that begins at a token may end: the notation read literally, without an automaton. */
function ends(phrase: Phrase, words: readonly string[], spans: readonly Span[], at: number): Set<number> {
  switch (phrase.kind) {
    case "word":
      return new Set(words[at] === phrase.stem ? [at + 1] : []);
    case "exact":
      return new Set(words[at] === phrase.word ? [at + 1] : []);
    case "class":
      return new Set(spans.filter((s) => s.name === phrase.name && s.start === at).map((s) => s.end));
    case "gap":
      return new Set(Array.from({ length: phrase.max + 1 }, (_, n) => at + n).filter((end) => end <= words.length));
    case "optional":
      return new Set([at, ...ends(phrase.item, words, spans, at)]);
    case "choice":
      return new Set(phrase.items.flatMap((item) => [...ends(item, words, spans, at)]));
    case "sequence": {
      let from = new Set([at]);
      for (const item of phrase.items)
        from = new Set([...from].flatMap((start) => [...ends(item, words, spans, start)]));
      return from;
    }
  }
}

describe("the automaton finds a phrase exactly where the notation says, from its last beginning on", () => {
  // Few words, so that phrases share beginnings, go on alike behind different ones and overlap in the text.
  const word = fc.constantFrom("a", "b", "c", "d");
  const part = fc.oneof(
    word,
    word,
    fc.constantFrom("=a", "=b", "<x>", "<y>", "*1", "*3", "* *2"),
    fc.constantFrom("(a|b c)", "(a|*2 b|c d)", "(<x>|a)", "(a|a b|=a)", "d?", "(b c)?", "(* <x>)?", "b|c"),
  );
  const phrase = fc
    .tuple(fc.constantFrom("a", "a", "d", "=a", "<x>", "(a|d)", "(a|<y> b)"), fc.array(part, { maxLength: 5 }))
    .map(([first, rest]) => [first, ...rest, "a"].join(" "));
  const text = fc.array(word, { maxLength: 14 }).chain((words) => {
    const span = fc
      .tuple(fc.constantFrom("x", "y"), fc.nat(13), fc.integer({ min: 1, max: 3 }))
      .map(([name, start, length]): Span => ({ name, start, end: start + length }))
      .filter(({ end }) => end <= words.length);
    return fc.tuple(fc.constant(words), words.length ? fc.array(span, { maxLength: 4 }) : fc.constant([]));
  });

  test.each([
    ["states joined", undefined],
    ["states side by side", 0],
  ])("%s", (_, growth) => {
    fc.assert(
      fc.property(fc.array(phrase, { minLength: 1, maxLength: 6 }), text, (phrases, [words, spans]) => {
        const found = matcher(phrases, growth)(words.join(" "), spans).map((m) => [m.phrase, m.start, m.end]);
        const last = new Map<string, number[]>();
        phrases.forEach((source, n) => {
          const parsed = parsePhrase(source);
          words.forEach((_, start) => {
            for (const end of ends(parsed, words, spans, start)) last.set(`${n} ${end}`, [n, start, end]);
          });
        });
        const order = ([n = 0, , end = 0]: number[]) => end * phrases.length + n;
        expect(found).toEqual([...last.values()].sort((a, b) => order(a) - order(b)));
      }),
      { numRuns: 2000 },
    );
  });
});

test("numbers are packed without loss", () => {
  const number = fc.oneof(fc.nat(100), fc.nat());
  fc.assert(
    fc.property(fc.array(number), fc.array(fc.integer({ min: -(2 ** 30), max: 2 ** 30 - 1 })), (naturals, integers) => {
      const packer = new Packer();
      for (const n of naturals) packer.put(n);
      for (const n of integers) packer.putSigned(n);
      const text = packer.toString();
      expect(JSON.stringify(text)).toBe(`"${text}"`);
      const unpacker = new Unpacker(text);
      expect(naturals.map(() => unpacker.take())).toEqual(naturals);
      expect(integers.map(() => unpacker.takeSigned())).toEqual(integers);
    }),
  );
});

test("words of plain English are cut as those of any script", () => {
  const plain = fc.string({ unit: fc.constantFrom(..."a1b9.,' -x") });
  fc.assert(
    fc.property(plain, (text) => {
      const [, ...expected] = tokenize(`é ${text}`).map(({ lower, start }) => [lower, start - 2]);
      expect(tokenize(text).map(({ lower, start }) => [lower, start])).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});

describe("built-in classes", () => {
  const classes = (text: string) => new Set(builtinSpans(text, tokenize(text)).map((s) => s.name));

  test.each([
    "41 %",
    "€1.2 M",
    "p95 < 200 ms",
    "≥ 0.62",
    "40M rows",
    "200 QPS",
    "80/10/10",
    "3 дня",
    "过去30天",
    "at least 5",
  ])("%s is a quantity", (text) => expect(classes(text)).toContain("quantity"));
  test.each(["2024", "see section 4", "version 2", "2024-05-01", "GPT-4", "step 3"])("%s is no quantity", (text) =>
    expect(classes(text)).not.toContain("quantity"),
  );
  test("dates and people", () => {
    expect(classes("since March 2024")).toContain("date");
    expect(classes("by Q3 2025")).toContain("date");
    expect(classes("ask @ml-oncall")).toContain("person");
    expect(classes("ann.lee@example.org")).toContain("person");
  });
});
