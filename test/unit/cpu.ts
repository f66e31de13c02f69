/** Milliseconds of processor time that some work takes: unlike the clock they are about the same on a busy machine. */
export function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
