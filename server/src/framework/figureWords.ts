/** The words and signs that tell what a figure is one of. */

const set = (words: string) => new Set(words.split(" "));

export const CURRENCIES = "$€£¥₽₹";
export const CURRENCY_WORDS = set("usd eur gbp rub dollar dollars euro euros");
/** Something that an amount of money is never without. */
export const MONEY = /[$€£¥₽₹]|usd|eur|gbp|rub|dollar|руб/;
export const ROUBLES = /руб[а-яё]*/y;
/** What may stand between a figure and its unit. */
export const MAGNITUDES = set("k m b bn million billion thousand mln mrd");
export const MAGNITUDES_ELSEWHERE = ["тыс", "млн", "млрд", "万", "亿"];
export const MAGNITUDES_BEGIN = "kmbtтм万亿";
/** What makes a figure a quantity by itself. */
export const PLAIN_MAGNITUDES = set("k m bn million billion thousand тыс млн млрд 万 亿");
export const PERCENT =
  /%|％|\s%|\s?percent(?:age)?\b|\s?pp\b|\s?p\.p\.|\s?bps\b|\s?por\s?ciento\b|\s?prozent\b|\s?процент[а-яё]*|\s?п\.\s?п\./y;
export const PERCENT_BEGINS = "%％pbп";

export const DURATIONS = {
  words: set(
    "ms us s sec secs second seconds min mins minute minutes h hr hrs hour hours d day days week weeks month months quarter quarters year years yr yrs dia dias hora horas minuto minutos segundo segundos meses semana semanas ano anos jour jours heure heures semaine semaines mois ans tag tagn tage tagen stunde stunden woche wochen monat monatn monate monaten jahr jahrn jahre jahren día días mês año años µs мс день лет 秒 分钟 小时 天 周 月 日 年 分 時間 週間 ヶ月",
  ),
  stems: /^(?:сек|мин|час|дн|сут|недел|месяц|год)[а-яё]*$/,
};
export const UNITS = {
  words: set(
    "x gb mb tb pb kb gib mib tib qps rps tps fps hz khz mhz px km m mm cm kg usd eur gbp rub core cores cpu cpus vcpu vcpus gpu gpus token tokens row rows record records sample samples example examples image images document documents doc docs user users customer customers patient patients transaction transactions event events request requests message messages item items product products feature features column columns classes label labels article articles video videos session sessions queries call calls order orders ticket tickets point points epoch epochs fold folds layer layers param params parameter parameters node nodes pod pods replica replicas instance instances people annotator annotators registros usuarios linhas filas lignes utilisateurs zeilen nutzer usuários 条 个 张 次 人 件 枚",
  ),
  stems: /^(?:строк|пользовател|запис|пример|запрос|руб)[а-яё]*$/,
};

export const OFTEN =
  /\b(?:hourly|daily|nightly|weekly|biweekly|monthly|quarterly|yearly|annually|diari[oa]|semanal(?:mente)?|mensual|mensal(?:mente)?|monatlich|quotidien[a-zà-ÿœ]*|hebdomadaire|mensuel[a-zà-ÿœ]*|ежедневн[а-яё]*|еженедельн[а-яё]*|ежемесячн[а-яё]*|täglich|wöchentlich|每天|每日|每周|每月|毎日|毎週|毎月)/g;
export const COMPARED =
  /(?:[<>≤≥≈~±]|<=|>=|\b(?:at least|at most|less than|more than|below|above|under|over|up to|about|around|approximately|menos de|mais de|mindestens|moins de|plus de|не менее|не более|менее|более|около|mínimo|más de|höchstens|超过|低于|高于|以上|以下))\s{0,2}[$€£¥₽₹]?\s?\d|\bp(?:50|75|90|95|99|999)\b|κ\s?=?\s?\d/g;
