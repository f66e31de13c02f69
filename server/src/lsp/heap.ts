/**
 * How much garbage may stand before it is collected. V8 lets a heap grow to several times of what lives in it, which suits a
 * program that has the machine to itself; this server stands beside an editor and is idle most of the time. With a hundred
 * open documents that is 190 MB of resident memory instead of 110. While somebody types, collections would cost what memory
 * does not: then V8 does as it always does.
 */
import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from "node:v8";

/** By so many per cent the old generation may grow from one collection to the next; 0 leaves it to V8. */
const GROWTH = 14;
/** Of a heap larger than this the collections themselves would cost too much. */
const LARGE = 64 << 20;
/** To so many bytes the young generation may grow: it begins with them, and more would stay resident after the first document. */
const YOUNG = 4 << 20;
/** So long after a key somebody counts as typing. */
const TYPING_MS = 10_000;

export interface RestrainedHeap {
  /** Follows the heap's size from now on: before the first answer that would cost more than it gives. */
  watch(): void;
  /** To be called at each change of a document. */
  typed(): void;
  /** Does what would be done otherwise under other flags than those that the process was started with. */
  withoutFlags<T>(work: () => T): T;
}

/** Restrains the heap of this process from now on. */
export function restrainHeap(): RestrainedHeap {
  let typedAt = Number.NEGATIVE_INFINITY;
  // V8's own numbers.
  let [growth, factor] = [0, 2];
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
  let observer: PerformanceObserver | undefined;
  return {
    watch() {
      if (observer) return;
      observer = new PerformanceObserver(adapt);
      observer.observe({ entryTypes: ["gc"] });
      adapt();
    },
    typed() {
      const wasTyping = performance.now() - typedAt < TYPING_MS;
      typedAt = performance.now();
      if (!wasTyping) adapt();
    },
    withoutFlags(work) {
      set(0, 2);
      try {
        return work();
      } finally {
        adapt();
      }
    },
  };
}
