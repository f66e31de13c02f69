/** A design doc whose sections are plain to see, for tests of what is shown of them. */
export const URI = "file:///docs/churn.md";

export const DOC = `---
type: ml-design-doc
status: draft
---
# Churn model

We propose a model that tells the retention team each Monday which customers are about to leave.

## Goals

Cut monthly churn from 4.1 % to 3.6 % by June 2027. The margin is in What to beat; see Monitoring plan too.

## What to beat

The retention team's rule reaches 21 % precision at 30 % recall on the same customers.

## Features

<!-- Which ones, from where,
and how fresh? -->

Tenure in months and tickets in the last 30 days, from the CRM export.

<!-- ml-design-docs-disable-next section/empty, baselines: the pilot will tell -->

TBD

## Monitoring plan

Page the on-call engineer if weekly recall falls below 0.3.

## Baselines

Always "stays": 96 % accuracy, 0 % recall.
`;

/** One with enough answered not to be just begun, and one section empty. */
export const WITH_EMPTY = `---
type: ml-design-doc
---
# Churn

## Data sources

Click logs of a year, in the warehouse.

## Labels

TBD

## Features

Tenure in months and tickets in the last 30 days, from the CRM export.

## Monitoring

Page the on-call engineer if weekly recall falls below 0.3.
`;

export const OTHER = "# Shopping list\n\n- milk\n\n## Features\n\n<!-- not\nours -->\n";

/** Where a text begins, `by` characters further on. */
export function positionOf(wanted: string, by = 0, text = DOC): { line: number; character: number } {
  const offset = text.indexOf(wanted) + by;
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** The range of a text where it first stands. */
export const rangeOf = (wanted: string, text = DOC) => ({
  start: positionOf(wanted, 0, text),
  end: positionOf(wanted, wanted.length, text),
});

/** Half a design doc: much of what a draft needs is missing. */
export const HALF = `---
type: ml-design-doc
status: draft
---
# Churn model

We propose a model that tells the retention team each Monday which customers are about to leave.

## Goals

Cut monthly churn from 4.1 % to 3.6 % by June 2027.

## Features

Tenure in months and tickets in the last 30 days, from the CRM export.

## Monitoring

Page the on-call engineer if weekly recall falls below 0.3.
`;
