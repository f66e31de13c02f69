import { l10n } from "vscode";
import { CommandId } from "../names.ts";
import type { Command } from "./command.ts";

export const showLog: Command = {
  id: CommandId.showLog,
  failure: () => l10n.t("The log could not be shown"),
  async run({ log }) {
    log.show();
  },
};
