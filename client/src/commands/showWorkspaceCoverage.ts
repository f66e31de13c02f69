import { l10n } from "vscode";
import { CommandId } from "../names.ts";
import type { Command } from "./command.ts";

export const showWorkspaceCoverage: Command = {
  id: CommandId.showWorkspaceCoverage,
  failure: () => l10n.t("The workspace's coverage could not be shown"),
  run: ({ coveragePage }) => coveragePage.show(),
};
