/** Whether a statement says anything: placeholders, prompts left unanswered and bare "N/A" do not. */

import { lineAt } from "../document/text.ts";
import type { DesignDoc, Placed } from "../document/types.ts";
import { collapse, type Framework } from "../framework/index.ts";

const PLACEHOLDER =
  /^(?:[\s\p{P}\p{S}]*|(?:[-*•\s]*)(?:tbd|tbc|tba|todo|to do|(?:to|will|should) be (?:determined|decided|defined|done|written|added|filled(?: in)?|completed|confirmed|announced)(?: later| soon| by [^.]{1,40})?|coming soon|work in progress|wip|fill (?:me |this )?in|n\/?a|н\/[пд]|(?:none|nothing)(?: yet| so far| for now| at the moment| planned)?|(?:not|still) (?:yet )?(?:decided|undecided|defined|determined|specified|written|started|known|open)(?: yet)?|not yet|undecided|unknown|pending|placeholder|lorem ipsum.*|xxx+|fixme|нет|(?:пока )?(?:не определено|не решено|неизвестно|ничего)|пока не (?:решили|определено|знаем)|позже|(?:надо |нужно )?(?:заполнить|дописать|дополнить|уточнить)|будет (?:заполнено|дополнено|дописано|позже)|уточняется|в (?:процессе|работе)|por (?:definir|hacer|completar)|pendiente|(?:a|sin) (?:definir|completar|fazer)|em (?:construção|andamento)|(?:noch )?(?:offen|zu klären|nicht definiert)|folgt|à (?:définir|compléter|faire|venir)|do uzupełnienia|belirlenecek|eklenecek|待定|待补充|待完善|待定义|待填写|暂无|未定|検討中|未記入|準備中|미정|추후 작성)[\s\p{P}]*)$/iu;
/** An example or a length that a template gives: "(e.g. fewer cancellations)", "(about 2 paragraphs)". */
const ASIDE =
  /^[\s*_]*\((?:e\.? ?g\.|for example|such as|approx(?:\.|imately)|about|например|напр\.|z\. ?B\.|p\.? ?ej\.|par ex(?:\.|emple)|por ej(?:\.|emplo)|por exemplo|例如)(?![\p{L}\d])[^()]*\)[\s*_.]*$/iu;
