/** Text → findings: the one way from a document to what is said about it. */
import { readDesignDoc } from "../document/designDoc.ts";
import { moveOn, type Step } from "../document/moveOn.ts";
import type { DesignDoc } from "../document/types.ts";
import { bookFramework, type Framework } from "../framework/index.ts";
import { interfaceLanguage, sayIn } from "../l10n.ts";
import { readAgainst } from "../recognition/read.ts";
import type { Reading, ReadingOptions } from "../recognition/types.ts";
import { rules } from "../rules/index.ts";
import type { Context, Finding, Rule, Severity } from "../rules/types.ts";
import type { ProjectConfig } from "./config.ts";
import type { ConfigInForce } from "./resolveConfig.ts";
import { readingOptions, withSeverities } from "./settings.ts";
import { runSilenced, type SuppressedFinding } from "./suppression.ts";

/** A document version's one reading and its findings, shared by all features. */
export interface Checked {
  doc: DesignDoc;
  reading: Reading;
  /** In order of their places; empty if the document is no ML design doc. */
  findings: Finding[];
  /** What the author silenced, in order of rules. */
  suppressed: SuppressedFinding[];
  /** Parts of the document were only scanned yet: findings may go when they are read (`readOn`). */
  pending: boolean;
  /** Rules that threw: their findings are missing. */
  failures: { rule: string; error: unknown }[];
}

export interface CheckOptions extends ReadingOptions {
  framework?: Framework;
  rules?: readonly Rule[];
  /** The interface's locale, for messages; English by default. */
  locale?: string;
  /** By rule, where the project's configuration does not say otherwise. */
  severities?: ProjectConfig["rules"];
  /** The project's configuration, which outweighs the other options, and the document's URI, for `include` and `exclude`. */
  config?: ConfigInForce | undefined;
  uri?: string;
}

export const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "hint"];

/**
 * Checks a text. `until`: what cannot be read by this time (`performance.now`) is only scanned. `previous` is an earlier
 * version's result, whose unchanged blocks are not read again. Never throws for a rule.
 */
export function check(text: string, options: CheckOptions = {}, previous?: Checked, until?: number): Checked {
  return checkDoc(readDesignDoc(text, previous?.doc, until), options, previous?.doc);
}

/**
 * The same, but `previous` is used up: what it holds becomes part of the result, and it must not be used any more. So a key in
 * a long document costs what it changes.
 */
export function recheck(text: string, options: CheckOptions, previous: Checked, until?: number): Checked {
  const step = moveOn(previous.doc, text);
  if (step) return checkDoc(step.doc, options, previous.doc, step);
  return check(text, options, previous, until);
}

/** A checked document to go on from beside the given one: what becomes of either is nothing to the other. */
export function apart(checked: Checked): Checked {
  const { doc } = checked;
  const blocks = doc.blocks.map((block) => ({ ...block }));
  return { ...checked, doc: { ...doc, lineStarts: [...doc.lineStarts], blocks, body: [] } };
}

function checkDoc(doc: DesignDoc, options: CheckOptions, previous?: DesignDoc, step?: Step): Checked {
  const framework = options.config?.framework ?? options.framework ?? bookFramework();
  const given = readingOptions(options, options.config, options.uri);
  const reading = readAgainst(doc, given, framework, undefined, previous, step);
  const failures: Checked["failures"] = [];
  const locale = interfaceLanguage(options.locale);
  const list = options.rules ?? rules;
  const ruleIds = [...new Set([...rules, ...list].map((rule) => rule.id))];
  const context: Context = { reading, framework, say: sayIn(locale), locale, ruleIds };
  const run = (rule: Rule, given: Context): Finding[] => {
    try {
      return rule.check(given);
    } catch (error) {
      failures.push({ rule: rule.id, error });
      return [];
    }
  };
  const asked = reading.kind === "ml-design-doc" ? list : [];
  const silenced = runSilenced(asked, context, run);
  const { suppressed } = silenced;
  // Rules that are turned off run all the same: a mark that silences one is not idle.
  const findings = withSeverities(silenced.findings, { ...options.severities, ...options.config?.config.rules });
  const order = (f: Finding) => framework.order(f.section ?? "");
  findings.sort(
    (a, b) =>
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character ||
      order(a) - order(b),
  );
  const pending = doc.blocks.some((block) => block.reading.pending);
  return { doc, reading, findings, suppressed, pending, failures };
}
