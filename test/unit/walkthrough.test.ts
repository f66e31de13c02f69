/** The walkthrough: few steps, each with a command, a way to be ticked off and a picture in the theme's colours. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CommandId } from "../../client/src/names.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const [walkthrough] = JSON.parse(read("package.json")).contributes.walkthroughs;
const texts = JSON.parse(read("package.nls.json")) as Record<string, string>;
const text = (key: string) => texts[key.slice(1, -1)] ?? "";

interface Step {
  description: string;
  media: { svg: string; altText: string };
  completionEvents: string[];
}

test("has at most six steps, whose commands and events exist", () => {
  const known = Object.values(CommandId) as string[];
  expect(walkthrough.steps.length).toBeLessThanOrEqual(6);
  for (const { description, completionEvents, media } of walkthrough.steps as Step[]) {
    const command = /\(command:([\w.]+)\)/.exec(text(description))?.[1] ?? "";
    expect(known).toContain(command);
    expect(completionEvents).not.toHaveLength(0);
    for (const event of completionEvents)
      if (event.startsWith("onCommand:")) expect(known).toContain(event.slice("onCommand:".length));
    expect(text(media.altText)).toBeTruthy();
  }
});

test("has pictures in the theme's colours, without styles, which the editor does not let in", () => {
  for (const { media } of walkthrough.steps as Step[]) {
    const svg = read(media.svg);
    expect(svg).toContain("var(--vscode-");
    expect(svg).not.toMatch(/<style|style=|class=|<script|href=/);
  }
});
