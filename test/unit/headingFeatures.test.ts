/** What is known of a heading. */
import { expect, test } from "vitest";
import { readDesignDoc } from "../../server/src/document/designDoc.ts";
import { bookFramework } from "../../server/src/framework/index.ts";
import { headingCandidates } from "../../server/src/recognition/headingFeatures.ts";
import { modelFor } from "../../server/src/recognition/model.ts";
import { scoreDoc } from "../../server/src/recognition/scored.ts";

const framework = bookFramework();
const { texts, headedPriors } = modelFor(framework);

test("a sub-section that was inserted and stands untouched changes nothing of it", () => {
  const rowsOf = (text: string) =>
    headingCandidates(scoreDoc(readDesignDoc(text), framework, texts), framework, headedPriors)
      .filter(({ scored }) => scored.heading.part.text === "Goals")
      .map(({ section, row }) => [section, ...row]);
  const goals = "# Churn\n\n## Goals\n\nCut monthly churn from 4.1 % to 3.6 % by June 2027.\n\n";
  const end = "## Baselines\n\nThe rules engine finds 41 % of churners.\n";
  const rows = rowsOf(goals + end);
  expect(rows.length).toBeGreaterThan(0);
  expect(rowsOf(`${goals}### Monitoring plan\n\n${end}`)).toEqual(rows);
  expect(rowsOf(`${goals}### Regions\n\nNorth and south.\n\n${end}`)).not.toEqual(rows);
});
