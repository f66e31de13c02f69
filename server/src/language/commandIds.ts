/** Commands that the server runs through `workspace/executeCommand`; actions and lenses name them. */
export const ServerCommand = {
  /** Arguments: [document URI]. Inserts every section that is required now or next and missing. Result: how many. */
  insertMissing: "mlDesignDocs.server.insertMissing",
  /** Arguments: [document URI, section ids]. Inserts these sections, each in its place. Result: how many. */
  insertSections: "mlDesignDocs.server.insertSections",
  /**
   * Arguments: [document URI, UTF-16 offset in the heading, section id or "none", "document" or "project"]. Says that the
   * heading is that section: by a mark under it, or as an alias in the project's configuration. Result: whether it was said.
   */
  headingIs: "mlDesignDocs.server.headingIs",
  /** Arguments: [document URI, "on" or "off"]. Says in the document whether it is an ML design doc. */
  markKind: "mlDesignDocs.server.markKind",
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
