/** Cuts a paragraph's text into sentences. */

const ABBREVIATIONS = new Set(
  "e.g i.e etc vs approx cf fig no st dr mr mrs ms prof inc ltd co eq sec ch al resp max min avg т.е т.д т.п др рис см напр z.b d.h bzw ca usw p.ej ej".split(
    " ",
  ),
);
const END = /(?<![.!?…])[.!?…]+["'”’)\]]*(?=\s)|[。！？]+[」』）]*/g;

/** Offsets [start, end) of the sentences of a text, blanks around them left out. */
export function sentences(text: string): [start: number, end: number][] {
  const found: [number, number][] = [];
  let from = 0;
  const add = (to: number) => {
    const piece = text.slice(from, to);
    const lead = piece.length - piece.trimStart().length;
    const trimmed = piece.trim();
    if (trimmed) found.push([from + lead, from + lead + trimmed.length]);
    from = to;
  };
  END.lastIndex = 0;
  for (let m = END.exec(text); m; m = END.exec(text)) {
    const end = m.index + m[0].length;
    if (m[0].startsWith(".")) {
      const before = /[\p{L}\p{N}.]*$/u.exec(text.slice(Math.max(0, m.index - 12), m.index))?.[0].toLowerCase() ?? "";
      const next = /\S/.exec(text.slice(end))?.[0] ?? "";
      // Abbreviations, initials and list numbers end no sentence; neither does a full stop before a small letter.
      if (ABBREVIATIONS.has(before) || /^(?:\p{L}|\d{1,2})$/u.test(before) || /\p{Ll}/u.test(next)) continue;
    }
    add(end);
  }
  add(text.length);
  return found;
}
