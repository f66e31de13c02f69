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

/** A placeholder instead of a statement: TBD, "...", `<fill in>`, `[your answer]`, a bare N/A, a mere pointer elsewhere. */
export function isPlaceholder(text: string): boolean {
  if (WAIVER.test(text)) return waiverReason(text) === undefined;
  return PLACEHOLDER.test(text) || BRACKETED.test(text) || LEADING_PLACEHOLDER.test(text) || POINTER.test(text);
}

const PROMPT_VERBS =
  "describe|explain|list|specify|define|outline|provide|state|identify|include|summari[sz]e|discuss|detail|document|add|insert|mention|note|indicate|enumerate|write|give|fill|consider|think about|name|clarify|elaborate|опишите|укажите|перечислите|описание|поясните|describa|describe|describir|descreva|liste|explique|décrivez|décrire|listez|beschreiben sie|beschreibe|nennen sie|描述|说明|列出|请";
const PROMPT = new RegExp(
  String.raw`^[\s*_>\-(\[]*(?:please |briefly |clearly )?(?:${PROMPT_VERBS})(?![\p{L}\d])[^.]{3,240}[.:…)\]]*$`,
  "iu",
);
const QUESTION = /[?？]["'”’)\]*_]*$/u;
const SECOND_PERSON = /\b(?:you|your|yours)\b/i;
const SPECIFIC = /\d|`|\bwe\b|\bour\b|\bmы\b|\bнаш/iu;

/** A template's prompt rather than an author's statement: a question, or an order to describe something. */
export function isPrompt(text: string): boolean {
  if (QUESTION.test(text)) return true;
  return PROMPT.test(text) && (!SPECIFIC.test(text) || SECOND_PERSON.test(text));
}

const WAIVER =
  /^[\s*_]*(?:n\/a|not applicable|н\/п|неприменимо|не применимо|no aplica|não se aplica|nicht zutreffend|sans objet|不适用|該当なし)[\s*_]*(?:[:：—–,.-]|because|since|as\b|\()\s*(.+)$/isu;
const REASON_WORDS = 4;

/** Whether a text is enough of a reason to waive a section: four words or more (ten characters in scripts without blanks). */
export function isReason(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return words >= REASON_WORDS || (/[\u3040-\u9fff]/.test(text) && text.trim().length >= 10);
}

/** The reason of an `N/A: reason`, if it is enough. */
export function waiverReason(text: string): string | undefined {
  const said = WAIVER.exec(text)?.[1];
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
  const reason = WAIVER.exec(text)?.[1];
  return reason !== undefined && (waiverReason(text) !== undefined || BRACKETED.test(reason));
}

/** `N/A: [reason]`, as our actions leave it for its author to fill in. */
export function isOpenWaiver(text: string): boolean {
  return BRACKETED.test(WAIVER.exec(text)?.[1] ?? "");
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
  return (
    end - start <= framework.longestSkeleton &&
    framework.skeleton.has(collapse(doc.text.slice(start, end).replace(/<!--.*?-->/g, "")))
  );
}
