/** `ml-design-docs check [paths]`. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { check, SEVERITIES } from "../check/check.ts";
import { sayIn } from "../l10n.ts";
import type { Severity } from "../rules/types.ts";
import { markdownFiles, shownPath } from "./files.ts";
import { configurations } from "./projectConfig.ts";
import { documentReport, type Report, reportOf } from "./report.ts";
import { jsonReport } from "./reporters/json.ts";
import { textReport } from "./reporters/text.ts";
import { UsageError } from "./usageError.ts";

export const CHECK_HELP = `Usage: ml-design-docs check [paths] [options]

Checks ML design docs in Markdown files and folders (default: the working directory).

Options:
  --format text|json     how to report (default: text)
  --fail-on SEVERITY     error, warning, information, hint or never: exit status 1 from there on (default: warning)
  --assume-design-doc    take every file for an ML design doc
  --config FILE          the configuration for all files, instead of the .ml-design-docs.yaml files above each
  --no-config            no configuration
  --locale LOCALE        the language of messages: en or ru, also as ru-RU (default: en)
  --verbose              also name the files that are no ML design docs, with the reason
  --no-color             no colours; also when NO_COLOR is set or the output is no terminal
  -h, --help             this text

Exit status: 0 no finding at or above --fail-on, 1 findings, 2 the command or its configuration is wrong,
or a file cannot be read.
`;

const FORMATS = ["text", "json"] as const;

/** Runs the command; returns the exit status. Throws UsageError. */
export async function checkCommand(args: string[], out: NodeJS.WriteStream): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help) {
    out.write(CHECK_HELP);
    return 0;
  }
  const format = oneOf("--format", values.format, FORMATS);
  const failOn = oneOf("--fail-on", values["fail-on"], [...SEVERITIES, "never"] as const);
  if (values.config !== undefined && values["no-config"])
    throw new UsageError("--config and --no-config: either names a configuration or wants none");
  const paths = markdownFiles(positionals.length ? positionals : ["."]);
  const say = sayIn(values.locale);
  const configured = await configurations(paths, { file: values.config, none: values["no-config"], say });
  // One file that cannot be read costs its own report and the exit status, not the others' reports.
  let failed = false;
  const documents = paths.flatMap((path) => {
    try {
      const checked = check(readFileSync(path, "utf8").replace(/^\ufeff/, ""), {
        assumeDesignDoc: values["assume-design-doc"],
        locale: values.locale,
        ...configured.get(path),
      });
      const [failure] = checked.failures;
      if (failure) throw new Error(`rule ${failure.rule} failed: ${failure.error}`);
      return [documentReport(shownPath(path), checked, say)];
    } catch (error) {
      failed = true;
      process.stderr.write(`ml-design-docs: ${path}: ${error instanceof Error ? error.message : error}\n`);
      return [];
    }
  });
  const report = reportOf(documents);
  const color =
    !values["no-color"] && !process.env["NO_COLOR"] && (out.isTTY === true || Boolean(process.env["FORCE_COLOR"]));
  out.write(format === "json" ? jsonReport(report) : textReport(report, { color, verbose: values.verbose, say }));
  if (failed) return 2;
  return failOn !== "never" && worst(report, failOn) ? 1 : 0;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: "string", default: "text" },
        "fail-on": { type: "string", default: "warning" },
        "assume-design-doc": { type: "boolean", default: false },
        config: { type: "string" },
        "no-config": { type: "boolean", default: false },
        locale: { type: "string", default: "en" },
        verbose: { type: "boolean", default: false },
        "no-color": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${CHECK_HELP}`);
  }
}

function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  if ((known as readonly string[]).includes(value)) return value as T;
  throw new UsageError(`${option} ${value}: known are ${known.join(", ")}`);
}

/** Whether a finding is at least as severe as `least`. */
function worst(report: Report, least: Severity): boolean {
  const limit = SEVERITIES.indexOf(least);
  return report.documents.some((d) => d.findings.some((f) => SEVERITIES.indexOf(f.severity) <= limit));
}
