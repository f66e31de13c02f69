// How far the checker's reading agrees with labels made by careful reading, and its decision what is a design doc with the
// documents' kinds. A label is own | empty | inside | absent; in the report covered | empty | elsewhere | missing | waived.

const LABELS = ["own", "empty", "inside", "absent"];
const FROM_REPORT = { covered: "own", empty: "empty", elsewhere: "inside", missing: "absent" };
const NEAR = 3;

const round = (x) => +x.toFixed(4);
const ratio = (a, b) => (b === 0 ? 0 : round(a / b));
/** F1 of [labelled, said, both]. */
const f1 = ([truth, said, both]) => (truth + said === 0 ? 1 : round((2 * both) / (truth + said)));
const headed = (label) => label === "own" || label === "empty";
const absent = (label) => label === "absent";

/** What a report status says in the labels' words; a waiver with a reason counts as what the label says it is. */
function labelOf(status, truth) {
  if (status === "waived") return truth === "absent" ? "own" : truth;
  return FROM_REPORT[status];
}

/**
 * Scores documents' reports (id → document of the report) against labels. Returns the figures and the disagreements.
 * Throws if a labelled document has no report.
 */
export function score(labels, reports) {
  const confusion = Object.fromEntries(LABELS.map((a) => [a, Object.fromEntries(LABELS.map((b) => [b, 0]))]));
  const perSection = {};
  const errors = [];
  const headedCounts = { locatable: 0, located: 0 };
  const evidenceCounts = { evidenced: 0, near: 0 };
  for (const { id, sections } of labels) {
    const said = new Map(reports.get(id).sections.map((s) => [s.id, s]));
    for (const [section, truth] of Object.entries(sections)) {
      const s = said.get(section);
      const got = labelOf(s.status, truth.status);
      confusion[truth.status][got]++;
      perSection[section] ??= { n: 0, agree: 0, absent: [0, 0, 0], headed: [0, 0, 0], headedCalledMissing: 0 };
      const p = perSection[section];
      p.n++;
      if (got === truth.status) p.agree++;
      else
        errors.push({
          doc: id,
          section,
          truth: truth.status,
          line: truth.line,
          disputed: truth.disputed,
          said: got,
          saidLine: s.line,
        });
      for (const [key, test] of [
        ["absent", absent],
        ["headed", headed],
      ]) {
        p[key][0] += Number(test(truth.status));
        p[key][1] += Number(test(got));
        p[key][2] += Number(test(truth.status) && test(got));
      }
      if (headed(truth.status) && absent(got)) p.headedCalledMissing++;
      const places = [truth.line, ...(truth.also ?? [])];
      const given = [s.line, ...(s.lines ?? [])].filter((n) => n !== undefined);
      if (headed(truth.status) && headed(got)) {
        headedCounts.locatable++;
        if (given.some((n) => places.includes(n))) headedCounts.located++;
      }
      if (truth.status === "inside" && got === "inside") {
        evidenceCounts.evidenced++;
        if (given.some((n) => places.some((m) => Math.abs(n - m) <= NEAR))) evidenceCounts.near++;
      }
    }
  }
  const sections = Object.values(perSection);
  const sum = (key) => [0, 1, 2].map((i) => sections.reduce((n, p) => n + p[key][i], 0));
  const row = (a) => LABELS.reduce((n, b) => n + confusion[a][b], 0);
  const column = (b) => LABELS.reduce((n, a) => n + confusion[a][b], 0);
  const total = LABELS.reduce((n, a) => n + row(a), 0);
  const agree = LABELS.reduce((n, a) => n + confusion[a][a], 0);
  const chance = LABELS.reduce((n, a) => n + row(a) * column(a), 0) / Math.max(1, total) ** 2;
  const missing = sum("absent");
  const head = sum("headed");
  return {
    figures: {
      documents: labels.length,
      judgements: total,
      agreement: ratio(agree, total),
      kappa: round((agree / total - chance) / (1 - chance)),
      missing: { f1: f1(missing), precision: ratio(missing[2], missing[1]), recall: ratio(missing[2], missing[0]) },
      headed: { f1: f1(head), precision: ratio(head[2], head[1]), recall: ratio(head[2], head[0]) },
      headedCalledMissing: ratio(
        sections.reduce((n, p) => n + p.headedCalledMissing, 0),
        head[0],
      ),
      insideCalledMissing: ratio(confusion.inside.absent, row("inside")),
      absentCalledPresent: ratio(row("absent") - confusion.absent.absent, row("absent")),
      emptyF1: f1([row("empty"), column("empty"), confusion.empty.empty]),
      headingLocated: ratio(headedCounts.located, headedCounts.locatable),
      evidenceLocated: ratio(evidenceCounts.near, evidenceCounts.evidenced),
      confusion,
    },
    perSection: Object.fromEntries(
      Object.entries(perSection).map(([id, p]) => [
        id,
        {
          missingF1: f1(p.absent),
          headedF1: f1(p.headed),
          agreement: ratio(p.agree, p.n),
          headedCalledMissing: p.headedCalledMissing,
        },
      ]),
    ),
    errors,
  };
}

/** The decision "is this an ML design doc?", by kind of document. Templates and borderline pages may go either way. */
export function detection(manifest, reports) {
  const out = {};
  for (const { id, kind, path } of manifest) {
    const report = reports.get(id);
    out[kind] ??= { documents: 0, takenAsDesignDoc: 0, wrong: [] };
    out[kind].documents++;
    const taken = report.kind === "ml-design-doc";
    if (taken) out[kind].takenAsDesignDoc++;
    if ((kind === "design" && !taken) || (kind === "negative" && taken))
      out[kind].wrong.push(`${id} ${path}: ${report.reason}`);
  }
  return out;
}
