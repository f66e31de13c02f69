/** The coverage tree's view: what stands above it, and what other parts of the editor may know of the active document. */

import { commands, Disposable, l10n, type TreeView, window } from "vscode";
import { ContextKey, VIEW_ID } from "../names.ts";
import type { CoverageModel } from "./model.ts";
import type { CoverageNode, CoverageTree } from "./tree.ts";

export function showCoverageView(model: CoverageModel, tree: CoverageTree): Disposable {
  const view = window.createTreeView(VIEW_ID, { treeDataProvider: tree, showCollapseAll: true });
  const update = () => describe(view, model);
  const following = model.onDidChange(update);
  update();
  void commands.executeCommand("setContext", ContextKey.started, true);
  return Disposable.from(view, following);
}

function describe(view: TreeView<CoverageNode>, { current }: CoverageModel): void {
  void commands.executeCommand("setContext", ContextKey.kind, current?.coverage.kind ?? "none");
  if (!current) {
    view.description = "";
    return;
  }
  const { coverage } = current;
  const { asked, answered } = coverage.coverage;
  view.description = coverage.kind === "ml-design-doc" ? l10n.t("{0} of {1}", answered, asked) : coverage.reason;
}
