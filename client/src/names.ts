/** Names that users, settings and other modules know. package.json repeats them. */

/** Section of the settings: the client library reads `mlDesignDocs.trace.server` by it. */
export const CLIENT_ID = "mlDesignDocs";
export const CLIENT_NAME = "ML Design Docs";

export const CommandId = {
  newDocument: "mlDesignDocs.newDocument",
  insertMissingSections: "mlDesignDocs.insertMissingSections",
  insertChapterTemplate: "mlDesignDocs.insertChapterTemplate",
  restartServer: "mlDesignDocs.restartServer",
  showLog: "mlDesignDocs.showLog",
} as const;
