/** Text → findings: the one way from a document to what is said about it. */
import { readDesignDoc } from "../document/designDoc.ts";
import type { DesignDoc } from "../document/types.ts";
import { bookFramework, type Framework } from "../framework/index.ts";
import { interfaceLanguage, sayIn } from "../l10n.ts";
import { readAgainst } from "../recognition/read.ts";
import type { Reading, ReadingOptions } from "../recognition/types.ts";
import { rules } from "../rules/index.ts";
import type { Finding, Rule, Severity } from "../rules/types.ts";

/** A document version's one reading and its findings, shared by all features. */
export interface Checked {
  doc: DesignDoc;
  reading: Reading;
  /** In order of their places; empty if the document is no ML design doc. */
  findings: Finding[];
  /** Rules that threw: their findings are missing. */
  failures: { rule: string; error: unknown }[];
}

export interface CheckOptions extends ReadingOptions {
  framework?: Framework;
  rules?: readonly Rule[];
  /** The interface's locale, for messages; English by default. */
  locale?: string;
}

export const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "hint"];

/** Checks a text. `previous` is an earlier version's result, whose unchanged blocks are not read again. Never throws for a rule. */
export function check(text: string, options: CheckOptions = {}, previous?: Checked): Checked {
  const framework = options.framework ?? bookFramework();
  const doc = readDesignDoc(text, previous?.doc);
  const reading = readAgainst(doc, options, framework);
  const findings: Finding[] = [];
  const failures: Checked["failures"] = [];
  const locale = interfaceLanguage(options.locale);
  const say = sayIn(locale);
  if (reading.kind === "ml-design-doc") {
    for (const rule of options.rules ?? rules) {
      try {
        findings.push(...rule.check({ reading, framework, say, locale }));
      } catch (error) {
        failures.push({ rule: rule.id, error });
      }
    }
  }
  const order = (f: Finding) => framework.order(f.section ?? "");
  findings.sort(
    (a, b) =>
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character ||
      order(a) - order(b),
  );
  return { doc, reading, findings, failures };
}
