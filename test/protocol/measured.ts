/** A server whose process tells of itself: the heap's size and the time that its processor spent. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { Client } from "./client.ts";

/**
 * In the server's process, over a channel of its own. Where the system tells it, the time is that of the thread that answers,
 * without those that collect garbage and compile beside it.
 */
const TELLS = `
import { readFileSync } from "node:fs";
const thread = "/proc/self/task/" + process.pid + "/schedstat";
const cpu = () => {
  if (process.platform === "linux") return Number(readFileSync(thread, "utf8").split(" ")[0]) / 1e6;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
process.on("message", (what) => {
  if (what === "heap") gc();
  process.send(what === "heap" ? process.memoryUsage().heapUsed : cpu());
});
process.channel.unref();`;

export interface Measured {
  client: Client;
  /** Bytes in use after a full collection. */
  heap(): Promise<number>;
  /**
   * Milliseconds of processor time so far: unlike the clock they are the same on a busy machine. Asked when the server has
   * answered, they include all that it did before.
   */
  cpu(): Promise<number>;
}

export function startMeasured(): Measured {
  const child = spawn(
    process.execPath,
    [
      "--expose-gc",
      "--import",
      `data:text/javascript,${encodeURIComponent(TELLS)}`,
      join(import.meta.dirname, "../../dist/cli.js"),
      "server",
      "--stdio",
    ],
    { stdio: ["pipe", "pipe", "inherit", "ipc"] },
  );
  const ask = (what: "heap" | "cpu") =>
    new Promise<number>((resolve) => {
      child.once("message", (answer) => resolve(Number(answer)));
      child.send(what);
    });
  return { client: Client.over(child), heap: () => ask("heap"), cpu: () => ask("cpu") };
}
