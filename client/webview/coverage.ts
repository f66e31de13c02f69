/** The coverage page: sorting, filter and keys. What it shows stands in its HTML. */
import { host, pageData, sendByButtons } from "./host.ts";

/** How the user looks at the table. */
interface View {
  column: number;
  descending: boolean;
  onlyDesignDocs: boolean;
  words: boolean;
}

interface Data {
  /** Kept as it is, to restore the page; null while there is nothing to show. */
  matrix: unknown;
  view: View;
}

const data = pageData<Data>();
const view: View = data.view;
const body = document.querySelector("tbody");
const rows = [...(body?.rows ?? [])];
const heads = [...document.querySelectorAll<HTMLButtonElement>("th button[data-column]")];

sendByButtons();
apply();

for (const head of heads)
  head.addEventListener("click", () => {
    const column = Number(head.dataset["column"]);
    view.descending = column === view.column ? !view.descending : false;
    view.column = column;
    apply();
  });
follow("onlyDesignDocs");
follow("words");
document.querySelector("table")?.addEventListener("keydown", moveByArrow);

function follow(option: "onlyDesignDocs" | "words"): void {
  const box = document.getElementById(option);
  if (!(box instanceof HTMLInputElement)) return;
  box.checked = view[option];
  box.addEventListener("change", () => {
    view[option] = box.checked;
    apply();
  });
}

/** Puts the view in force, and keeps it. */
function apply(): void {
  document.body.classList.toggle("words", view.words);
  for (const head of heads) {
    const cell = head.parentElement;
    if (Number(head.dataset["column"]) !== view.column) cell?.removeAttribute("aria-sort");
    else cell?.setAttribute("aria-sort", view.descending ? "descending" : "ascending");
  }
  const before = document.activeElement;
  const sorted = [...rows].sort((a, b) => compare(a, b));
  if (sorted.some((row, n) => row !== body?.rows[n])) body?.append(...sorted);
  if (before instanceof HTMLElement && before !== document.activeElement) before.focus();
  for (const row of rows) row.hidden = view.onlyDesignDocs && row.classList.contains("other");
  const shown = document.getElementById("shown");
  const count = rows.filter((row) => !row.hidden).length;
  if (shown && body) shown.textContent = (shown.dataset["text"] ?? "").replace("%n", String(count));
  host.setState({ matrix: data.matrix, view });
  host.postMessage({ type: "view", view });
}

/** Documents that are none of ours stand last, whatever is sorted by; equals stay by name. */
function compare(a: HTMLTableRowElement, b: HTMLTableRowElement): number {
  const kind = Number(a.classList.contains("other")) - Number(b.classList.contains("other"));
  if (kind !== 0) return kind;
  const [x, y] = [a, b].map((row) => row.cells[view.column]?.dataset["sort"] ?? "") as [string, string];
  const numbers = x !== "" && y !== "" && Number.isFinite(Number(x)) && Number.isFinite(Number(y));
  const order = numbers ? Number(x) - Number(y) : x.localeCompare(y);
  return (view.descending ? -order : order) || rows.indexOf(a) - rows.indexOf(b);
}

/** Only each row's first button is a tab stop: the others are reached from there. */
function moveByArrow(event: KeyboardEvent): void {
  const from = event.target instanceof Element ? event.target.closest<HTMLTableCellElement>("td, th") : null;
  const row = from?.parentElement;
  if (!from || !(row instanceof HTMLTableRowElement) || row.parentElement !== body) return;
  const lines = [...(body?.rows ?? [])].filter((other) => !other.hidden);
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const jump = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  let to: HTMLElement | null | undefined;
  if (step)
    for (let n = from.cellIndex + step; !to && row.cells[n]; n += step) to = row.cells[n]?.querySelector("button");
  if (jump)
    for (let n = lines.indexOf(row) + jump; !to && lines[n]; n += jump)
      to = lines[n]?.cells[from.cellIndex]?.querySelector("button");
  if (event.key === "Home") to = row.cells[0]?.querySelector("button");
  if (event.key === "End") to = [...row.querySelectorAll("button")].at(-1);
  if (!step && !jump && !to) return;
  event.preventDefault();
  to?.focus();
}
