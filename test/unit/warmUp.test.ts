/** While nobody asks for anything the server types in thought, so that the author's first keys are as quick as later ones. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Checked, check, recheck } from "../../server/src/check/check.ts";
import type { Subject } from "../../server/src/language/subject.ts";
import { WarmUp } from "../../server/src/lsp/warmUp.ts";
import { subjectOf } from "./subject.ts";

const TEXT = "# Churn\n\nStatus: draft\n\n## Baselines\n\nThe rule finds 38 % of churners.\n";

/** Milliseconds. */
let now = 0;
beforeEach(() => {
  now = 1_000;
  vi.useFakeTimers({ toFake: ["setTimeout", "setImmediate"] });
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Lets time pass until nothing is left to do. */
async function pass(): Promise<void> {
  while (vi.getTimerCount() > 0) {
    now += 40;
    await vi.runOnlyPendingTimersAsync();
  }
}

/** `watch` is told of the author's document at each key. */
function started(text = TEXT, watch: (author: Subject) => unknown = () => {}) {
  const subject = subjectOf(text);
  const texts: string[] = [];
  const warmUp = new WarmUp(({ checked }) => {
    texts.push(checked.doc.text);
    watch(subject);
    // What a key takes.
    now += 2;
  }, setImmediate);
  warmUp.asked();
  warmUp.checked(subject, {});
  return { warmUp, subject, texts };
}

test("it types all over the document, key by key, and ends", async () => {
  const { subject, texts } = started();
  await pass();
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.length).toBeLessThan(1_000);
  expect(new Set(texts).size).toBeGreaterThan(27);
  for (const text of texts) {
    expect(text.length).toBeGreaterThan(TEXT.length);
    expect(text.length).toBeLessThanOrEqual(TEXT.length + 9);
  }
  expect(subject.checked.doc.text).toBe(TEXT);
});

test("whoever asks comes first", async () => {
  const { warmUp, texts } = started();
  for (let i = 0; i < 20; i++) {
    now += 20;
    await vi.runOnlyPendingTimersAsync();
    warmUp.asked();
  }
  expect(texts).toEqual([]);
  await pass();
  expect(texts.length).toBeGreaterThan(100);
});

test("it is done once, and in nothing there is nothing to type into", async () => {
  const { warmUp, subject, texts } = started();
  await pass();
  const done = texts.length;
  warmUp.checked(subject, {});
  await pass();
  expect(texts).toHaveLength(done);
  const empty = started("\n\n");
  await pass();
  expect(empty.texts).toEqual([]);
});

test("the author's document stays as it is while another is typed into", async () => {
  const places = ({ doc }: Checked) =>
    JSON.stringify([doc.lineStarts, doc.blocks.map((b) => b.start), doc.body.map((p) => p.start)]);
  const seen = new Set<string>();
  const { subject } = started(TEXT, ({ checked }) => seen.add(places(checked)));
  await pass();
  expect([...seen]).toEqual([places(check(TEXT))]);
  const typed = TEXT.replace("The rule", "The old rule");
  expect(recheck(typed, {}, subject.checked).findings).toEqual(check(typed).findings);
});
