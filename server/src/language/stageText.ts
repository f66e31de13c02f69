/** What a document's status says of it, in the interface's language. */
import type { DocumentStatus } from "../framework/types.ts";
import type { Say } from "../l10n.ts";

export function stageOf(status: DocumentStatus, say: Say): string {
  switch (status) {
    case "draft":
      return say("It is being written.");
    case "review":
      return say("It is being reviewed, or is about to be.");
    case "approved":
      return say("It was agreed on.");
    case "live":
      return say("The system is in production.");
  }
}
