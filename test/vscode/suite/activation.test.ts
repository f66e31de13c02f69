import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, eventually, openCopy } from "../support.ts";

describe("activation", () => {
  after(closeAll);

  it("knows the extension, and activates it on a Markdown document", async () => {
    const extension = vscode.extensions.getExtension("ml-design-docs.ml-design-docs");
    assert.ok(extension, "the extension is not installed");
    await openCopy("half.md");
    await eventually("the extension to be active", () => extension.isActive);
  });
});
