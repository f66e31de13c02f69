/** A language feature's subject for a text, and the code actions in it, with their edits made. */
import type { Range, TextEdit } from "vscode-languageserver-types";
import { type CheckOptions, check } from "../../server/src/check/check.ts";
import { bookFramework } from "../../server/src/framework/index.ts";
import { sayIn } from "../../server/src/l10n.ts";
import { codeActions } from "../../server/src/language/codeActions/index.ts";
import { diagnosticsOf } from "../../server/src/language/diagnostics.ts";
import { type ClientFacts, DEFAULT_SETTINGS, type Subject } from "../../server/src/language/subject.ts";

export interface Given extends CheckOptions {
  client?: Partial<ClientFacts>;
  projectConfig?: Subject["projectConfig"];
}

export function subjectOf(text: string, { client, projectConfig, ...options }: Given = {}): Subject {
  const locale = options.locale ?? "en";
  const facts = { snippets: true, resolvesEdits: false, createsFiles: true, ownCommands: false };
  return {
    uri: "file:///docs/churn.md",
    version: 1,
    checked: check(text, options),
    framework: options.framework ?? bookFramework(),
    locale,
    say: sayIn(locale),
    client: { ...facts, definitionLinks: true, nestedSymbols: true, tags: true, related: true, ...client },
    settings: DEFAULT_SETTINGS,
    projectConfig,
    rulePages: undefined,
  };
}

export interface Action {
  title: string;
  kind: string | undefined;
  preferred: boolean;
  edits: TextEdit[] | undefined;
}

/** The actions at a range: for the diagnostics of a rule that stand exactly there, or for no diagnostic. */
export function actionsAt(subject: Subject, range: Range, rule?: string | RegExp): Action[] {
  const key = JSON.stringify(range);
  const diagnostics = diagnosticsOf(subject).filter(
    (d) => JSON.stringify(d.range) === key && (rule instanceof RegExp ? rule.test(String(d.code)) : d.code === rule),
  );
  return codeActions(subject, range, { diagnostics }).map(({ title, kind, isPreferred, edit }) => ({
    title,
    kind,
    preferred: isPreferred === true,
    edits: editsOf(edit),
  }));
}

function editsOf(edit: ReturnType<typeof codeActions>[number]["edit"]): TextEdit[] | undefined {
  const [change] = edit?.documentChanges ?? [];
  if (change && "edits" in change) return change.edits as TextEdit[];
  return Object.values(edit?.changes ?? {})[0];
}
