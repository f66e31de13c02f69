/** Names that users, settings and other modules know. package.json repeats them. */

/** Section of the settings: the client library reads `mlDesignDocs.trace.server` by it. */
export const CLIENT_ID = "mlDesignDocs";
export const CLIENT_NAME = "ML Design Docs";

export const CommandId = {
  newDocument: "mlDesignDocs.newDocument",
  insertMissingSections: "mlDesignDocs.insertMissingSections",
  insertSection: "mlDesignDocs.insertSection",
  insertChapterTemplate: "mlDesignDocs.insertChapterTemplate",
  showCoverage: "mlDesignDocs.showCoverage",
  showBlocking: "mlDesignDocs.showBlocking",
  explainRule: "mlDesignDocs.explainRule",
  documentActions: "mlDesignDocs.documentActions",
  markDesignDoc: "mlDesignDocs.markDesignDoc",
  markNotDesignDoc: "mlDesignDocs.markNotDesignDoc",
  openConfiguration: "mlDesignDocs.openConfiguration",
  headingIs: "mlDesignDocs.headingIs",
  select: "mlDesignDocs.select",
  reportIssue: "mlDesignDocs.reportIssue",
  showWorkspaceCoverage: "mlDesignDocs.showWorkspaceCoverage",
  exportCoverageMarkdown: "mlDesignDocs.exportCoverageMarkdown",
  exportCoverageCsv: "mlDesignDocs.exportCoverageCsv",
  reviewChecklist: "mlDesignDocs.reviewChecklist",
  restartServer: "mlDesignDocs.restartServer",
  showLog: "mlDesignDocs.showLog",
} as const;

/** The coverage tree. */
export const VIEW_ID = "mlDesignDocs.coverage";

/** What `when` clauses may ask. */
export const ContextKey = {
  started: "mlDesignDocs.started",
  /** Of the active document: "ml-design-doc", "other", or "none" if it is no Markdown. */
  kind: "mlDesignDocs.documentKind",
  /** The page with the workspace's coverage holds a table. */
  workspaceCoverage: "mlDesignDocs.workspaceCoverageShown",
} as const;
