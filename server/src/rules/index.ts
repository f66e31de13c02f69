/** The registry of rules; what enumerates rules (checks, pages, schemas) reads this list. */
import { frontMatter } from "./frontMatter.ts";
import { markNoEffect } from "./markNoEffect.ts";
import { unknownMark, unknownSection, waiverNoReason } from "./marks.ts";
import { sectionElsewhere } from "./sectionElsewhere.ts";
import { sectionEmpty } from "./sectionEmpty.ts";
import { sectionMissing } from "./sectionMissing.ts";
import { suppressionNoReason, suppressionUnknownRule, suppressionUnused } from "./suppressions.ts";
import { tooComplex } from "./tooComplex.ts";
import type { Rule } from "./types.ts";
import { unknownStatus } from "./unknownStatus.ts";

export const rules: readonly Rule[] = [
  sectionMissing,
  sectionEmpty,
  sectionElsewhere,
  unknownStatus,
  tooComplex,
  frontMatter,
  unknownSection,
  waiverNoReason,
  unknownMark,
  markNoEffect,
  suppressionNoReason,
  suppressionUnknownRule,
  suppressionUnused,
];