const BRACKETED = /^[\s*_`]*(?:<[^<>]{1,200}>|\[[^[\]]{1,200}\]|\{\{?[^{}]{1,200}\}?\})[\s*_`.]*$/u;
const LEADING_PLACEHOLDER = /^[\s*_`([]*(?:tbd|todo|fixme|tba)\b/iu;

/** A pointer to where it may be said: "See the labelling guide." */
const POINTER =
  /^[\s*_(>-]*(?:see|refer to|please (?:see|refer)|details? (?:in|are in|can be found)|described in|documented in|cf\.?|см\.?|смотри|подробн\p{L}* в|véase|ver (?:el|la|en|o|a)|consultar|siehe|voir|参见|详见|见|参照)(?![\p{L}\d])[^.;]{0,160}[.)\s]*$/iu;

const words = (list: string) => new Set(list.split(" "));
const WAIVER_WORDS = words("n not no nicht sans");
/** The first words of all of these. */
const PLACEHOLDER_WORDS = words(
  "tbd tbc tba todo to will should coming work wip fill n na none nothing pending undecided unknown still placeholder lorem fixme por pendiente a sin em offen noch folgt do belirlenecek eklenecek e eg for such approx approximately about z p par see refer please detail details described documented cf ver consultar siehe voir not no nicht sans",
);

/**
 * Whether a text may begin with one of these words, behind signs, with a bracket or with x's: a quick look that spares most
 * texts patterns, and a server's start their compilation. What is not ASCII is left to the patterns.
 */
function mayBegin(text: string, words: ReadonlySet<string>): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127 || code === BRACKET || code === BRACE || code === ANGLE) return true;
    if (code >= 48 && code <= 57) return false;
    if (!isLetter(code)) continue;
    let end = at + 1;
    while (isLetter(text.charCodeAt(end))) end++;
    const word = text.slice(at, end).toLowerCase();
    return words.has(word) || word.startsWith("xxx") || text.charCodeAt(end) > 127;
  }
  return true;
}

const [BRACKET, BRACE, ANGLE] = [0x5b, 0x7b, 0x3c];
const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** A placeholder instead of a statement: TBD, "...", `<fill in>`, `[your answer]`, a bare N/A, a mere pointer elsewhere. */
export function isPlaceholder(text: string): boolean {
  if (!mayBegin(text, PLACEHOLDER_WORDS)) return false;
  if (WAIVER.test(text)) return waiverReason(text) === undefined;
  return [PLACEHOLDER, BRACKETED, ASIDE, LEADING_PLACEHOLDER, POINTER].some((pattern) => pattern.test(text));
}

const PROMPT_VERBS =
  "describe|explain|list|specify|define|outline|provide|state|identify|include|summari[sz]e|discuss|detail|document|add|insert|mention|note|indicate|enumerate|write|give|fill|consider|think about|name|clarify|elaborate|quantify|propose|опишите|укажите|перечислите|описание|поясните|describa|describe|describir|descreva|liste|explique|décrivez|décrire|listez|beschreiben sie|beschreibe|nennen sie|描述|说明|列出|请";
const PROMPT = new RegExp(
  String.raw`^[\s*_>\-(\[]*(?:in this (?:section|part|chapter),? |(?:additionally|also|then|next|finally|optionally), )?(?:please |briefly |clearly )?(?:${PROMPT_VERBS})(?![\p{L}\d])[^.]{3,240}[.:…)\]]*$`,
  "iu",
);
const PROMPT_WORDS = words(
  "in additionally also then next finally optionally please briefly clearly describe explain list specify define outline provide state identify include summarise summarize discuss detail document add insert mention note indicate enumerate write give fill consider think name clarify elaborate quantify propose describa describir descreva liste explique listez beschreiben beschreibe nennen",
);
const QUESTION = /[?？]["'”’)\]*_]*$/u;
const SECOND_PERSON = /\b(?:you|your|yours)\b/i;
const SPECIFIC = /\d|`|\bwe\b|\bour\b|\bmы\b|\bнаш/iu;

/** A question that does without its mark: "Which tools will be used", "How do we measure it, e.g.". */
const ASKS =
  /^[\s*_>\-(]*(?:what|who|how|where|when|why|(?:what|which|whose|how)(?: (?!the |an? |it |we |they |this |our |to )\p{L}+){1,3}) (?:is|are|was|were|will|would|do|does|did|can|could|should|must)(?![\p{L}'’])[^.?!:：;—–]*[:：,]?$/iu;
const ASKING_WORDS = words("what which whose who how where when why");
/** An example that a prompt ends with. */
const EXAMPLE = /\s*\((?:e\.? ?g\.|for example|such as)[^()]*\)[\s.]*$|,? e\.g\.,?[^()]*$/iu;

/** A template's prompt rather than an author's statement: a question, or an order to describe something. */
export function isPrompt(text: string): boolean {
  if (QUESTION.test(text)) return true;
  if (mayBegin(text, ASKING_WORDS) && ASKS.test(text.replace(EXAMPLE, ""))) return true;
  if (!mayBegin(text, PROMPT_WORDS)) return false;
  const asked = text.replace(EXAMPLE, "");
  return PROMPT.test(asked) && (!SPECIFIC.test(asked) || SECOND_PERSON.test(asked));
}

const WAIVER =
  /^[\s*_]*(?:n\/a|not applicable|н\/п|неприменимо|не применимо|no aplica|não se aplica|nicht zutreffend|sans objet|不适用|該当なし)[\s*_]*(?:[:：—–,.-]|because|since|as\b|\()\s*(.+)$/isu;
const REASON_WORDS = 4;

/** What stands behind an `N/A`. */
function waived(text: string): string | undefined {
  return mayBegin(text, WAIVER_WORDS) ? WAIVER.exec(text)?.[1] : undefined;
}

/** Whether a text is enough of a reason to waive a section: four words or more (ten characters in scripts without blanks). */
export function isReason(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return words >= REASON_WORDS || (/[\u3040-\u9fff]/.test(text) && text.trim().length >= 10);
}

/** The reason of an `N/A: reason`, if it is enough. */
export function waiverReason(text: string): string | undefined {
  const said = waived(text);
  if (said === undefined) return undefined;
  const reason = withoutBracket(said.trim());
  return isReason(reason) ? reason : undefined;
}

/** Without the bracket that closes one before the reason: "N/A (labels come from the clicks)". */
function withoutBracket(reason: string): string {
  const closed = /^([^()]*(?:\([^()]*\)[^()]*)*)\)[\s.*_]*$/.exec(reason)?.[1];
  return closed?.trim() ?? reason;
}

/** `N/A: reason`, whether the reason is enough or still to be given. */
export function isWaiver(text: string): boolean {
  const reason = waived(text);
  return reason !== undefined && (waiverReason(text) !== undefined || BRACKETED.test(reason));
}

/** `N/A: [reason]`, as our actions leave it for its author to fill in. */
export function isOpenWaiver(text: string): boolean {
  return BRACKETED.test(waived(text) ?? "");
}

const MOST_BARE_WORDS = 4;

/** A placeholder in which nothing is said: "TBD", "..." and the like, but not "TBD: ask Ann" or "To be decided by the board". */
export function isBarePlaceholder(text: string): boolean {
  return (
    PLACEHOLDER.test(text) &&
    text.trim().split(/\s+/).length <= MOST_BARE_WORDS &&
    !/lorem|\sby\s|[:：]\s*\S/i.test(text)
  );
}

/** Whether a part is a line of our own templates, left as it was inserted. */
export function isSkeleton(placed: Pick<Placed, "start">, doc: DesignDoc, framework: Framework): boolean {
  const line = lineAt(doc.lineStarts, placed.start);
  const [start = 0, end = doc.text.length] = [doc.lineStarts[line], doc.lineStarts[line + 1]];
  if (end - start > framework.longestSkeleton) return false;
  const source = doc.text.slice(start, end);
  return framework.skeleton.has(collapse(source.includes("<!--") ? source.replace(/<!--.*?-->/g, "") : source));
}
