/** The reviewer's page: keeps ticks and comments, and tells the editor about them. */
import { host, pageData, sendByButtons } from "./host.ts";

interface Marks {
  ticks: string[];
  comments: Record<string, string>;
}

const { uri, marks } = pageData<{ uri: string; marks: Marks }>();
const boxes = [...document.querySelectorAll<HTMLInputElement>("input[data-key]")];
const fields = [...document.querySelectorAll<HTMLTextAreaElement>("textarea[data-section]")];

sendByButtons();
for (const box of boxes) {
  box.checked = marks.ticks.includes(box.dataset["key"] ?? "");
  box.addEventListener("change", keep);
}
for (const field of fields) {
  field.value = marks.comments[field.dataset["section"] ?? ""] ?? "";
  fitHeight(field);
  field.addEventListener("input", () => {
    fitHeight(field);
    keep();
  });
}
window.addEventListener("message", ({ data }: MessageEvent<{ type?: string }>) => {
  const note = document.getElementById("stale");
  if (data?.type === "stale" && note) note.hidden = false;
});
keep();

function keep(): void {
  const now: Marks = {
    ticks: boxes.filter((box) => box.checked).map((box) => box.dataset["key"] ?? ""),
    comments: Object.fromEntries(fields.filter((f) => f.value).map((f) => [f.dataset["section"] ?? "", f.value])),
  };
  const count = document.getElementById("ticked");
  const text = (count?.dataset["text"] ?? "").replace("%n", String(now.ticks.length));
  if (count) count.textContent = text.replace("%all", String(boxes.length));
  host.setState({ uri, marks: now });
  host.postMessage({ type: "marks", marks: now });
}

/** As high as what stands in it. */
function fitHeight(field: HTMLTextAreaElement): void {
  field.rows = Math.min(12, Math.max(2, field.value.split("\n").length));
}
