/**
 * The editor's interface for tools of language models, as far as it is used here. Editors that this extension still
 * supports do not have it, so neither do the types that it is compiled with.
 */
import * as vscode from "vscode";

export interface ToolInvocation<Input> {
  input: Input;
}

export interface PreparedInvocation {
  invocationMessage?: string;
}

export interface Tool<Input> {
  prepareInvocation?(options: ToolInvocation<Input>): PreparedInvocation;
  invoke(options: ToolInvocation<Input>, token: vscode.CancellationToken): Promise<unknown>;
}

export interface ToolApi {
  registerTool<Input>(name: string, tool: Tool<Input>): vscode.Disposable;
  /** What a tool answers. */
  result(text: string): unknown;
}

interface WithTools {
  lm?: { registerTool?: ToolApi["registerTool"] };
  LanguageModelToolResult?: new (parts: unknown[]) => unknown;
  LanguageModelTextPart?: new (text: string) => unknown;
}

/** Undefined in an editor without it. */
export function toolApi(): ToolApi | undefined {
  const { lm, LanguageModelToolResult, LanguageModelTextPart } = vscode as unknown as WithTools;
  if (!lm || typeof lm.registerTool !== "function" || !LanguageModelToolResult || !LanguageModelTextPart)
    return undefined;
  return {
    registerTool: (name, tool) => (lm.registerTool as ToolApi["registerTool"])(name, tool),
    result: (text) => new LanguageModelToolResult([new LanguageModelTextPart(text)]),
  };
}
