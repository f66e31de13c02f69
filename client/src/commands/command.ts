import type { Extension, LogOutputChannel } from "vscode";
import type { CoverageModel } from "../coverage/model.ts";
import type { Pages } from "../pages.ts";
import type { Server } from "../server.ts";

export interface CommandContext extends Pages {
  server: Server;
  log: LogOutputChannel;
  /** Coverage of the active document, and of others when asked. */
  coverage: CoverageModel;
  extension: Extension<unknown>;
}

export interface Command {
  /** As in package.json. */
  id: string;
  /** What the user wanted and did not get; the reason follows it. */
  failure(): string;
  /** `args`: what a menu, a tree or the server passes along; anything may stand there. */
  run(context: CommandContext, ...args: unknown[]): Promise<void>;
}
