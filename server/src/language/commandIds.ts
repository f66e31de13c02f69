/** Commands that the server runs through `workspace/executeCommand`; actions and lenses name them. */
export const ServerCommand = {
  /** Arguments: [document URI]. Inserts every section that is required now or next and missing. Result: how many. */
  insertMissing: "mlDesignDocs.server.insertMissing",
  /**
   * Arguments: [URIs], or none for all Markdown files of the workspace. Result: WorkspaceReport. Shows progress, can be
   * cancelled.
   */
  checkWorkspace: "mlDesignDocs.server.checkWorkspace",
  /** Arguments: [document URI]. Result: BlockingResult, what the document's next status will ask for. */
  blocking: "mlDesignDocs.server.blocking",
  /** Arguments: [rule id]. Has the client show the rule's page. */
  explainRule: "mlDesignDocs.server.explainRule",
} as const;
