/** English texts as the editor's `l10n` gives them. */
import type { Texts } from "../../client/src/page/texts.ts";

export const l10n: Texts = {
  t: (message, ...args) => message.replace(/\{(\d+)\}/g, (_, n: string) => String(args[Number(n)])),
};
