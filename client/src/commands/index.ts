/** Registers the commands and reports what goes wrong in them. */

import { commands, type Disposable } from "vscode";
import { reasonOf, reportError } from "../report.ts";
import type { Command, CommandContext } from "./command.ts";
import { documentActions } from "./documentActions.ts";
import { explainRule } from "./explainRule.ts";
import { exportCoverageCsv, exportCoverageMarkdown } from "./exportCoverage.ts";
import { headingIs } from "./headingIs.ts";
import { insertChapterTemplate } from "./insertChapterTemplate.ts";
import { insertMissingSections } from "./insertMissingSections.ts";
import { insertSection } from "./insertSection.ts";
import { markDesignDoc, markNotDesignDoc } from "./markDesignDoc.ts";
import { newDocument } from "./newDocument.ts";
import { openConfiguration } from "./openConfiguration.ts";
import { reportIssue } from "./reportIssue.ts";
import { restartServer } from "./restartServer.ts";
import { reviewChecklist } from "./reviewChecklist.ts";
import { select } from "./select.ts";
import { showBlocking } from "./showBlocking.ts";
import { showCoverage } from "./showCoverage.ts";
import { showLog } from "./showLog.ts";
import { showWorkspaceCoverage } from "./showWorkspaceCoverage.ts";

const COMMANDS: readonly Command[] = [
  newDocument,
  insertMissingSections,
  insertSection,
  insertChapterTemplate,
  showCoverage,
  showBlocking,
  explainRule,
  documentActions,
  markDesignDoc,
  markNotDesignDoc,
  openConfiguration,
  headingIs,
  select,
  reportIssue,
  showWorkspaceCoverage,
  exportCoverageMarkdown,
  exportCoverageCsv,
  reviewChecklist,
  restartServer,
  showLog,
];

export function registerCommands(context: CommandContext): Disposable[] {
  return COMMANDS.map((command) =>
    commands.registerCommand(command.id, async (...args: unknown[]) => {
      try {
        await command.run(context, ...args);
      } catch (error) {
        context.log.error(error instanceof Error ? error : String(error));
        reportError(command.failure(), reasonOf(error));
      }
    }),
  );
}
