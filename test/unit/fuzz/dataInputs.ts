/** A project's files as authors leave them: right ones, damaged by edits, and what no one would write. */
import fc from "fast-check";
import { edited, edits } from "./inputs.ts";

const CONFIGS = [
  "version: 1\nroot: true\nextends: [../base.yaml]\nframework: ./team.yaml\ninclude: docs/**\nexclude:\n  - docs/old\n",
  "# ours\nversion: 1\nstatus: review\nproblem-type: [ranking, llm]\nlanguage: ru\nsections: {augmentation: off, cost: review}\n",
  "rules:\n  section/missing: error # why\n  section/elsewhere: off\naliases:\n  baselines: [What we must beat, 2024]\n  cost:\n  - Money\n",
  '{\n  "version": 1,\n  "rules": {"section/missing": "hint"},\n  "aliases": {"baselines": ["What we beat"]}\n}\n',
  '{"version": 1, "exclude": ["docs/old/**"], "root": false}',
  "---\nversion: 1\n...\n",
  "aliases: &a\n  cost: &b [x]\n  model: *b\nrules: *a\n",
  "? [complex, key]\n: value\n? {a: b}\n: - c\n",
];

export const HEAD = "format: 1\nextends: designing-ml-systems\n";
const TEAMS = [
  `${HEAD}drop: [cost, leakage]\n`,
  `${HEAD}sections:\n  on-call:\n    title: On-call rota\n    after: monitoring\n    required-from: draft\n    questions: [Who is paged?]\n    aliases: [who (carries|has) the pager, rota * zone]\n    evidence:\n      - page|call * (engineer|team)\n      - phrase: the model\n        unless: [baseline, <quantity>]\n`,
  `${HEAD}sections: {baselines: {title: What must it beat, topics: [champion]}, cost: {after: overview, evidence: [<money>, gpu]}}\n`,
  `${HEAD}sections:\n  monitoring: {title: Ставки и дежурства, aliases: [дежурств]}\n  labels: {chapter: 4, template: "Who labels?\\n"}\n`,
];

const HOSTILE = [
  "\0",
  "\ufeff",
  "\t",
  "\r",
  "\r\n",
  "\n",
  ": ",
  "- ",
  "? ",
  "[",
  "]",
  "{",
  "}",
  ", ",
  "#",
  "&a ",
  "*a",
  "!!js/function ",
  "!!binary ",
  "!x ",
  "|\n",
  ">-\n",
  '"',
  "'",
  "\\",
  "%YAML 9.9\n",
  "---\n",
  "...\n",
  "<<: ",
  "null",
  "~",
  "true",
  "0x1F",
  "1e999",
  ".nan",
  "2026-01-01",
  "__proto__: ",
  "constructor: ",
  "toString",
  "\ud800",
  "(",
  ")",
  "|",
  "*12 ",
  "?",
  "<quantity>",
  "<nothing>",
  "unless: ",
  "version: 2",
  "extends: ",
  "sections: ",
  "rules: ",
  "aliases: ",
  "section/missing: ",
  "cost: ",
  "off",
  "[[[[[[[[",
  "{a: {a: {a: ",
  "  ",
  "          ",
  "x".repeat(300),
]; // prettier-ignore

const hostile = fc.array(fc.constantFrom(...HOSTILE), { maxLength: 25 }).map((list) => list.join(""));
const dataEdits = fc
  .tuple(edits, fc.constantFrom(...HOSTILE, ""))
  .map(([edit, add]) => ({ ...edit, remove: edit.remove % 30, add }));

const damaged = (texts: readonly string[]) =>
  fc
    .tuple(
      fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...texts) }, { weight: 1, arbitrary: hostile }),
      fc.array(dataEdits, { maxLength: 4 }),
      fc.constantFrom("\n", "\n", "\r\n", "\r"),
    )
    .map(([text, changes, end]) => changes.reduce(edited, text).replaceAll("\n", end));

export const configs = damaged(CONFIGS);
export const teamFiles = damaged(TEAMS);
