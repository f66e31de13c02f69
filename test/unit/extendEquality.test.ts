/** A team's framework, whose phrases stand in a table beside the book's, reads as one that is compiled as a whole. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { check } from "../../server/src/check/check.ts";
import { extendFramework } from "../../server/src/framework/extend.ts";
import { bookFramework, type Framework, type FrameworkSource } from "../../server/src/framework/index.ts";
import type { Phrases } from "../../server/src/framework/phraseTable.ts";
import type { SectionSource, Vocabulary } from "../../server/src/framework/types.ts";
import { sayEnglish } from "../../server/src/l10n.ts";
import { bookSource, builtFramework } from "./bookSource.ts";

const LISTS = ["aliases", "ambiguous", "not-in-heading", "evidence", "topics"] as const;
const HEAD = "format: 1\nextends: designing-ml-systems\n";
const TEAMS = {
  adds: `sections:
  on-call:
    title: On-call rota
    after: monitoring
    required-from: draft
    aliases: [who (carries|has) the pager, delivery * zone]
    ambiguous: [rota, monitoring]
    not-in-heading: [no rota]
    evidence: [page|call * (engineer|team), {phrase: the model, unless: [baseline, <quantity>]}]
    topics: [restaurant, alert, <person> *2 on call]
    questions: [Who is paged?]
`,
  drops: "drop: [leakage, cost, monitoring, overview, offline-evaluation]\n",
  changes: `sections:
  baselines:
    title: What must it beat
    aliases: [champion model]
    evidence: [current (rule|formula), the model]
    topics: [courier, ticket]
    template: "What does it beat today?\\n"
  labels: {required-from: draft, not-in-heading: [label noise], questions: [Where do they come from?]}
  cost: {after: overview, evidence: [<money>, gpu]}
`,
  "drops, changes and moves": `drop: [features, responsible-ai, scope]
sections:
  model: {chapter: 4, topics: [tree, gradient]}
  stakes: {title: Stakes and figures, after: model, questions: [What is at stake?], evidence: [<quantity> * minute, <percent>]}
  monitoring: {title: Ставки и дежурства, aliases: [дежурств]}
`,
};

type Team = { drop?: string[]; sections?: Record<string, Vocabulary & { title?: string }> };

/** The framework's files with a team's phrases written into them. */
function merged(source: FrameworkSource, framework: Framework, { drop = [], sections = {} }: Team): FrameworkSource {
  const asPhrase = (title: string) => title.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const listsOf = (data: Vocabulary): Vocabulary =>
    Object.fromEntries(LISTS.flatMap((list) => (data[list] ? [[list, data[list]]] : [])));
  const { data } = framework;
  return {
    ...source,
    chapters: data.chapters,
    terms: data.terms,
    sections: data.sections.map((section): SectionSource => {
      const old = source.sections.find((s) => s.id === section.id);
      const own = sections[section.id];
      const lists = LISTS.map((list) => [list, [...(old?.[list] ?? []), ...(own?.[list] ?? [])]]);
      const title = old && own?.title ? [asPhrase(old.title)] : [];
      const { aliases, ...rest } = Object.fromEntries(lists);
      return { format: 1, ...section, ...rest, aliases: [...aliases, ...title] };
    }),
    locales: source.locales.map((locale, i) => ({
      ...locale,
      sections: Object.fromEntries(
        Object.entries(locale.sections)
          .filter(([id]) => !drop.includes(id))
          .map(([id, old]) => {
            const { aliases = [], ...rest } = listsOf(old);
            const title = old.title ? [asPhrase(old.title)] : [];
            return [id, { ...data.locales[i]?.sections[id], ...rest, aliases: [...aliases, ...title] }];
          }),
      ),
    })),
  };
}

/** What is found, each once: a title may say the same as an alias. */
function foundIn(phrases: Phrases, text: string, framework: Framework): string[] {
  const { tokens, spans, words } = framework.analyse(text);
  const found = phrases.find(tokens, spans, words);
  return [...new Set(found.map(({ meaning: { id, role }, start, end }) => `${start}-${end} ${role} ${id}`))].sort();
}

const examples = ["delivery-time-prediction.md", "support-ticket-triage.md"].map((name) =>
  readFileSync(join(import.meta.dirname, "../../examples", name), "utf8"),
);
const source = bookSource();

describe.each(Object.entries(TEAMS))("a team that %s", (_, body) => {
  let team: Framework;
  let whole: Framework;
  beforeAll(() => {
    const { framework, mistakes } = extendFramework(HEAD + body, bookFramework(), sayEnglish);
    expect(mistakes).toEqual([]);
    team = framework as Framework;
    whole = builtFramework(merged(source, team, parse(body)));
  });

  test("finds the same phrases", () => {
    const lines = examples.flatMap((text) => text.split("\n"));
    const words = fc.constantFrom(...new Set(`${lines.join(" ")} ${body}`.split(/[^\p{L}\p{N}$%]+/u)));
    const texts = fc.oneof(
      fc.constantFrom(...lines),
      fc.array(words, { maxLength: 12 }).map((list) => list.join(" ")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        for (const table of ["headings", "statements"] as const)
          expect(foundIn(team[table], text, team)).toEqual(foundIn(whole[table], text, whole));
      }),
      { numRuns: 500 },
    );
  });

  test("reads documents alike", () => {
    for (const text of examples) {
      const [own, other] = [team, whole].map((framework) => check(text, { framework }));
      expect(own?.findings).toEqual(other?.findings);
      const sections = [own, other].map((c) =>
        c?.reading.sections.map(({ places, evidence, ...rest }) => ({
          ...rest,
          evidence,
          places: places.map(({ heading, ...place }) => ({ ...place, heading: heading.index })),
        })),
      );
      expect(sections[0]).toEqual(sections[1]);
    }
  });
});
