/** What is corrected at once: slips in what steers the checker, and nothing that a document says. */

import { expect, test } from "vitest";
import { CodeActionKind } from "vscode-languageserver-types";
import { applyEdits } from "../../server/src/edits/edit.ts";
import { FIX_ALL_KIND } from "../../server/src/language/codeActions/fixAll.ts";
import { ACTION_KINDS, codeActions } from "../../server/src/language/codeActions/index.ts";
import { diagnosticsOf } from "../../server/src/language/diagnostics.ts";
import { subjectOf } from "./subject.ts";

/** As an editor asks on saving: for the whole document, and for these kinds only. */
function fixed(text: string, only: string = CodeActionKind.SourceFixAll): string | undefined {
  const subject = subjectOf(text);
  const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
  const actions = codeActions(subject, whole, { diagnostics: [], only: [only] });
  expect(actions.length).toBeLessThanOrEqual(1);
  const [change] = actions[0]?.edit?.documentChanges ?? [];
  return change && "edits" in change ? applyEdits(subject.checked.doc, change.edits as never) : undefined;
}

const HEAD = "---\ntype: ml-design-doc\nstatus: reviw\n---\n# Churn\n\n";
const SLIPS = `${HEAD}## First model\n<!-- ml-design-docs-section: baselinse -->\n\nLast month's rate.\n\n<!-- ml-design-docs-disable-next section/mising: said elsewhere, see the plan -->\n## Plan\n\nTBD\n`;

test("all slips in marks, wherever the cursor is", () => {
  const text = fixed(SLIPS);
  expect(text).toBe(SLIPS.replace("baselinse", "baselines").replace("section/mising", "section/missing"));
  expect(fixed(text ?? "")).toBeUndefined();
  expect(fixed(SLIPS, FIX_ALL_KIND)).toBe(text);
});

test("nothing that the document says, and no missing section", () => {
  const text = `${HEAD}## Labels\n\nTBD\n`;
  expect(diagnosticsOf(subjectOf(text)).length).toBeGreaterThan(1);
  expect(fixed(text)).toBeUndefined();
});

test("the server announces the kind", () => {
  expect(ACTION_KINDS).toContain(FIX_ALL_KIND);
});
