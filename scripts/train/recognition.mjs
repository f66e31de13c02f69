// Trains the recognition model: text models from examples and labelled documents, then the trees that decide on what the text
// models and the phrases say of documents that they were not trained on.
import { trainText } from "./logistic.mjs";
import { scoreTrees, trainTrees } from "./trees.mjs";

const FOLDS = 5;
/** Statements and headings of our own documents count less than examples: their labels are of the document, not of the line. */
const OWN_WEIGHT = 0.5;
/** Documents of other people count more for the decisions than those written for training. */
export const REAL = { weight: 4 };
export const TEXT = {
  statements: { epochs: 10, least: 4, prune: 0.2, keep: 600 },
  headings: { epochs: 20, least: 3, prune: 0.15, keep: 360 },
};
export const TREES = {
  headed: { rounds: 170, depth: 4, least: 20, l2: 5, rate: 0.08 },
  answered: { rounds: 120, depth: 3, least: 15, l2: 8, rate: 0.08 },
};

const headed = (truth) => truth.status === "own" || truth.status === "empty";
const linesOf = (truth) => [truth.line, ...(truth.also ?? [])];

/** Parses documents once: what does not depend on a model. */
export function prepare(documents, engine, framework) {
  const ids = framework.sections.map((s) => s.id);
  return documents.map(({ id, label, text, real = false, judge = false }, n) => {
    const doc = engine.readDesignDoc(text);
    const lineOf = (offset) => engine.lineAt(doc.lineStarts, offset) + 1;
    const truth = ids.map((s) => label.sections[s]);
    return {
      id,
      n,
      real,
      judge,
      label,
      doc,
      truth,
      lineOf,
      fold: n % FOLDS,
      statements: statementRows(),
      headings: headingRows(),
    };

    function statementRows() {
      const under = truth.map((t) =>
        t?.status === "own" ? doc.headings.find((h) => lineOf(h.start) === t.line) : undefined,
      );
      const rows = [];
      doc.body.forEach((placed, i) => {
        if (placed.part.type !== "statement") return;
        const [from, to] = [lineOf(placed.start), lineOf(Math.max(placed.start, placed.end - 1))];
        const y = Int8Array.from(truth, (t, s) => {
          if (!t) return -1;
          if (t.status === "absent") return 0;
          if (t.status === "inside") return linesOf(t).some((l) => l >= from && l <= to) ? 1 : -1;
          return under[s] && i >= under[s].bodyStart && i < under[s].bodyEnd ? 1 : -1;
        });
        rows.push({
          terms: engine.termsOf(engine.analyse(placed.part, framework), framework.wordTable),
          y,
          weight: real ? 1 : OWN_WEIGHT,
        });
      });
      return rows;
    }

    function headingRows() {
      return doc.headings.map((h) => {
        const y = Int8Array.from(truth, (t) =>
          !t ? -1 : headed(t) ? (linesOf(t).includes(lineOf(h.start)) ? 1 : -1) : 0,
        );
        const terms = engine.termsOf(engine.analyse(h.part, framework), framework.wordTable);
        return { terms, y, weight: h.part.depth > 0 ? 1 : OWN_WEIGHT };
      });
    }
  });
}

