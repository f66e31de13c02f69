/** The classes of phrases that no word list can hold: quantities, dates, people. Linear regular expressions only. */
import type { Span } from "./automaton.ts";
import type { Token } from "./tokens.ts";

const NUMBER = String.raw`\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?`;
const MAGNITUDE = String.raw`(?:\s?(?:k|m|bn?|million|billion|thousand|mln|mrd|тыс|млн|млрд|万|亿)\b\.?)?`;
const PERCENT = String.raw`(?:%|％|\s%|\s?percent(?:age)?\b|\s?pp\b|\s?p\.p\.|\s?bps\b|\s?процент\p{L}*|\s?п\.\s?п\.|\s?por\s?ciento\b|\s?prozent\b)`;
const DURATION_UNIT = String.raw`(?:ms|µs|us|s|sec(?:ond)?s?|min(?:ute)?s?|h|hrs?|hours?|d|days?|weeks?|months?|quarters?|years?|yrs?|мс|сек\p{L}*|мин\p{L}*|час\p{L}*|дн\p{L}*|день|сут\p{L}*|недел\p{L}*|месяц\p{L}*|год\p{L}*|лет|d[ií]as?|horas?|minutos?|segundos?|meses|mês|semanas?|a[nñ]os?|jours?|heures?|semaines?|mois|ans|tage?n?|stunden?|wochen?|monate?n?|jahre?n?|秒|分钟|小时|天|周|月|年|分|時間|日|週間|ヶ月)`;
const UNIT = String.raw`(?:x|×|gb|mb|tb|pb|kb|gib|mib|tib|qps|rps|tps|fps|hz|khz|mhz|px|km|m|mm|cm|kg|usd|eur|gbp|rub|cores?|v?cpus?|gpus?|tokens?|rows?|records?|samples?|examples?|images?|documents?|docs?|users?|customers?|patients?|transactions?|events?|requests?|messages?|items?|products?|features?|columns?|classes|labels?|articles?|videos?|sessions?|queries|calls?|orders?|tickets?|points?|epochs?|folds?|layers?|params?|parameters?|nodes?|pods?|replicas?|instances?|people|annotators?|строк\p{L}*|пользовател\p{L}*|запис\p{L}*|пример\p{L}*|запрос\p{L}*|руб\p{L}*|条|个|张|次|人|件|枚|registros|usuarios|usuários|linhas|filas|lignes|utilisateurs|zeilen|nutzer)`;
const CURRENCY = "[$€£¥₽₹]";

const PATTERNS: [name: string, pattern: RegExp][] = [
  ["percent", new RegExp(`${NUMBER}${PERCENT}`, "giu")],
  [
    "money",
    new RegExp(
      String.raw`${CURRENCY}\s?${NUMBER}${MAGNITUDE}|${NUMBER}${MAGNITUDE}\s?(?:${CURRENCY}|usd\b|eur\b|gbp\b|rub\b|dollars?\b|euros?\b|руб\p{L}*|рублей)`,
      "giu",
    ),
  ],
  [
    "duration",
    new RegExp(
      String.raw`${NUMBER}(?:\s?[-–]\s?${NUMBER})?[\s-]?${DURATION_UNIT}(?![\p{L}\d])|\b(?:hourly|daily|nightly|weekly|biweekly|monthly|quarterly|yearly|annually|ежедневн\p{L}*|еженедельн\p{L}*|ежемесячн\p{L}*|diari[oa]|semanal(?:mente)?|mensual|mensal(?:mente)?|täglich|wöchentlich|monatlich|quotidien\p{L}*|hebdomadaire|mensuel\p{L}*|每天|每日|每周|每月|毎日|毎週|毎月)`,
      "giu",
    ),
  ],
  [
    "quantity",
    new RegExp(
      String.raw`(?:[<>≤≥≈~±]|<=|>=|\b(?:at least|at most|less than|more than|below|above|under|over|up to|about|around|approximately|не менее|не более|менее|более|около|mínimo|menos de|más de|mais de|mindestens|höchstens|moins de|plus de|超过|低于|高于|以上|以下))\s{0,2}${CURRENCY}?\s?\d|\bp(?:50|75|90|95|99|999)\b|${NUMBER}${MAGNITUDE}[\s-]?${UNIT}(?![\p{L}\d])|${NUMBER}\s?(?:k|m|bn|million|billion|thousand|тыс|млн|млрд|万|亿)(?![\p{L}\d])|\b0[.,]\d+|\d+\s?[/:]\s?\d+(?:\s?[/:]\s?\d+)?|\d{1,3}(?:[ ,.]\d{3})+|[κ]\s?=?\s?\d`,
      "giu",
    ),
  ],
  [
    "date",
    /\b(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])(?:[-./]\d{1,2})?\b|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s(?:\d{1,2},?\s)?(?:19|20)\d\d\b|\b(?:Q[1-4]|H[12])[ -]?(?:20)?\d\d\b|\bQ[1-4]\b|\b(?:19|20)\d\d[–-](?:19|20)?\d\d\b|\b(?:in|since|from|until|through)\s(?:19|20)\d\d\b|\d{1,2}\.\d{1,2}\.(?:19|20)?\d\d\b/giu,
  ],
  [
    "person",
    /(?<![\p{L}\d.])@[\p{L}\d][\p{L}\d_./-]*|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]+)+|\b\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+\b/gu,
  ],
  ["number", /(?<![\p{L}\d.])\d+(?:[.,]\d+)*/gu],
];

/** A quantity is any of these as well. */
const ALSO_QUANTITY = new Set(["percent", "money", "duration"]);
const MAYBE =
  /[\d@]|[lh]y\b|\p{Lu}\p{Ll}+ \p{Lu}|\p{Script=Cyrillic}|[天周月日年]|di[áa]ri|seman|mens|lich|quotid|hebdo/u;

/** The instances of the built-in classes in a text, as spans over its tokens. */
export function builtinSpans(text: string, tokens: readonly Token[]): Span[] {
  const spans: Span[] = [];
  if (tokens.length === 0 || !MAYBE.test(text)) return spans;
  for (const [name, pattern] of PATTERNS) {
    pattern.lastIndex = 0;
    for (let m = pattern.exec(text); m; m = pattern.exec(text)) {
      if (m[0].length === 0) pattern.lastIndex++;
      const span = cover(tokens, m.index, m.index + m[0].length);
      if (!span) continue;
      spans.push({ name, ...span });
      if (ALSO_QUANTITY.has(name)) spans.push({ name: "quantity", ...span });
    }
  }
  return spans;
}

/** The tokens that overlap [from, to), by binary search. */
function cover(tokens: readonly Token[], from: number, to: number): { start: number; end: number } | undefined {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle] as Token).end <= from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < tokens.length && (tokens[end] as Token).start < to) end++;
  return end > low ? { start: low, end } : undefined;
}
