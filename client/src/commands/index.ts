/** Registers the commands and reports what goes wrong in them. */

import { commands, type Disposable } from "vscode";
import { reasonOf, reportError } from "../report.ts";
import type { Command, CommandContext } from "./command.ts";
import { insertChapterTemplate } from "./insertChapterTemplate.ts";
import { insertMissingSections } from "./insertMissingSections.ts";
import { newDocument } from "./newDocument.ts";
import { restartServer } from "./restartServer.ts";
import { showLog } from "./showLog.ts";

const COMMANDS: readonly Command[] = [
  newDocument,
  insertMissingSections,
  insertChapterTemplate,
  restartServer,
  showLog,
];

export function registerCommands(context: CommandContext): Disposable[] {
  return COMMANDS.map((command) =>
    commands.registerCommand(command.id, async () => {
      try {
        await command.run(context);
      } catch (error) {
        context.log.error(error instanceof Error ? error : String(error));
        reportError(command.failure(), reasonOf(error));
      }
    }),
  );
}
