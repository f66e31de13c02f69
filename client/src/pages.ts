/** The extension's pages, and what brings them back after a reload of the window. */
import { type ExtensionContext, window } from "vscode";
import { COVERAGE_PAGE, CoveragePage } from "./coveragePage/coveragePage.ts";
import { REVIEW_PAGE, ReviewPages } from "./reviewPage/reviewPages.ts";
import type { Server } from "./server.ts";

export interface Pages {
  coveragePage: CoveragePage;
  reviewPages: ReviewPages;
}

export function openPages({ extensionUri, subscriptions }: ExtensionContext, server: Server): Pages {
  const coveragePage = new CoveragePage(extensionUri, server);
  const reviewPages = new ReviewPages(extensionUri, server);
  subscriptions.push(
    coveragePage,
    reviewPages,
    window.registerWebviewPanelSerializer(COVERAGE_PAGE, {
      deserializeWebviewPanel: (panel, state) => coveragePage.restore(panel, state),
    }),
    window.registerWebviewPanelSerializer(REVIEW_PAGE, {
      deserializeWebviewPanel: (panel, state) => reviewPages.restore(panel, state),
    }),
  );
  return { coveragePage, reviewPages };
}
