import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, eventually, host, openCopy } from "../support.ts";

/** What newer editors have and the types of the oldest one supported do not. */
interface LanguageModels {
  tools: readonly { name: string; description: string }[];
  invokeTool(name: string, options: object): Thenable<{ content: { value: string }[] }>;
}

describe("the task", () => {
  if (host === "worker") {
    it("is not offered where no program can be run", async () => {
      assert.deepEqual(await vscode.tasks.fetchTasks({ type: "ml-design-docs" }), []);
    });
    return;
  }

  it("checks the folder, and its findings become problems", async () => {
    const [task] = await vscode.tasks.fetchTasks({ type: "ml-design-docs" });
    assert.ok(task, "no task is offered");
    const uri = vscode.Uri.joinPath(folder(), "half.md");
    const isFound = () =>
      vscode.languages.getDiagnostics(uri).some(({ message }) => message.includes("Data leakage risks"));
    // On a busy machine the editor drops what a short task wrote just before its end, so it may take a second run.
    await eventually("problems of a file that is not open", async () => {
      assert.equal(await exitCodeOf(task), 1, "the example has findings");
      return eventually("problems", isFound, 3_000).catch(() => false);
    });
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });
});

describe("tools for language models", () => {
  afterEach(closeAll);

  if (!hasModels()) {
    it("are done without in an editor that has none", async () => {
      await openCopy("half.md");
      const extension = vscode.extensions.getExtension("ml-design-docs.ml-design-docs");
      await eventually("all else", async () => (await extension?.exports?.coverageTree.getChildren())?.length === 11);
    });
    return;
  }

  it("are all registered", async () => {
    await openCopy("half.md");
    const names = await eventually("the tools", () => {
      const own = models().tools.filter(({ name }) => name.startsWith("ml-design-docs_"));
      return own.length === 3 ? own.map(({ name }) => name) : undefined;
    });
    assert.deepEqual(names.sort(), [
      "ml-design-docs_check_design_doc",
      "ml-design-docs_get_section_questions",
      "ml-design-docs_list_missing_sections",
    ]);
  });

  it("check a document by its path", async () => {
    const answer = await invoke("check_design_doc", { document: "half.md" });
    assert.equal(answer.kind, "ml-design-doc");
    assert.ok(answer.findings.some(({ message }: { message: string }) => message.includes("Data leakage risks")));
  });

  it("list what is missing in the active document", async () => {
    await openCopy("half.md");
    const answer = await invoke("list_missing_sections", {});
    const leakage = answer.sections.find(({ id }: { id: string }) => id === "leakage");
    assert.equal(leakage.status, "missing");
    assert.ok(leakage.questions.length > 0);
  });

  it("give a section's questions with what the document says", async () => {
    const answer = await invoke("get_section_questions", { document: "half.md", section: "Data sources" });
    assert.equal(answer.id, "data-sources");
    assert.ok(answer.questions.some(({ answer: said }: { answer: { line: number } | null }) => said && said.line > 1));
  });

  it("say what is wrong", async () => {
    await assert.rejects(invoke("check_design_doc", { document: "no-such.md" }), /no-such\.md/);
  });
});

async function exitCodeOf(task: vscode.Task): Promise<number | undefined> {
  const ended = new Promise<number | undefined>((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess((event) => {
      if (event.execution.task.definition["type"] !== "ml-design-docs") return;
      listener.dispose();
      resolve(event.exitCode);
    });
  });
  await vscode.tasks.executeTask(task);
  return ended;
}

// biome-ignore lint/suspicious/noExplicitAny: the answers are JSON for a model
async function invoke(name: string, input: object): Promise<any> {
  const result = await models().invokeTool(`ml-design-docs_${name}`, { input, toolInvocationToken: undefined });
  return JSON.parse(result.content[0]?.value ?? "null");
}

/** They came with version 1.95. */
function hasModels(): boolean {
  return vscode.version.localeCompare("1.95", "en", { numeric: true }) >= 0;
}

function models(): LanguageModels {
  return (vscode as unknown as { lm: LanguageModels }).lm;
}

function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first);
  return first.uri;
}