/** Trains on prepared documents and examples; returns the data of RecognitionModel. */
export function train(docs, examples, engine, framework) {
  const sections = framework.sections.map((s) => s.id);
  const texts = (set) => {
    const data = {
      statements: trainText([...examples.statements, ...set.flatMap((d) => d.statements)], sections, TEXT.statements),
      // Heading examples are few and clean.
      headings: trainText(
        [...examples.headings, ...examples.headings, ...set.flatMap((d) => d.headings)],
        sections,
        TEXT.headings,
      ),
    };
    return {
      data,
      models: {
        statements: new engine.TextModel(data.statements, framework.wordTable),
        headings: new engine.TextModel(data.headings, framework.wordTable),
      },
    };
  };
  const headedPriors = sections.map((_, s) => prior(docs, (d) => d.truth[s] && headed(d.truth[s])));
  const answeredPriors = sections.map((_, s) => prior(docs, (d) => d.truth[s]?.status === "inside"));

  // Each document's rows come from text models that have not seen it.
  for (let fold = 0; fold < FOLDS; fold++) {
    const { models } = texts(docs.filter((d) => d.fold !== fold));
    for (const d of docs.filter((x) => x.fold === fold)) {
      d.scored = engine.scoreDoc(d.doc, framework, models);
      d.candidates = engine
        .headingCandidates(d.scored, framework, headedPriors)
        .filter((c) => !d.scored.skipped(c.scored.heading));
    }
  }
  const headRows = (d) =>
    d.candidates.flatMap((c) => {
      const t = d.truth[c.section];
      if (!t) return [];
      const here = linesOf(t).includes(d.lineOf(c.scored.heading.start));
      return headed(t) && !here ? [] : [{ row: c.row, y: headed(t) ? 1 : 0, weight: d.real ? REAL.weight : 1 }];
    });
  const fitHeaded = (set) => {
    return learn(set.flatMap(headRows), TREES.headed);
  };
  for (let fold = 0; fold < FOLDS; fold++) {
    const trees = fitHeaded(docs.filter((d) => d.fold !== fold));
    for (const d of docs.filter((x) => x.fold === fold))
      for (const c of d.candidates) c.score = scoreTrees(trees, c.row);
  }
  // Thresholds are set where they will be used: on other people's documents, if there are any, as two readers labelled them.
  const judges = docs.some((d) => d.judge) ? docs.filter((d) => d.judge) : docs;
  const headedThreshold = bestThreshold(
    judges.flatMap((d) =>
      sections.flatMap((_, s) => {
        const t = d.truth[s];
        if (!t) return [];
        const score = Math.max(-99, ...d.candidates.filter((c) => c.section === s).map((c) => c.score));
        return [{ score, y: headed(t) ? 1 : 0 }];
      }),
    ),
    1,
    // Overlooking a heading makes its section missing, which costs trust; a heading too many costs a hint.
    LEAN,
  );

  const bodies = (d, calibration) => {
    const best = sections.map(() => Number.NEGATIVE_INFINITY);
    for (const c of d.candidates) best[c.section] = Math.max(best[c.section], c.score - headedThreshold);
    const { candidates } = engine.bodyCandidates(d.scored, framework, answeredPriors, best, calibration);
    return { best, candidates };
  };
  const plain = docs.flatMap((d) => bodies(d, { best: [], second: [], phrases: [] }).candidates);
  const spreadOf = (feature) => {
    const at = engine.BODY_FEATURES.indexOf(feature);
    return sections.map((_, s) => spread(plain.filter((c) => c.section === s).map((c) => c.row[at])));
  };
  const calibration = { best: spreadOf("best"), second: spreadOf("second"), phrases: spreadOf("phrases") };
  const bodyRows = (d) => {
    const { best, candidates } = bodies(d, calibration);
    return candidates
      .filter((c) => d.truth[c.section] && best[c.section] <= 0 && d.truth[c.section].status !== "empty")
      .map((c) => ({
        row: c.row,
        y: d.truth[c.section].status === "absent" ? 0 : 1,
        fold: d.fold,
        judge: d.judge,
        weight: d.real ? REAL.weight : 1,
      }));
  };
  const rows = docs.flatMap(bodyRows);
  const fitAnswered = (set) => learn(set, TREES.answered);
  for (let fold = 0; fold < FOLDS; fold++) {
    const trees = fitAnswered(rows.filter((r) => r.fold !== fold));
    for (const r of rows) if (r.fold === fold) r.score = scoreTrees(trees, r.row);
  }
  // Of what is missing, so yes and no change places. Calling missing what is said costs an author's trust, more than passing
  // over what is missing, so precision counts more than recall.
  const judged = rows.some((r) => r.judge) ? rows.filter((r) => r.judge) : rows;
  const answeredThreshold = -bestThreshold(
    judged.map((r) => ({ score: -r.score, y: 1 - r.y })),
    0.65,
  );

  const { data } = texts(docs);
  return {
    sections,
    statements: strip(data.statements),
    headings: strip(data.headings),
    headedPriors,
    answeredPriors,
    calibration,
    headed: { features: [...engine.HEADING_FEATURES], ...fitHeaded(docs), threshold: headedThreshold },
    answered: { features: [...engine.BODY_FEATURES], ...fitAnswered(rows), threshold: answeredThreshold },
  };
}

const learn = (rows, options) =>
  trainTrees(
    rows.map((r) => r.row),
    rows.map((r) => r.y),
    { ...options, weights: Float64Array.from(rows, (r) => r.weight) },
  );

const strip = ({ bias, terms }) => ({ bias, terms });

function prior(docs, yes) {
  const n = docs.filter(yes).length;
  return +Math.log((n + 2) / (docs.length - n + 2)).toFixed(2);
}

/** Mean and standard deviation, the latter never near 0. */
function spread(list) {
  const mean = list.reduce((a, b) => a + b, 0) / list.length;
  const variance = list.reduce((a, b) => a + (b - mean) ** 2, 0) / list.length;
  return [+mean.toFixed(3), +Math.max(0.2, Math.sqrt(variance)).toFixed(3)];
}

/** Towards taking a heading for a section. */
const LEAN = 0.1;

/** How far below the best F another threshold counts as equally good: less is chance on a few dozen documents. */
const PLATEAU = 0.008;

/**
 * A threshold with the best F of rows [{score, y}], of those that are about as good the middle one; a `lean` below 0.5 takes
 * a lower one, which says yes more often. Below 1, `beta` gives precision more weight than recall.
 */
function bestThreshold(rows, beta = 1, lean = 0.5) {
  const sorted = [...rows].sort((a, b) => b.score - a.score);
  const positives = sorted.reduce((n, r) => n + r.y, 0);
  let hits = 0;
  const tried = [];
  sorted.forEach((r, i) => {
    hits += r.y;
    const next = sorted[i + 1];
    if (next && next.score < r.score)
      tried.push({
        f: ((1 + beta ** 2) * hits) / (i + 1 + beta ** 2 * positives),
        threshold: (r.score + next.score) / 2,
      });
  });
  const best = Math.max(...tried.map((t) => t.f));
  const good = tried.filter((t) => t.f >= best - PLATEAU).map((t) => t.threshold);
  const low = Math.min(...good);
  return +(low + lean * (Math.max(...good) - low)).toFixed(3);
}
