/** Vacuous fill: statements of words that say nothing of their own ("Standard approaches.", "Evaluate model performance."). */
import type { Framework } from "../framework/index.ts";
import type { Analysis } from "./analysis.ts";

/** Words that carry no meaning of their own. */
export const SMALL_WORDS = new Set(
  "a an the of for and or in on to with by at from our your its this that is are be will how what why when we do does it as vs via into и в на для по с о к от из или как что de la el los las del para con y e o da do das dos em com der die das und für mit von zur zum im le les des du pour avec et en".split(
    " ",
  ),
);

/** A longer statement of such words alone hardly occurs, and then it is no mere fill. */
const LONGEST = 16;
/** Classes of words that make a statement specific, whatever words they are made of. */
const SPECIFIC =
  /^(?:quantity|date|percent|money|duration|person|ml-metric|business-metric|system-metric|algorithm|tool|data-store|owner)$/;

/** Whether a statement holds no word but generic ones and those of the heading that it stands under. */
export function isVacuous({ tokens, spans }: Analysis, heading: Analysis | undefined, framework: Framework): boolean {
  if (tokens.length === 0 || tokens.length > LONGEST || spans.some((s) => SPECIFIC.test(s.name))) return false;
  const own = new Set(heading?.tokens.map((t) => t.stem));
  return tokens.every(({ lower, stem }) => SMALL_WORDS.has(lower) || framework.generic.has(stem) || own.has(stem));
}
