/** A shape for each state, told apart without its colour. */
import { CELL_STATES, type CellState } from "./matrix.ts";

/** Drawn on 16 × 16 in the text's colour; what is cut out of a disc has the page's. */
const SHAPES: Readonly<Record<CellState, string>> = {
  covered: `<circle class="fill" cx="8" cy="8" r="7"/><path class="cut" d="m4.5 8.2 2.4 2.4 4.6-5"/>`,
  elsewhere: `<circle class="line" cx="8" cy="8" r="6.2"/><path class="line" d="m5 8.2 2.1 2.1 4-4.4"/>`,
  waived: `<circle class="line" cx="8" cy="8" r="6.2"/><path class="line" d="m3.8 12.2 8.4-8.4"/>`,
  empty: `<rect class="line dashed" x="2.2" y="2.2" width="11.6" height="11.6" rx="1.5"/>`,
  missing: `<path class="line thick" d="m3 3 10 10M13 3 3 13"/>`,
  notAsked: `<path class="line" d="M5.5 8h5"/>`,
  none: "",
};

/** The shapes, once a page; the cells refer to them. */
export function iconSheet(): string {
  const symbols = CELL_STATES.map((s) => `<symbol id="icon-${s}" viewBox="0 0 16 16">${SHAPES[s]}</symbol>`);
  return `<svg width="0" height="0" class="sheet" aria-hidden="true">${symbols.join("")}</svg>`;
}

export function icon(state: CellState): string {
  return `<svg class="icon ${state}" aria-hidden="true"><use href="#icon-${state}"/></svg>`;
}
