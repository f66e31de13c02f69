import { commands, env, l10n, UIKind, version, window, workspace } from "vscode";
import { CommandId } from "../names.ts";
import type { Server } from "../server.ts";
import type { Command } from "./command.ts";

/** The editor's own issue reporter with the versions filled in, or the report as a text where it would know no address. */
export const reportIssue: Command = {
  id: CommandId.reportIssue,
  failure: () => l10n.t("The report could not be prepared"),
  async run({ extension, server }) {
    const { version: own, bugs, repository } = extension.packageJSON as Record<string, unknown>;
    const body = report(await facts(String(own), server));
    if (bugs || repository) {
      await commands.executeCommand("workbench.action.openIssueReporter", {
        extensionId: extension.id,
        issueBody: body,
      });
      return;
    }
    const document = await workspace.openTextDocument({ language: "markdown", content: body });
    await window.showTextDocument(document);
  },
};

async function facts(own: string, server: Server): Promise<[string, string][]> {
  const running = await server.start().then(
    (client) => client.initializeResult?.serverInfo?.version ?? "",
    () => l10n.t("not running"),
  );
  // In a browser the name of a remote is its address, which is nobody's business.
  const remote = env.remoteName && (/^[a-z][a-z-]*/.exec(env.remoteName)?.[0] ?? "remote");
  const host = [env.appHost, remote, env.uiKind === UIKind.Web ? "web" : "desktop"].filter(Boolean);
  return [
    [l10n.t("ML Design Docs"), own],
    [l10n.t("Language server"), running],
    [env.appName, version],
    [l10n.t("Host"), host.join(", ")],
    [l10n.t("Language"), env.language],
  ];
}

/** What a reader needs to know, and nothing of the user's documents. */
function report(list: [string, string][]): string {
  return [
    l10n.t("**What happened, and what did you expect?**"),
    "",
    "",
    l10n.t("**The smallest document that shows it**"),
    "",
    "",
    `| | |\n|---|---|\n${list.map(([name, value]) => `| ${name} | ${value} |`).join("\n")}`,
    "",
  ].join("\n");
}
