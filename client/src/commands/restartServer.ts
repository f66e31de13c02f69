import { l10n } from "vscode";
import { CommandId } from "../names.ts";
import type { Command } from "./command.ts";

export const restartServer: Command = {
  id: CommandId.restartServer,
  failure: () => l10n.t("The server did not restart"),
  run: ({ server }) => server.restart(),
};
