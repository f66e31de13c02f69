/** While nobody asks for anything the server types in thought, so that the author's first keys are as quick as later ones. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { check, recheck } from "../../server/src/check/check.ts";
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

function started(text = TEXT) {
  const subject = subjectOf(text);
  const texts: string[] = [];
  const warmUp = new WarmUp(({ checked }) => {
    texts.push(checked.doc.text);
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

test("the author's document and the one that is typed into are nothing to each other", async () => {
  const { subject } = started();
  const [before, typed] = [subject.checked, TEXT.replace("The rule", "The old rule")];
  await pass();
  expect(before.doc.body.map(({ start }) => start)).toEqual(check(TEXT).doc.body.map(({ start }) => start));
  const moved = recheck(typed, {}, before);
  expect(moved.findings).toEqual(check(typed).findings);
  expect(moved.doc.headings.map(({ start }) => start)).toEqual(check(typed).doc.headings.map(({ start }) => start));
});
