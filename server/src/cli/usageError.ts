/** The command or its configuration is wrong: the message says what and where, the exit status is 2. */
export class UsageError extends Error {
  override name = "UsageError";
}
