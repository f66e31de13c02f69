import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, eventually, openCopy } from "../support.ts";

const COVERAGE_PAGE = "mlDesignDocs.workspaceCoverage";
const REVIEW_PAGE = "mlDesignDocs.review";

describe("pages", () => {
  afterEach(closeAll);

  it("Show coverage of the workspace opens one page, whose table can be exported", async () => {
    await vscode.commands.executeCommand("mlDesignDocs.showWorkspaceCoverage");
    await eventually("the page", () => pages(COVERAGE_PAGE).length === 1);
    await vscode.commands.executeCommand("mlDesignDocs.showWorkspaceCoverage");
    assert.equal(pages(COVERAGE_PAGE).length, 1, "a second page was opened");

    await vscode.commands.executeCommand("mlDesignDocs.exportCoverageMarkdown");
    const markdown = await unsaved("markdown");
    assert.match(markdown.getText(), /^\| half.*\.md \| Draft \| \d+ of \d+ \|$/m);
    assert.match(markdown.getText(), /^\| 5\. Data leakage risks \|.* ✗ \|/m);

    await vscode.commands.executeCommand("mlDesignDocs.exportCoverageCsv");
    const csv = await unsaved("plaintext");
    const [header = "", ...lines] = csv.getText().trim().split("\n");
    assert.match(header, /^document,kind,reason,status,asked,answered,overview,/);
    const column = header.split(",").indexOf("leakage");
    const half = lines.find((line) => line.startsWith("half.md,"));
    assert.equal(half?.split(",")[column]?.trim(), "missing");
  });

  it("an export without a page brings the page up first", async () => {
    await vscode.commands.executeCommand("mlDesignDocs.exportCoverageCsv");
    assert.equal(pages(COVERAGE_PAGE).length, 1);
    assert.match((await unsaved("plaintext")).getText(), /^document,kind,/);
  });

  it("Reviewer's checklist opens a page for the document, once", async () => {
    const { document } = await openCopy("half.md");
    await vscode.commands.executeCommand("mlDesignDocs.reviewChecklist");
    const [page] = await eventually("the page", () => {
      const found = pages(REVIEW_PAGE);
      return found.length > 0 && found[0]?.label.includes(".md") ? found : undefined;
    });
    assert.ok(page?.label.includes(document.uri.path.split("/").at(-1) ?? "?"), page?.label);
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await vscode.commands.executeCommand("mlDesignDocs.reviewChecklist");
    assert.equal(pages(REVIEW_PAGE).length, 1);
  });
});

/** Open pages of a kind; the editor puts a word before the kind that the extension gave. */
function pages(kind: string): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(kind));
}

function unsaved(language: string): Promise<vscode.TextDocument> {
  return eventually(`an unsaved ${language} document`, () => {
    const active = vscode.window.activeTextEditor?.document;
    return active?.isUntitled && active.languageId === language ? active : undefined;
  });
}
