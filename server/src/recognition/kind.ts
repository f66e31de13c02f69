/** Is a document an ML design doc? Marks first, then what it says of itself. */
import type { DesignDoc } from "../document/types.ts";
import type { Framework } from "../framework/index.ts";
import { sayEnglish } from "../l10n.ts";
import { analyse } from "./analysis.ts";
import { marksOf } from "./marks.ts";
import type { RecognitionModel } from "./model.ts";
import type { ScoredDoc } from "./scored.ts";
import type { DocumentKind, KindReason, ReadingOptions, SectionReading } from "./types.ts";

export interface KindReading extends KindReason {
  kind: DocumentKind;
}

/** YAML 1.2 takes only `false` for false; authors write these too. */
const FALSE = /^(?:false|no|off|n)$/i;
const TRUE = /^(?:true|yes|on|y)$/i;
/** A document most of whose recognised headings stand over prompts or nothing. */
const TEMPLATE_SHARE = 0.6;
const TEMPLATE_SECTIONS = 4;
/** With more answers than this its author has begun, however much stands open. */
const TEMPLATE_ANSWERS = 2;

/** A reason, in English and as it can be said in other languages. */
function say(template: string, ...values: readonly (string | number)[]): KindReason {
  return { reason: sayEnglish(template, ...values), said: [template, ...values] };
}

/** The answer and its reason in words. */
export function readKind(
  scored: ScoredDoc,
  sections: readonly SectionReading[],
  options: ReadingOptions,
  framework: Framework,
  model: RecognitionModel,
): KindReading {
  const marked = readMark(scored.doc);
  if (marked) return marked;
  if (options.assumeDesignDoc) return { kind: "ml-design-doc", ...say("assumed") };
  if (options.listed) {
    const { design, file } = options.listed;
    if (design) return { kind: "ml-design-doc", ...say("include in {0}", file) };
    return { kind: "other", ...say("exclude in {0}", file) };
  }
  const headed = sections.filter((s) => s.places.length > 0);
  const empty = headed.filter((s) => s.status === "empty").length;
  const answers = sections.filter((s) => s.status === "covered" || s.status === "elsewhere").length;
  if (headed.length >= TEMPLATE_SECTIONS && empty > headed.length * TEMPLATE_SHARE && answers <= TEMPLATE_ANSWERS)
    return { kind: "other", ...say("template: its prompts are not answered") };
  const titled = kindOfTitle(scored, framework);
  if (titled) return { kind: "other", ...say("its title says that it is {0}", titled) };
  if (model.isDesign(scored, sections, framework) > 0)
    return { kind: "ml-design-doc", ...say("it specifies an ML system") };
  const like = likeliestKind(scored, framework);
  return {
    kind: "other",
    ...(like
      ? say("it reads like {0} rather than the design of an ML system", like)
      : say("it specifies too little of an ML system")),
  };
}

/** A title that calls itself a design outweighs the words that it is about: "Design of a runbook generator". */
const DESIGN = /\b(?:design|proposal|prd|rfc|spec(?:ification)?|charter|adr)\b/i;

/** What else the title says that the document is. */
function kindOfTitle({ title, headings }: ScoredDoc, framework: Framework): string | undefined {
  const part = (title ?? headings[0]?.heading)?.part;
  if (!part || DESIGN.test(part.text)) return undefined;
  const id = analyse(part, framework).found.find((f) => f.meaning.role === "kind-title")?.meaning.id;
  return framework.data.kinds.find((k) => k.id === id)?.name;
}

/** The other kind whose phrases stand most often in title and headings; the title counts thrice. */
function likeliestKind(scored: ScoredDoc, framework: Framework): string | undefined {
  const votes = new Map<string, number>();
  const vote = (found: readonly { meaning: { role: string; id: string } }[], weight: number) => {
    for (const id of new Set(found.filter((f) => f.meaning.role === "kind").map((f) => f.meaning.id)))
      votes.set(id, (votes.get(id) ?? 0) + weight);
  };
  if (scored.title) vote(analyse(scored.title.part, framework).found, 3);
  for (const { facts } of scored.headings) vote(facts.analysis.found, 1);
  const [best] = [...votes].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= 2 ? framework.data.kinds.find((k) => k.id === best[0])?.name : undefined;
}

/** Whether a value of `type` in the front matter makes the document ours. */
export function isOurType(value: unknown): boolean {
  return typeof value === "string" && value.trim().toLowerCase() === "ml-design-doc";
}

/** Whether a value of `ml-design-doc` in the front matter says yes or no. */
export function isFlag(value: unknown): boolean {
  return FALSE.test(String(value)) || TRUE.test(String(value));
}

function readMark(doc: DesignDoc): KindReading | undefined {
  const front = doc.frontMatter?.data ?? {};
  const flag = String(front["ml-design-doc"] ?? "");
  if (FALSE.test(flag)) return { kind: "other", ...say("front matter: ml-design-doc: false") };
  if (isOurType(front["type"])) return { kind: "ml-design-doc", ...say("front matter: type") };
  if (TRUE.test(flag)) return { kind: "ml-design-doc", ...say("front matter: ml-design-doc: true") };
  const real = doc.headings.filter((h) => h.part.depth > 0);
  const end = real[1]?.start ?? doc.text.length;
  const mark = marksOf(doc).find((m) => m.kind === "switch" && m.start < end);
  const said = mark?.ids[0]?.id;
  if (!said) return undefined;
  return { kind: said === "on" ? "ml-design-doc" : "other", ...say("comment: ml-design-docs: {0}", said) };
}
