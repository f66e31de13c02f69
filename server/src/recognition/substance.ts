/** Whether a statement says anything: placeholders, prompts left unanswered and bare "N/A" do not. */

import { lineAt } from "../document/text.ts";
import type { DesignDoc, Placed } from "../document/types.ts";
import { collapse, type Framework } from "../framework/index.ts";

const PLACEHOLDER =
  /^(?:[\s\p{P}\p{S}]*|(?:[-*•\s]*)(?:tbd|tbc|tba|todo|to do|(?:to|will|should) be (?:determined|decided|defined|done|written|added|filled(?: in)?|completed|confirmed|announced)(?: later| soon| by [^.]{1,40})?|coming soon|work in progress|wip|fill (?:me |this )?in|n\/?a|н\/[пд]|none(?: yet)?|pending|placeholder|lorem ipsum.*|xxx+|fixme|нет|не определено|пока не (?:решили|определено|знаем)|позже|заполнить|будет (?:заполнено|дополнено|позже)|уточняется|por definir|pendiente|a definir|offen|folgt|à définir|à compléter|待定|待补充|未定|検討中)[\s\p{P}]*)$/iu;
const BRACKETED = /^[\s*_`]*(?:<[^<>]{1,200}>|\[[^[\]]{1,200}\]|\{\{?[^{}]{1,200}\}?\})[\s*_`.]*$/u;
const LEADING_PLACEHOLDER = /^[\s*_`([]*(?:tbd|todo|fixme|tba)\b/iu;

/** A pointer to where it may be said: "See the labelling guide." */
const POINTER =
  /^[\s*_(>-]*(?:see|refer to|please (?:see|refer)|details? (?:in|are in|can be found)|described in|documented in|cf\.?|см\.?|смотри|подробн\p{L}* в|véase|ver (?:el|la|en|o|a)|consultar|siehe|voir|参见|详见|见|参照)(?![\p{L}\d])[^.;]{0,160}[.)\s]*$/iu;

const words = (list: string) => new Set(list.split(" "));
const WAIVER_WORDS = words("n not no nicht sans");
/** The first words of all of these. */
const PLACEHOLDER_WORDS = words(
  "tbd tbc tba todo to will should coming work wip fill n na none pending placeholder lorem fixme por pendiente a offen folgt see refer please detail details described documented cf ver consultar siehe voir not no nicht sans",
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
  return PLACEHOLDER.test(text) || BRACKETED.test(text) || LEADING_PLACEHOLDER.test(text) || POINTER.test(text);
}

const PROMPT_VERBS =
  "describe|explain|list|specify|define|outline|provide|state|identify|include|summari[sz]e|discuss|detail|document|add|insert|mention|note|indicate|enumerate|write|give|fill|consider|think about|name|clarify|elaborate|опишите|укажите|перечислите|описание|поясните|describa|describe|describir|descreva|liste|explique|décrivez|décrire|listez|beschreiben sie|beschreibe|nennen sie|描述|说明|列出|请";
const PROMPT = new RegExp(
  String.raw`^[\s*_>\-(\[]*(?:please |briefly |clearly )?(?:${PROMPT_VERBS})(?![\p{L}\d])[^.]{3,240}[.:…)\]]*$`,
  "iu",
);
const PROMPT_WORDS = words(
  "please briefly clearly describe explain list specify define outline provide state identify include summarise summarize discuss detail document add insert mention note indicate enumerate write give fill consider think name clarify elaborate describa describir descreva liste explique listez beschreiben beschreibe nennen",
);
const QUESTION = /[?？]["'”’)\]*_]*$/u;
const SECOND_PERSON = /\b(?:you|your|yours)\b/i;
const SPECIFIC = /\d|`|\bwe\b|\bour\b|\bmы\b|\bнаш/iu;

/** A template's prompt rather than an author's statement: a question, or an order to describe something. */
export function isPrompt(text: string): boolean {
  if (QUESTION.test(text)) return true;
  return mayBegin(text, PROMPT_WORDS) && PROMPT.test(text) && (!SPECIFIC.test(text) || SECOND_PERSON.test(text));
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
