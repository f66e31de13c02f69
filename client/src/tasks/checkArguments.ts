/** What a task's definition means for the command line. */

/** As package.json describes them. */
export interface CheckTaskOptions {
  paths?: unknown;
  failOn?: unknown;
}

/** Values of another type count as not given: tasks.json is written by hand, and the editor marks them there. */
export function checkArguments({ paths, failOn }: CheckTaskOptions): string[] {
  const given = Array.isArray(paths)
    ? paths.filter((path): path is string => typeof path === "string" && path !== "")
    : [];
  const options = typeof failOn === "string" && failOn ? ["--fail-on", failOn] : [];
  return ["check", ...options, "--", ...(given.length > 0 ? given : ["."])];
}
