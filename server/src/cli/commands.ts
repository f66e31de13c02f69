/** The commands of the command line. */
import { version } from "../../../package.json";
import type { KeepCode } from "../lsp/node.ts";
import { checkCommand } from "./checkCommand.ts";
import { serverCommand } from "./serverCommand.ts";
import { UsageError } from "./usageError.ts";

const HELP = `ml-design-docs ${version}: checks design docs of machine-learning systems

Usage: ml-design-docs <command> [options]

Commands:
  check [paths]     check Markdown files and folders
  server --stdio    the language server, for editors

  --help            this text; "check --help" and so on for a command's options
  --version         the version
`;

async function main([command, ...args]: string[], keepCode: KeepCode): Promise<number | undefined> {
  switch (command) {
    case "check":
      return checkCommand(args, process.stdout);
    case "server":
      return serverCommand(args, process.stdout, keepCode);
    case "--version":
    case "-v":
      process.stdout.write(`${version}\n`);
      return 0;
    case undefined:
    case "help":
    case "--help":
    case "-h":
      process.stdout.write(HELP);
      return command === undefined ? 2 : 0;
    default:
      throw new UsageError(`unknown command "${command}"\n\n${HELP}`);
  }
}

/** Runs a command. `keepCode`: keeps for the next start what was compiled; a server does so when it is idle. */
export function run(args: string[], keepCode: KeepCode): void {
  // A reader that has seen enough, such as `head`, is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  main(args, keepCode).then(
    (status) => {
      if (status !== undefined) process.exitCode = status;
    },
    (error: unknown) => {
      process.stderr.write(
        `ml-design-docs: ${error instanceof UsageError ? error.message : error instanceof Error ? (error.stack ?? error.message) : error}\n`,
      );
      process.exitCode = 2;
    },
  );
}
