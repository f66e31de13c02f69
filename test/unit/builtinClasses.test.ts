/** The instances of the built-in classes, held against what they are: regular expressions, too large to ship. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { builtinSpans } from "../../server/src/framework/builtinClasses.ts";
import { tokenize } from "../../server/src/framework/index.ts";

const NUMBER = String.raw`\d+(?:[.,\u00a0 ]\d{3}){0,6}(?:[.,]\d+)?`;
const CURRENCY = "[$€£¥₽₹]";

/** For any script, and for texts whose letters are all ASCII. All but "person" are for lower case. */
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
      String.raw`(?:[<>≤≥≈~±]|<=|>=|\b(?:${compared}))\s{0,2}${CURRENCY}?\s?\d|\bp(?:50|75|90|95|99|999)\b|${NUMBER}${magnitude}[\s-]?${unit}${wordEnd}|${NUMBER}\s?(?:${magnitudes})${wordEnd}|\b0[.,]\d+|\d+\s?[/:]\s?\d+(?:\s?[/:]\s?\d+)?|\d{1,3}(?:[ ,.]\d{3})+${other(String.raw`κ\s?=?\s?\d`)}`,
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

const ASCII_LETTERS =
  /^[\0-\u007f\u00a0-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff]*$/;
const MAYBE = /@|[lh]y\b|[A-Z][a-z]+ [A-Z]|di[áa]ri|seman|mens|lich|quotid|hebdo/;
const MAYBE_ANY =
  /@|[lh]y\b|\p{Lu}\p{Ll}+ \p{Lu}|\p{Script=Cyrillic}|[天周月日年]|di[áa]ri|seman|mens|lich|quotid|hebdo/u;
const ALSO_QUANTITY = ["percent", "money", "duration"];
const PATTERNS = { ascii: patterns(true), any: patterns(false) };

/** The spans by the patterns, as `name: start-end` over the tokens. */
function expected(text: string): string[] {
  const tokens = tokenize(text);
  const ascii = ASCII_LETTERS.test(text);
  const digits = /\d/.test(text);
  if (tokens.length === 0 || (!digits && !(ascii ? MAYBE : MAYBE_ANY).test(text))) return [];
  const lower = text.replaceAll("İ", "I").toLowerCase();
  return PATTERNS[ascii ? "ascii" : "any"].flatMap(([name, pattern]) => {
    if (!digits && name !== "duration" && name !== "person") return [];
    return [...(name === "person" ? text : lower).matchAll(pattern)].flatMap(({ index, 0: found }) => {
      const start = tokens.findIndex((t) => t.end > index);
      const end = tokens.filter((t) => t.start < index + found.length).length;
      if (start < 0 || end <= start) return [];
      return [name, ...(ALSO_QUANTITY.includes(name) ? ["quantity"] : [])].map((n) => `${n}: ${start}-${end}`);
    });
  });
}

const spans = (text: string) => builtinSpans(text, tokenize(text)).map((s) => `${s.name}: ${s.start}-${s.end}`);

const WORDS = Object.values(PATTERNS)
  .flat()
  .flatMap(([, { source }]) => source.match(/[\p{L}]+(?:\s[\p{L}]+)?/gu) ?? [])
  .flatMap((word) => [word, `${word}s`, word.slice(0, -1)]);
const SIGNS = [
  ..."$€£¥₽₹%％×<>≤≥≈~±κ=/:.,-–— \u00a0\u2009\n()_@'’+#𝒳µéñяё天月",
  "  ",
  " - ",
  "p.p.",
  "п. п.",
  "İ",
  "\ud835",
];
const FIGURES = [
  "0",
  "5",
  "12",
  "50",
  "95",
  "999",
  "000",
  "123",
  "2024",
  "1998",
  "12345",
  "0.5",
  "1,000",
  "3.14",
  "q3",
];
const text = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...FIGURES) },
      { weight: 4, arbitrary: fc.constantFrom(...SIGNS) },
      { weight: 3, arbitrary: fc.constantFrom(" ", " ", ".", ",", "-", "") },
      {
        weight: 3,
        arbitrary: fc.constantFrom(...WORDS, "Anna", "Berg", "José", "Ёлка", "a@b.org", "k", "m", "x", "d"),
      },
      { weight: 1, arbitrary: fc.string({ maxLength: 3 }) },
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(""));

describe("built-in classes", () => {
  test.each([
    ["cuts it by 5 percent", "percent: 3-5"],
    ["saves $1.5 million a year", "money: 1-3"],
    ["within 5-10 days", "duration: 1-4"],
    ["at least 20 rows", "quantity: 0-3"],
    ["asked on 3 May 2024", "date: 3-5"],
    ["owned by Anna Berg", "person: 2-4"],
  ])("%s", (given, span) => {
    expect(spans(given)).toContain(span);
  });

  test("are found where their patterns match", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(spans(given)).toEqual(expected(given));
      }),
      { numRuns: Number(process.env["FUZZ_RUNS"]) || 4_000 },
    );
  });
});
