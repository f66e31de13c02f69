// The part of Node's strict assertions that the suites use, for a host without Node.

function fail(message: string | Error | undefined, otherwise: string): never {
  throw message instanceof Error ? message : new Error(message ?? otherwise);
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (inner === undefined ? "(undefined)" : inner), 1) ?? String(value);
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && same(a[key as keyof typeof a], b[key as keyof typeof b]));
}

const assert = {
  ok(value: unknown, message?: string): asserts value {
    if (!value) fail(message, `${show(value)} is not truthy`);
  },
  equal(actual: unknown, expected: unknown, message?: string): void {
    if (!Object.is(actual, expected)) fail(message, `${show(actual)} is not ${show(expected)}`);
  },
  deepEqual(actual: unknown, expected: unknown, message?: string): void {
    if (!same(actual, expected)) fail(message, `${show(actual)} is not like ${show(expected)}`);
  },
  notDeepEqual(actual: unknown, expected: unknown, message?: string): void {
    if (same(actual, expected)) fail(message, `${show(actual)} is like ${show(expected)}`);
  },
  match(actual: string, pattern: RegExp, message?: string): void {
    if (!pattern.test(actual)) fail(message, `${show(actual)} does not match ${pattern}`);
  },
  doesNotMatch(actual: string, pattern: RegExp, message?: string): void {
    if (pattern.test(actual)) fail(message, `${show(actual)} matches ${pattern}`);
  },
  async rejects(promise: PromiseLike<unknown>, pattern: RegExp): Promise<void> {
    let reason: unknown;
    try {
      await promise;
    } catch (error) {
      reason = error;
    }
    if (reason === undefined) fail(undefined, "it was not rejected");
    if (!pattern.test(String(reason))) fail(undefined, `${String(reason)} does not match ${pattern}`);
  },
};

export default assert;
