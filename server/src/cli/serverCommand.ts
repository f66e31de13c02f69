/** `ml-design-docs server --stdio`. */
import { parseArgs } from "node:util";
import type { KeepCode } from "../lsp/node.ts";
import { UsageError } from "./usageError.ts";

export const SERVER_HELP = `Usage: ml-design-docs server --stdio

The language server, for editors. It ends when the editor says so, when its input ends and when the editor is gone.

Options:
  --stdio                  speak over standard input and output
  --node-ipc               speak over the channel of the Node process that forked this one
  --socket PORT            speak over a socket on which the editor listens
  --pipe NAME              speak over a named pipe on which the editor listens
  --clientProcessId PID    the editor's process, if "initialize" will not name it
  --locale LOCALE          the language of messages, if the editor sends none: en or ru
  -h, --help               this text
`;

const TRANSPORTS = ["stdio", "node-ipc", "socket", "pipe"] as const;

/**
 * Starts the server, which reads the transport from the process arguments by itself; here they are only checked. Returns the
 * exit status if there is nothing to serve. Throws UsageError.
 */
export async function serverCommand(
  args: string[],
  out: NodeJS.WriteStream,
  keepCode: KeepCode,
): Promise<number | undefined> {
  const values = parse(args);
  if (values.help) {
    out.write(SERVER_HELP);
    return 0;
  }
  const given = TRANSPORTS.filter((name) => values[name] !== undefined);
  if (given.length === 0) throw wrong("server needs to know how to talk to the editor: --stdio");
  if (given.length > 1) throw wrong(`server talks in one way only, not in ${given.map((n) => `--${n}`).join(" and ")}`);
  number("--socket", values.socket, 65_535);
  number("--clientProcessId", values.clientProcessId, Number.MAX_SAFE_INTEGER);
  if (values["node-ipc"] && !process.send)
    throw wrong("--node-ipc is for a process that Node has forked with a channel");
  const { startNodeServer } = await import("../lsp/node.ts");
  startNodeServer({ locale: values.locale, keepCode });
  return undefined;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        stdio: { type: "boolean" },
        "node-ipc": { type: "boolean" },
        socket: { type: "string" },
        pipe: { type: "string" },
        locale: { type: "string" },
        clientProcessId: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function number(option: string, value: string | undefined, most: number): void {
  if (value === undefined || (/^[1-9]\d*$/.test(value) && Number(value) <= most)) return;
  throw wrong(`${option} takes a number, not "${value}"`);
}

function wrong(message: string): UsageError {
  return new UsageError(`${message}\n\n${SERVER_HELP}`);
}
