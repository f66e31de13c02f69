/** The classes of phrases that no word list can hold: quantities, dates, people. Linear regular expressions only. */
import type { Span } from "./automaton.ts";
import type { Token } from "./tokens.ts";

/** Its length is bounded: at each digit of a number without an end all that follow would be tried. */
const NUMBER = String.raw`\d{1,30}(?:[.,\u00a0 ]\d{3}){0,6}(?:[.,]\d{1,30})?`;
const CURRENCY = "[$€£¥₽₹]";

/**
 * The patterns, made twice: for any script, and for texts whose letters are all ASCII, where the words of other scripts are
 * left out. Those are compiled and searched several times faster, and most texts are such. All but "person" are for lower
 * case: patterns that ignore it take long to compile.
 */
function patterns(ascii: boolean): [name: string, pattern: RegExp][] {
  const letter = ascii ? "A-Za-z" : String.raw`\p{L}`;
  const capital = ascii ? "[A-Z]" : String.raw`\p{Lu}`;
  const small = ascii ? "[a-z]" : String.raw`\p{Ll}`;
  /** Alternatives with other letters. */
  const other = (...alternatives: string[]) => (ascii ? "" : alternatives.map((a) => `|${a}`).join(""));
  const wordEnd = String.raw`(?![${letter}\d])`;
  // Any ending of a Cyrillic or French word.
  const ending = "[а-яё]*";
  const terminaison = ascii ? "[a-z]*" : "[a-zà-ÿœ]*";

  const magnitudes = `k|m|bn|million|billion|thousand${other("тыс|млн|млрд|万|亿")}`;
  const magnitude = String.raw`(?:\s?(?:k|m|bn?|million|billion|thousand|mln|mrd${other("тыс|млн|млрд|万|亿")})\b\.?)?`;
  const percent = String.raw`(?:%|％|\s%|\s?percent(?:age)?\b|\s?pp\b|\s?p\.p\.|\s?bps\b|\s?por\s?ciento\b|\s?prozent\b${other(String.raw`\s?процент${ending}`, String.raw`\s?п\.\s?п\.`)})`;
  const durationUnit = `(?:ms|us|s|sec(?:ond)?s?|min(?:ute)?s?|h|hrs?|hours?|d|days?|weeks?|months?|quarters?|years?|yrs?|dias?|horas?|minutos?|segundos?|meses|semanas?|anos?|jours?|heures?|semaines?|mois|ans|tage?n?|stunden?|wochen?|monate?n?|jahre?n?${other("µs|мс", `сек${ending}|мин${ending}|час${ending}|дн${ending}|день|сут${ending}|недел${ending}|месяц${ending}|год${ending}|лет`, "días?|mês|años?", "秒|分钟|小时|天|周|月|年|分|時間|日|週間|ヶ月")})`;
  const unit = `(?:x|×|gb|mb|tb|pb|kb|gib|mib|tib|qps|rps|tps|fps|hz|khz|mhz|px|km|m|mm|cm|kg|usd|eur|gbp|rub|cores?|v?cpus?|gpus?|tokens?|rows?|records?|samples?|examples?|images?|documents?|docs?|users?|customers?|patients?|transactions?|events?|requests?|messages?|items?|products?|features?|columns?|classes|labels?|articles?|videos?|sessions?|queries|calls?|orders?|tickets?|points?|epochs?|folds?|layers?|params?|parameters?|nodes?|pods?|replicas?|instances?|people|annotators?|registros|usuarios|linhas|filas|lignes|utilisateurs|zeilen|nutzer${other(`строк${ending}|пользовател${ending}|запис${ending}|пример${ending}|запрос${ending}|руб${ending}`, "usuários", "条|个|张|次|人|件|枚")})`;
  const often = `hourly|daily|nightly|weekly|biweekly|monthly|quarterly|yearly|annually|diari[oa]|semanal(?:mente)?|mensual|mensal(?:mente)?|monatlich|quotidien${terminaison}|hebdomadaire|mensuel${terminaison}${other(`ежедневн${ending}|еженедельн${ending}|ежемесячн${ending}`, "täglich|wöchentlich", "每天|每日|每周|每月|毎日|毎週|毎月")}`;
  const compared = `at least|at most|less than|more than|below|above|under|over|up to|about|around|approximately|menos de|mais de|mindestens|moins de|plus de${other("не менее|не более|менее|более|около", "mínimo|más de|höchstens", "超过|低于|高于|以上|以下")}`;

  const list: [name: string, source: string][] = [
    ["percent", NUMBER + percent],
    [
      "money",
      String.raw`${CURRENCY}\s?${NUMBER}${magnitude}|${NUMBER}${magnitude}\s?(?:${CURRENCY}|usd\b|eur\b|gbp\b|rub\b|dollars?\b|euros?\b${other(`руб${ending}`)})`,
    ],
    ["duration", String.raw`${NUMBER}(?:\s?[-–]\s?${NUMBER})?[\s-]?${durationUnit}${wordEnd}|\b(?:${often})`],
    [
      "quantity",
      String.raw`(?:[<>≤≥≈~±]|<=|>=|\b(?:${compared}))\s{0,2}${CURRENCY}?\s?\d|\bp(?:50|75|90|95|99|999)\b|${NUMBER}${magnitude}[\s-]?${unit}${wordEnd}|${NUMBER}\s?(?:${magnitudes})${wordEnd}|\b0[.,]\d+|\d{1,30}\s?[/:]\s?\d+(?:\s?[/:]\s?\d+)?|\d{1,3}(?:[ ,.]\d{3})+${other(String.raw`κ\s?=?\s?\d`)}`,
    ],
    [
      "date",
      String.raw`\b(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])(?:[-./]\d{1,2})?\b|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s(?:\d{1,2},?\s)?(?:19|20)\d\d\b|\b(?:q[1-4]|h[12])[ -]?(?:20)?\d\d\b|\bq[1-4]\b|\b(?:19|20)\d\d[–-](?:19|20)?\d\d\b|\b(?:in|since|from|until|through)\s(?:19|20)\d\d\b|\d{1,2}\.\d{1,2}\.(?:19|20)?\d\d\b`,
    ],
    [
      "person",
      String.raw`(?<![${letter}\d.])@[${letter}\d][${letter}\d_./-]*|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]+)+|\b${capital}${small}+ ${capital}${small}+\b`,
    ],
    ["number", String.raw`(?<![${letter}\d.])\d+(?:[.,]\d+)*`],
  ];
  return list.map(([name, source]) => [name, new RegExp(source, ascii ? "g" : "gu")]);
}

