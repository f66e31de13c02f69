/** The words by which authors name a document's status, in the languages of the locales. */
import type { DocumentStatus } from "../framework/types.ts";

/** Phrases of plain words; a status begins with one of them. */
const PHRASES: Record<DocumentStatus, string> = {
  draft: `draft|drafting|in draft|proposed|proposal|wip|work in progress|in progress|idea|rfc draft
    черновик|черновая версия|черновой вариант|драфт|набросок|в работе|в процессе|в разработке|предложение|предложено|проект документа
    borrador|en borrador|propuesta|propuesto|en curso|en progreso|en elaboración
    rascunho|em rascunho|proposta|proposto|em andamento|em elaboração
    entwurf|im entwurf|vorschlag|in arbeit|in bearbeitung
    brouillon|projet|proposition|proposé|en cours|en cours de rédaction
    草案|草稿|初稿|提案|进行中|编写中|ドラフト|下書き|草稿中|作成中|提案中|執筆中`,
  review: `review|in review|under review|for review|ready for review|open for review|out for review|awaiting review|pending review
    peer review|reviewing|reviewed|rfc|request for comments|open for comments|under discussion|in discussion
    awaiting approval|pending approval|pending sign off|ready for approval|ready for sign off
    ревью|на ревью|в ревью|готово к ревью|готов к ревью|ожидает ревью|ждёт ревью|ждет ревью|на рецензии|на рассмотрении
    на согласовании|на утверждении|на проверке|на обсуждении|обсуждение|обсуждается|согласование|рецензирование
    en revisión|revisión|en discusión|pendiente de aprobación|pendiente de revisión
    em revisão|revisão|em discussão|em análise|aguardando aprovação|aguardando revisão
    in prüfung|prüfung|im review|zur prüfung|zur freigabe|in abstimmung|in diskussion
    en revue|revue|en relecture|relecture|en révision|en discussion|en attente d approbation|en validation
    评审|评审中|审核中|审阅中|待评审|已评审|待审核|审批中|讨论中|レビュー|レビュー中|レビュー待ち|査読中|承認待ち|確認中`,
  approved: `approved|accepted|final|finalized|finalised|signed off|ratified|agreed|adopted|approval granted
    утверждён|утверждена|утверждено|утвержден|принят|принята|принято|одобрен|одобрена|одобрено|согласован|согласована
    согласовано|финал|финальный|финальная|финальная версия|окончательная версия|подписан|подписано
    aprobado|aprobada|aceptado|aceptada|definitivo
    aprovado|aprovada|aceito|aceita|definitiva
    genehmigt|freigegeben|angenommen|abgenommen|akzeptiert|verabschiedet
    approuvé|approuvée|accepté|acceptée|validé|validée|définitif
    已批准|已通过|已审批|批准|通过|定稿|最终版|承認済み|承認済|承認|確定|最終版`,
  live: `live|shipped|in production|production|in prod|prod|launched|deployed|released|rolled out|implemented|ga|generally available|in use
    в продакшене|в продакшне|в продакшен|в проде|прод|продакшен|запущен|запущена|запущено|внедрён|внедрен|внедрена|внедрено
    в эксплуатации|реализован|реализовано|выкачен|выкачено|раскатан|раскатано|работает в проде
    en producción|producción|desplegado|lanzado|implementado
    em produção|produção|implantado|lançado
    produktiv|in produktion|im produktivbetrieb|live geschaltet|ausgerollt
    en production|en prod|déployé|lancé
    已上线|上线|生产中|已发布|本番|本番稼働|本番稼働中|本番運用中|リリース済み|稼働中`,
};
const BY_PHRASE = new Map(
  Object.entries(PHRASES).flatMap(([status, list]) =>
    list.split(/[|\n]/).map((phrase) => [phrase.trim(), status as DocumentStatus] as const),
  ),
);
const LONGEST = 5;
const MOST_CHARS = 200;

/** Words that may stand before a status and change nothing; "final draft" is a draft. */
const BEFORE = new Set(
  `a an the early earliest first initial second third rough working internal still currently now final latest revised updated
    new fully version rev revision is document doc almost mostly
    первый первая ранний ранняя рабочий рабочая второй новый финальный финальная окончательный сейчас ещё пока уже версия документ
    primer primera segundo último final versión primeiro primeira último versão erster erste letzter aktueller version
    premier première dernier dernière`.split(/\s+/),
);
const NOT = new Set("not never no не нет nicht noch sin não nao pas non".split(" "));
const NOT_YET = new Set("yet been ещё еще пока be aún ainda encore".split(" "));
const NEGATED_CJK = /^(?:未|尚未|没有|まだ)/;

/** The status that a word or a few name; undefined if they name none that is known. */
export function statusOfWord(word: string): DocumentStatus | undefined {
  // "~~Draft~~ Approved", "[ ] Draft [x] Approved", "Proposed → Accepted".
  const said = word
    .slice(0, MOST_CHARS)
    .replace(/~~.*?~~/g, " ")
    .replace(/^.*(?:\[x\]|→|➜|[-=]>)(?=.*\p{L})/iu, "");
  let words = said
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim()
    .split(" ");
  let skipped: DocumentStatus | undefined;
  let negated = false;
  for (; words.length; words = words.slice(1)) {
    const status = startOf(words);
    const [first = ""] = words;
    // "Final" is a status too, if none follows it.
    if (status && !(BEFORE.has(first) && words.length > 1)) return negated ? "draft" : status;
    if (NOT.has(first)) negated = true;
    else if (status) skipped ??= status;
    else if (!BEFORE.has(first) && !NOT_YET.has(first) && !/^v?\d+(?:st|nd|rd|th)?$/.test(first)) break;
  }
  return skipped;
}

/** The status that the words begin with, by the longest phrase. */
function startOf(words: readonly string[]): DocumentStatus | undefined {
  for (let n = Math.min(LONGEST, words.length); n > 0; n--) {
    const status = BY_PHRASE.get(words.slice(0, n).join(" "));
    if (status) return status;
  }
  // No blanks between the words of Chinese and Japanese.
  const [first = ""] = words;
  if (!/[\u3040-\u9fff]/.test(first)) return undefined;
  if (NEGATED_CJK.test(first)) return "draft";
  for (let n = first.length; n > 1; n--) {
    const status = BY_PHRASE.get(first.slice(0, n));
    if (status) return status;
  }
  return undefined;
}
