/**
 * How much garbage may stand before it is collected. V8 lets a heap grow to several times of what lives in it, which suits a
 * program that has the machine to itself; this server stands beside an editor and is idle most of the time. With a hundred
 * open documents that is 190 MB of resident memory instead of 110.
 */
import { PerformanceObserver } from "node:perf_hooks";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** By so many per cent the old generation may grow from one collection to the next. */
const GROWTH = 20;
/** To so many bytes the young generation may grow: a smaller one would be collected at each keystroke. */
const YOUNG = 8 << 20;

/** Restrains the heap of this process from now on. A V8 that knows other flags is left as it is. */
export function restrainHeap(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
  const observer = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find((space) => space.space_name === "new_space");
    if (young && young.space_size < YOUNG) return;
    // Its size is fixed when the process starts, but how it grows is asked each time.
    setFlagsFromString("--semi-space-growth-factor=1");
    observer.disconnect();
  });
  observer.observe({ entryTypes: ["gc"] });
}
