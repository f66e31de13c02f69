/**
 * Properties tried on random inputs. In CI each has a fixed seed, so that a run can be repeated; `FUZZ_STEPS=100000` tries
 * each so often, with a seed of its own that is printed, and `FUZZ_SEED` takes that seed again.
 */
import fc from "fast-check";
import { expect, test } from "vitest";

const STEPS = Number(process.env["FUZZ_STEPS"]) || undefined;
const SEED = process.env["FUZZ_SEED"];
const USUAL_SEED = 20_260_101;

/** By hand a property may run for long. */
const MOST_MS = STEPS ? 3_600_000 : 60_000;

/**
 * A test of one property. `steps`: how often it is tried in CI. A number that it returns is how many steps one try took (1
 * if none): their sum is printed, and must not fall below `steps`, so that a generator that runs dry is seen.
 */
export function property<T>(
  name: string,
  steps: number,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => unknown,
): void {
  test(name, { timeout: MOST_MS }, async () => {
    const seed = SEED ? Number(SEED) : STEPS ? Date.now() & 0x7fff_ffff : USUAL_SEED;
    const wanted = STEPS ?? steps;
    let done = 0;
    // In rounds, since a try may count as several steps. A failure is made smaller until the time limit of its round.
    for (let round = 0; done < wanted; round++) {
      const before = done;
      await fc.assert(
        fc.asyncProperty(arbitrary, async (value) => {
          const steps = await holds(value);
          done += typeof steps === "number" ? steps : 1;
        }),
        { seed: seed + round, numRuns: Math.max(1, Math.min(50, wanted - done)), interruptAfterTimeLimit: MOST_MS / 4 },
      );
      expect(done, "of fifty tries one takes a step").toBeGreaterThan(before);
    }
    console.log(`${name}: ${done} steps, seed ${seed}`);
  });
}
