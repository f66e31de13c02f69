/**
 * How much garbage may stand before it is collected. V8 lets a heap grow to several times of what lives in it, which suits a
 * program that has the machine to itself; this server stands beside an editor and is idle most of the time. With a hundred
 * open documents that is 190 MB of resident memory instead of 110. While somebody types, collections would cost what memory
 * does not: then V8 does as it always does.
 */
import { PerformanceObserver } from "node:perf_hooks";
import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from "node:v8";

/** By so many per cent the old generation may grow from one collection to the next; 0 leaves it to V8. */
const GROWTH = 20;
/** Of a heap larger than this the collections themselves would cost too much. */
const LARGE = 64 << 20;
/** To so many bytes the young generation may grow: a smaller one would be collected all the time. */
const YOUNG = 8 << 20;
/** So long after a key somebody counts as typing. */
const TYPING_MS = 10_000;

/** Restrains the heap of this process from now on. Returns what to call at each change of a document. */
export function restrainHeap(): () => void {
  let typedAt = Number.NEGATIVE_INFINITY;
  let [growth, factor] = [-1, -1];
  const set = (wantedGrowth: number, wantedFactor: number) => {
    if (growth !== wantedGrowth) setFlagsFromString(`--heap-growing-percent=${wantedGrowth}`);
    // Its size is fixed when the process starts, but how it grows is asked each time.
    if (factor !== wantedFactor) setFlagsFromString(`--semi-space-growth-factor=${wantedFactor}`);
    [growth, factor] = [wantedGrowth, wantedFactor];
  };
  const adapt = () => {
    const typing = performance.now() - typedAt < TYPING_MS;
    const young = getHeapSpaceStatistics().find((space) => space.space_name === "new_space")?.space_size ?? 0;
    const isLarge = getHeapStatistics().used_heap_size > LARGE;
    set(typing || isLarge ? 0 : GROWTH, typing || isLarge || young < YOUNG ? 2 : 1);
  };
  adapt();
  new PerformanceObserver(adapt).observe({ entryTypes: ["gc"] });
  return () => {
    const wasTyping = performance.now() - typedAt < TYPING_MS;
    typedAt = performance.now();
    if (!wasTyping) adapt();
  };
}
