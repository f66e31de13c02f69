/** Commands that the server runs, called without the detour over the editor's own commands. */

import { ExecuteCommandRequest } from "vscode-languageclient";
import type { Server } from "./server.ts";

export async function runOnServer<T>(server: Server, command: string, ...args: unknown[]): Promise<T> {
  const client = await server.start();
  return (await client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args })) as T;
}
