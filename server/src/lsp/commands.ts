/** What `workspace/executeCommand` runs: a line for each command of protocol.ts. */
import {
  type CancellationToken,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type WorkDoneProgressReporter,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { blocking, nextStatus } from "../check/stages.ts";
import { addAlias } from "../edits/configEdits.ts";
import { insertSections, missingSections } from "../edits/insertSections.ts";
import { kindMark } from "../edits/kindMark.ts";
import { setSectionMark } from "../edits/sectionMark.ts";
import { configEdit } from "../language/codeActions/config.ts";
import { versioned } from "../language/codeActions/offer.ts";
import { ruleTexts } from "../language/ruleTexts.ts";
import { rulePage } from "../language/subject.ts";
import { headingName } from "../recognition/headingName.ts";
import { rules } from "../rules/index.ts";
import type { Finding } from "../rules/types.ts";
import type { ServerContext } from "./context.ts";
import { INVALID_PARAMS, isTexts } from "./params.ts";
import { type BlockingResult, ServerCommand } from "./protocol.ts";
import { checkWorkspace } from "./workspaceCheck.ts";
import { editFor } from "./workspaceEdits.ts";

/** `progress`: where the client wants to see how far the command is. */
type Command = (
  context: ServerContext,
  args: readonly unknown[],
  token: CancellationToken,
  progress?: WorkDoneProgressReporter,
) => Promise<unknown>;

export const COMMANDS: Readonly<Record<string, Command>> = {
  async [ServerCommand.insertMissing](context, [uri]) {
    const subject = await context.needSubject(ServerCommand.insertMissing, uri);
    const { reading } = subject.checked;
    const ids = missingSections(reading, subject.framework);
    if (ids.length === 0) return 0;
    const edit = versioned(subject, insertSections(ids, reading, subject.framework));
    if (edit) await applyEdit(context, context.say("Insert missing sections"), edit);
    return ids.length;
  },
  async [ServerCommand.insertSections](context, [uri, ids]) {
    const subject = await context.needSubject(ServerCommand.insertSections, uri);
    const { reading } = subject.checked;
    const known = reading.sections.map((s) => s.id);
    const unknown = isTexts(ids) ? ids.find((id) => !known.includes(id)) : undefined;
    if (!isTexts(ids) || unknown !== undefined) {
      const what = unknown === undefined ? "needs a list of sections' ids" : `there is no section ${unknown}`;
      throw new ResponseError(INVALID_PARAMS, `${ServerCommand.insertSections}: ${what}`);
    }
    const edit = versioned(subject, insertSections(ids, reading, subject.framework));
    if (edit) await applyEdit(context, context.say("Insert missing sections"), edit);
    return edit ? new Set(ids).size : 0;
  },
  async [ServerCommand.headingIs](context, [uri, offset, id, where]) {
    const subject = await context.needSubject(ServerCommand.headingIs, uri);
    const { doc } = subject.checked;
    const heading = doc.headings.findLast((h) => Number(offset) >= h.start && Number(offset) <= h.textEnd);
    const known = typeof id === "string" && (id === "none" || subject.framework.section(id) !== undefined);
    if (!heading || !known)
      throw new ResponseError(INVALID_PARAMS, `${ServerCommand.headingIs} needs a heading's offset and a section's id`);
    const edit =
      where === "project"
        ? configEdit(subject, (text, format) => addAlias(text, id, headingName(heading.part.text), format))?.()
        : versioned(subject, setSectionMark(heading, id === "none" ? [] : [id], doc));
    if (edit) await applyEdit(context, context.say('This heading is "{0}"', id), edit);
    return edit !== undefined;
  },
  async [ServerCommand.markKind](context, [uri, to]) {
    const subject = await context.needSubject(ServerCommand.markKind, uri);
    if (to !== undefined && to !== "on" && to !== "off")
      throw new ResponseError(INVALID_PARAMS, `${ServerCommand.markKind} needs "on" or "off"`);
    const edit = versioned(subject, kindMark(to ?? "on", subject.checked.doc));
    if (edit) await applyEdit(context, context.say("This document is an ML design doc"), edit);
    return edit !== undefined;
  },
  [ServerCommand.checkWorkspace](context, [uris], token, progress) {
    const given = uris ?? undefined;
    if (given !== undefined && !isTexts(given))
      throw new ResponseError(INVALID_PARAMS, `${ServerCommand.checkWorkspace} needs a list of URIs`);
    return checkWorkspace(context, given, token, progress);
  },
  async [ServerCommand.blocking](context, [uri]): Promise<BlockingResult> {
    const subject = await context.needSubject(ServerCommand.blocking, uri);
    const findings = blocking(subject.checked, await context.optionsFor(subject.uri));
    const next = nextStatus(subject.checked.reading.status);
    // Our own extension shows the list; elsewhere a message has to do.
    if (!context.options.ownCommands) {
      const message = summary(context, next, findings);
      await context.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
    }
    return { next: next ?? null, findings: context.encode(findings, subject.uri) };
  },
  async [ServerCommand.explainRule](context, [id]) {
    const rule = rules.find((r) => r.id === id);
    const page = rule && rulePage({ rulePages: context.rulePages }, rule.id);
    if (!page) throw new ResponseError(INVALID_PARAMS, `${ServerCommand.explainRule}: there is no page of "${id}"`);
    if (!context.client.window?.showDocument?.support) {
      // Who chose it in a menu sees no result: the page's address has to be told.
      const { title } = ruleTexts(rule, context.locale);
      const message = `${rule.id}: ${title}\n${page}`;
      if (!context.options.ownCommands)
        await context.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
      return page;
    }
    const { success } = await context.connection.window.showDocument({ uri: page, takeFocus: true });
    return success ? page : null;
  },
};

/** Has the client apply an edit. Throws a ResponseError with the client's reason if it does not. */
export async function applyEdit(context: ServerContext, label: string, edit: WorkspaceEdit): Promise<void> {
  const uri = edit.documentChanges?.[0] && "textDocument" in edit.documentChanges[0] ? edit.documentChanges[0] : null;
  const encoded = editFor(context.client, context.encode(edit, uri?.textDocument.uri ?? ""));
  const { applied, failureReason } = await context.connection.workspace.applyEdit({ label, edit: encoded });
  if (!applied)
    throw new ResponseError(
      INVALID_PARAMS,
      `The editor did not apply the edit${failureReason ? `: ${failureReason}` : ""}`,
    );
}

/** What blocks, in one message. */
function summary({ say }: ServerContext, next: string | undefined, findings: readonly Finding[]): string {
  if (!next) return say("No later status asks for more.");
  if (findings.length === 0) return say('Nothing stands in the way of "{0}".', next);
  const list = findings.map((f) => `\n${f.range.start.line + 1}: ${f.message}`).join("");
  return say('{0} findings stand in the way of "{1}":', findings.length, next) + list;
}