/** The names of the built-in classes. */
export const BUILTIN_CLASSES: readonly string[] = [
  "percent",
  "money",
  "duration",
  "quantity",
  "date",
  "person",
  "number",
];

/** Made when first needed. */
let ofAscii: [name: string, pattern: RegExp][] | undefined;
let ofAny: [name: string, pattern: RegExp][] | undefined;
function patternsFor(ascii: boolean) {
  if (ascii) {
    ofAscii ??= patterns(true);
    return ofAscii;
  }
  ofAny ??= patterns(false);
  return ofAny;
}

/** ASCII, and signs of other blocks that are no letters: dashes, quotation marks, currencies, arrows, relations. */
const ASCII_LETTERS =
  /^[\0-\u007f\u00a0-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff]*$/;

/** A quantity is any of these as well. */
const ALSO_QUANTITY = new Set(["percent", "money", "duration"]);
/** Without a figure in the text there can only be these. */
const WITHOUT_DIGITS = new Set(["duration", "person"]);
const DIGIT = /\d/;
const MAYBE = /@|[lh]y\b|[A-Z][a-z]+ [A-Z]|di[áa]ri|seman|mens|lich|quotid|hebdo/;
const MAYBE_ANY =
  /@|[lh]y\b|\p{Lu}\p{Ll}+ \p{Lu}|\p{Script=Cyrillic}|[天周月日年]|di[áa]ri|seman|mens|lich|quotid|hebdo/u;

/** The instances of the built-in classes in a text, as spans over its tokens. */
export function builtinSpans(text: string, tokens: readonly Token[]): Span[] {
  const spans: Span[] = [];
  if (tokens.length === 0) return spans;
  const ascii = ASCII_LETTERS.test(text);
  const digits = DIGIT.test(text);
  if (!digits && !(ascii ? MAYBE : MAYBE_ANY).test(text)) return spans;
  // The one capital whose small letter is longer would shift what follows.
  const lower = (ascii ? text : text.replaceAll("İ", "I")).toLowerCase();
  for (const [name, pattern] of patternsFor(ascii)) {
    if (!digits && !WITHOUT_DIGITS.has(name)) continue;
    const searched = name === "person" ? text : lower;
    pattern.lastIndex = 0;
    for (let m = pattern.exec(searched); m; m = pattern.exec(searched)) {
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
