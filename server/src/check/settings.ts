/** What the project's configuration makes of a check: over the caller's own settings, under what the document says. */
import type { ReadingOptions } from "../recognition/types.ts";
import type { Finding, Severity } from "../rules/types.ts";
import type { ProjectConfig } from "./config.ts";
import type { ConfigInForce } from "./resolveConfig.ts";

/** The reading's options with the configuration's over them. */
export function readingOptions(
  options: ReadingOptions,
  config: ConfigInForce | undefined,
  uri: string | undefined,
): ReadingOptions {
  if (!config) return options;
  const { status, problemTypes, language, aliases, sections } = config.config;
  const listed = uri === undefined ? undefined : config.listed(uri);
  return {
    ...options,
    ...(status && { status }),
    ...(problemTypes && { problemTypes }),
    ...(language && { language }),
    ...(listed && { listed }),
    aliases: { ...options.aliases, ...aliases },
    requiredFrom: { ...options.requiredFrom, ...sections },
  };
}

const ORDER: readonly Severity[] = ["error", "warning", "information", "hint"];

/** Findings with the project's severities, without those of rules that it turned off. */
export function withSeverities(findings: readonly Finding[], rules: ProjectConfig["rules"]): Finding[] {
  return findings.flatMap((finding) => {
    const own = rules[finding.rule];
    if (own === "off") return [];
    if (!own && !finding.data.untouched) return [finding];
    let severity = own ?? finding.severity;
    // Inserting a section must not make things worse: its untouched guidance weighs no more than its absence did.
    const missing = rules["section/missing"];
    if (finding.data.untouched && missing && missing !== "off" && ORDER.indexOf(missing) > ORDER.indexOf(severity))
      severity = missing;
    return [{ ...finding, severity, ...(own && { chosen: true as const }) }];
  });
}
