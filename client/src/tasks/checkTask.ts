/** The command line as a task: findings of files that are not open go to the Problems panel. */
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import {
  type Disposable,
  type ExtensionContext,
  l10n,
  ShellExecution,
  ShellQuoting,
  Task,
  type TaskDefinition,
  TaskScope,
  tasks,
  type WorkspaceFolder,
  workspace,
} from "vscode";
import { type CheckTaskOptions, checkArguments } from "./checkArguments.ts";

/** As in package.json. */
const TYPE = "ml-design-docs";
const MATCHER = "$ml-design-docs";

type CheckTaskDefinition = TaskDefinition & CheckTaskOptions;

/**
 * Offers the check of each folder. It runs the shipped command line with the Node of the machine, for the editor's own
 * runtime is not to be had from a terminal. Where none is found nothing is offered; a task of tasks.json runs all the same.
 */
export function offerCheckTask({ extensionUri }: ExtensionContext): Disposable {
  const cli = join(extensionUri.fsPath, "dist", "cli.js");
  return tasks.registerTaskProvider(TYPE, {
    async provideTasks() {
      if (!(await hasNode())) return [];
      const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
      return folders.map((folder) => taskFor({ type: TYPE }, folder, cli));
    },
    resolveTask({ definition, scope }) {
      return taskFor(definition as CheckTaskDefinition, scope ?? TaskScope.Workspace, cli);
    },
  });
}

function taskFor(definition: CheckTaskDefinition, scope: WorkspaceFolder | TaskScope, cli: string): Task {
  const args = [cli, ...checkArguments(definition)].map((value) => ({ value, quoting: ShellQuoting.Strong }));
  const name = l10n.t("Check ML design docs");
  const to = scope === TaskScope.Global ? TaskScope.Workspace : scope;
  const task = new Task(definition, to, name, TYPE, new ShellExecution("node", args), MATCHER);
  task.detail = l10n.t("Checks the folder's ML design docs, with their findings as problems");
  return task;
}

async function hasNode(): Promise<boolean> {
  const names = process.platform === "win32" ? ["node.exe", "node.cmd"] : ["node"];
  const places = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const checks = places.flatMap((place) => names.map((name) => access(join(place, name), constants.X_OK)));
  return Promise.any(checks).then(
    () => true,
    () => false,
  );
}
