import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Automaton } from "../../server/src/framework/automaton.ts";
import { builtinSpans } from "../../server/src/framework/builtinClasses.ts";
import { type Phrase, PhraseError, parsePhrase } from "../../server/src/framework/phrase.ts";
import { tokenize } from "../../server/src/framework/tokens.ts";

/** The texts that a phrase finds in a statement. */
function finds(phrase: string, text: string): string[] {
  const automaton = new Automaton();
  automaton.add(parsePhrase(phrase));
  const tokens = tokenize(text);
  return automaton
    .match(tokens, builtinSpans(text, tokens))
    .map((m) => text.slice(tokens[m.start]?.start, tokens[m.end - 1]?.end));
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

  test("many phrases in one automaton find what each alone finds", () => {
    const word = fc.constantFrom("a", "b", "c", "d");
    const phrase = fc
      .array(fc.oneof(word, word, fc.constantFrom("*2", "(a|b c)", "d?", "b|c")), { minLength: 1, maxLength: 4 })
      .map((items) => `d ${items.join(" ")} a`);
    fc.assert(
      fc.property(
        fc.array(phrase, { minLength: 1, maxLength: 5 }),
        fc.array(word, { maxLength: 12 }),
        (phrases, words) => {
          const tokens = tokenize(words.join(" "));
          const together = new Automaton();
          const numbers = phrases.map((p) => together.add(parsePhrase(p)));
          const all = new Set(together.match(tokens).map((m) => m.phrase));
          phrases.forEach((p, i) => {
            const alone = new Automaton();
            alone.add(parsePhrase(p));
            expect(all.has(numbers[i] as number)).toBe(alone.match(tokens).length > 0);
          });
        },
      ),
    );
  });
});

/** Where a phrase that begins at a token may end: the notation read literally, without an automaton. */
function ends(phrase: Phrase, words: readonly string[], at: number): Set<number> {
  switch (phrase.kind) {
    case "word":
      return new Set(words[at] === phrase.stem ? [at + 1] : []);
    case "exact":
      return new Set(words[at] === phrase.word ? [at + 1] : []);
    case "class":
      return new Set();
    case "gap":
      return new Set(Array.from({ length: phrase.max + 1 }, (_, n) => at + n).filter((end) => end <= words.length));
    case "optional":
      return new Set([at, ...ends(phrase.item, words, at)]);
    case "choice":
      return new Set(phrase.items.flatMap((item) => [...ends(item, words, at)]));
    case "sequence": {
      let from = new Set([at]);
      for (const item of phrase.items) from = new Set([...from].flatMap((start) => [...ends(item, words, start)]));
      return from;
    }
  }
}

test("the automaton finds a phrase exactly where the notation says", () => {
  const word = fc.constantFrom("a", "b", "c", "d");
  const part = fc.oneof(word, word, fc.constantFrom("*1", "*3", "(a|b c)", "(a|*2 b|c d)", "d?", "(b c)?", "b|c"));
  const phrase = fc.array(part, { maxLength: 5 }).map((items) => `d ${items.join(" ")} a`);
  fc.assert(
    fc.property(
      fc.array(phrase, { minLength: 1, maxLength: 4 }),
      fc.array(word, { maxLength: 14 }),
      (phrases, words) => {
        const parsed = phrases.map((p) => parsePhrase(p));
        const automaton = new Automaton();
        for (const p of parsed) automaton.add(p);
        const found = new Set(automaton.match(tokenize(words.join(" "))).map((m) => `${m.phrase} ends at ${m.end}`));
        const expected = new Set(
          parsed.flatMap((p, n) =>
            words.flatMap((_, at) => [...ends(p, words, at)].map((end) => `${n} ends at ${end}`)),
          ),
        );
        expect(found).toEqual(expected);
      },
    ),
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
