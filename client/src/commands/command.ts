import type { LogOutputChannel } from "vscode";
import type { Server } from "../server.ts";

export interface CommandContext {
  server: Server;
  log: LogOutputChannel;
}

export interface Command {
  /** As in package.json. */
  id: string;
  /** What the user wanted and did not get; the reason follows it. */
  failure(): string;
  run(context: CommandContext): Promise<void>;
}
