/** What tells a design doc from its near-misses, as a row of numbers. */

import { Memo, NOBODY } from "../document/memo.ts";
import type { Statement } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import { analyse } from "./analysis.ts";
import type { KindWords } from "./kindWords.ts";
import type { ScoredDoc } from "./scored.ts";
import { isPlaceholder, isPrompt } from "./substance.ts";
import type { SectionReading } from "./types.ts";

export const KIND_FEATURES = [
  "covered",
  "elsewhere",
  "mlCovered",
  "mlAnswered",
  "mlWords",
  "mlHeadings",
  "designTitle",
  "kindTitle",
  "kinds",
  "secondPerson",
  "commands",
  "past",
  "future",
  "modal",
  "weWill",
  "prompts",
  "code",
  "links",
  "words",
] as const;

/** Sections that only a document about a machine-learning system answers. */
const ML = new Set([
  "framing",
  "labels",
  "features",
  "leakage",
  "baselines",
  "model",
  "offline-evaluation",
  "sampling",
  "class-imbalance",
  "augmentation",
  "distribution-shift",
  "continual-learning",
  "experiment-tracking",
  "feedback-loops",
]);
const COMMAND =
  /(?:^|\s|`)(?:pip|npm|conda|docker|git|kubectl|poetry|python|make|helm|curl|apt-get|cargo|brew)\s+[a-z-]/i;
const SECOND_PERSON = /\b(?:you|your|yours)\b/i;
const WE_WILL =
  /\b(?:we (?:will|propose|plan|want|need|use|train|chose|choose|aim|decided)|will be|proposal|propose[sd]?|мы|будем|предлага\p{L}*|vamos|proponemos|propomos|wir|nous)\b|我们|本文|提出|采用/iu;
const MODAL =
  /\b(?:must|shall|should|will|target|goal|required|requirement|должн\p{L}*|debe|deve|doit|soll|muss)\b|必须|应该|需要|目标/iu;

const ML_WORD =
  /\b(?:machine[- ]learning|ml|model(?:s|l?ing)?|train(?:ed|ing)?|re-?train\w*|predict\w*|classif\w*|regress\w*|forecast\w*|embedding\w*|llms?|rag|neural|inference|labels?|label+ed|annotat\w*|features?|dataset|recommend\w*|ranking|anomal\w*|detect\w*|xgboost|lightgbm|bert|gpt\S*|transformer|fine-?tun\w*|drift|recall|precision|auc|f1|rmse|mae|ndcg|hallucinat\w*|prompts?|retriev\w*|modelo\w*|entrena\w*|treina\w*|predic\w*|modèle\w*|entraîn\w*|vorhersag\w*)\b|модел|обуч|предсказ|прогноз|разметк|признак|модель|模型|训练|预测|标注|特征|数据集|推理|学習|予測|モデル/iu;
const DESIGN_TITLE =
  /\b(?:design|proposal|plan|spec(?:ification)?|rfc|prd|charter|architecture|adr|requirements?|roadmap|definition|system|strategy|use case|policy|blueprint|concept|decision record)\b|дизайн|проект|архитектур|техническое|ТЗ|diseño|propuesta|projeto|proposta|arquitet|conception|cahier|entwurf|konzept|设计|方案|需求|架构|設計|仕様|企画/iu;
const PAST = /\b(?:was|were|achieved|found|showed|concluded|observed|obtained|resulted|delivered)\b/i;
const FUTURE =
  /\b(?:will|would|shall|going to|plan(?:s|ned)? to|propose[sd]?|phase \d|v1|v2|mvp|milestone|first version|next step|rollout|target)\b|будет|будем|планир|предлага|将|计划|予定|すべき/iu;

/** What a statement may show, as bits in this order. */
const SIGNS: readonly [name: string, shows: (text: string) => boolean][] = [
  ["ml", (text) => ML_WORD.test(text)],
  ["you", (text) => SECOND_PERSON.test(text)],
  ["command", (text) => COMMAND.test(text)],
  ["past", (text) => PAST.test(text)],
  ["future", (text) => FUTURE.test(text)],
  ["modal", (text) => MODAL.test(text)],
  ["we", (text) => WE_WILL.test(text)],
  ["prompt", (text) => isPrompt(text) || isPlaceholder(text)],
];
const memo = new Memo<Statement, number>();

/** The signs that a statement shows; kept as long as the block it was read from. */
export function kindSigns(part: Statement): number {
  const known = memo.get(part, NOBODY);
  if (known !== undefined) return known;
  const signs = SIGNS.reduce((bits, [, shows], i) => (shows(part.text) ? bits | (1 << i) : bits), 0);
  memo.set(part, NOBODY, signs);
  return signs;
}

/** The row of a document. */
export function kindRow(
  scored: ScoredDoc,
  sections: readonly SectionReading[],
  framework: Framework,
  words?: KindWords,
): Float32Array {
  const first = scored.title ?? scored.headings[0]?.heading;
  const title = first?.part.text ?? "";
  const titleKinds = first ? analyse(first.part, framework).found.filter((f) => f.meaning.role === "kind").length : 0;
  // Headings over nothing say what is planned for the document, not what it is.
  const filled = scored.headings.filter(({ heading, from, to }) => heading.part.depth > 0 && to > from);
  const headings = filled.map(({ heading }) => heading.part.text);
  /** Per sign, the statements that show it. */
  const shown = SIGNS.map(() => 0);
  let statements = 0;
  let figures = 0;
  for (const { part } of scored.doc.body) {
    if (part.type === "figure") figures++;
    if (part.type !== "statement" || part.kind === "code") continue;
    statements++;
    const signs = kindSigns(part);
    for (let i = 0; i < SIGNS.length; i++) if (signs & (1 << i)) shown[i] = (shown[i] as number) + 1;
  }
  const size = Math.max(1, statements);
  const share = (sign: (typeof SIGNS)[number][0]) =>
    (shown[SIGNS.findIndex(([name]) => name === sign)] as number) / size;
  const count = (status: string, only?: ReadonlySet<string>) =>
    sections.filter((s) => s.status === status && (!only || only.has(s.id))).length;
  const kinds = filled.filter(({ facts }) => facts.analysis.found.some((f) => f.meaning.role === "kind")).length;
  return Float32Array.of(
    count("covered"),
    count("elsewhere"),
    count("covered", ML),
    count("covered", ML) + count("elsewhere", ML),
    share("ml"),
    headings.filter((t) => ML_WORD.test(t)).length / Math.max(1, headings.length),
    DESIGN_TITLE.test(title) ? 1 : 0,
    titleKinds,
    kinds / Math.max(1, filled.length),
    share("you"),
    share("command"),
    share("past"),
    share("future"),
    share("modal"),
    share("we"),
    share("prompt"),
    figures / (size + figures),
    (scored.doc.text.match(/\]\(/g)?.length ?? 0) / size,
    words?.sum(scored, framework) ?? 0,
  );
}
