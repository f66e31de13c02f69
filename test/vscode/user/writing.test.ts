import assert from "node:assert/strict";
import { lineOf, openCopy, workbench } from "./session.ts";

const SECTION = "Data leakage risks";

describe("somebody who writes", () => {
  it("has the extension in a folder that is not trusted", async () => {
    const w = workbench();
    await w.page.locator(".part.statusbar").getByText("Restricted Mode").waitFor();
    await w.run("Extensions: Show Installed Extensions");
    const entry = w.page.locator(".extensions-list .monaco-list-row", { hasText: "ML Design Docs" }).first();
    await entry.waitFor();
    assert.doesNotMatch((await entry.getAttribute("aria-label")) ?? "", /disabled/i);
    await w.run("View: Show Explorer");
  });

  it("types, and sees what is empty underlined and among the problems until it is filled", async () => {
    const w = workbench();
    await openCopy("half.md");
    await w.run("View: Focus Problems");
    const problem = w.page.locator(".markers-panel .monaco-list-row", { hasText: /Monitoring plan.*empty/ }).first();
    await w.line("## Overview").click();
    await w.press("Control+End");
    await w.write("\n\n## Monitoring plan");
    // The completion of the heading would bring a whole template.
    await w.press("Escape", "Enter", "Enter");
    await w.write("TODO");
    await w.until("a squiggle below the heading", () => w.isUnderlined("## Monitoring plan"));
    await problem.waitFor();
    await w.press("Shift+Home");
    await w.write("We page on-call when the hourly mean absolute error rises above 10 pieces, on a Grafana dashboard.");
    await problem.waitFor({ state: "detached" });
    await w.run("View: Hide Panel");
  });

  it("opens the light bulb and has the missing section inserted", async () => {
    const w = workbench();
    await openCopy("half.md");
    await w.goTo(lineOf("half.md", "## Features"), 5);
    await w.lightBulb.click();
    await w.menuItem(`Insert section "${SECTION}"`).click();
    await w.line(`## ${SECTION}`).waitFor();
    await w.until("a squiggle below what is still to be written", () => w.isUnderlined(`## ${SECTION}`));
    await w.press("Control+z");
    await w.line(`## ${SECTION}`).waitFor({ state: "detached" });
  });

  it("is told on hover what a section must answer", async () => {
    const w = workbench();
    await openCopy("half.md");
    await w.line("## Objectives").hover({ position: { x: 60, y: 8 } });
    const hover = w.page.locator(".monaco-hover:visible", { hasText: "?" }).first();
    await hover.waitFor();
    assert.match((await hover.textContent()) ?? "", /Objectives/);
  });

  it("completes a section's heading", async () => {
    const w = workbench();
    await openCopy("half.md");
    await w.press("Control+End");
    await w.write("\n\n## Monit");
    const suggestion = w.page.locator(".suggest-widget .monaco-list-row", { hasText: "Monitoring plan" }).first();
    await w.offer(suggestion);
    await suggestion.click();
    await w.line("## Monitoring plan").waitFor();
  });

  it("fills in a snippet from place to place with the Tab key", async () => {
    const w = workbench();
    await openCopy("note.md");
    await w.press("Control+End");
    await w.write("\n\n");
    await w.run("Snippets: Insert Snippet");
    await w.picker.locator("input").first().fill("mldd-baselines");
    await w.pick("mldd-baselines");
    await w.line("| Majority class |").waitFor();
    await w.write("too simple");
    await w.press("Tab");
    await w.write("accuracy");
    await w.line("| Majority class | too simple | accuracy |").waitFor();
  });
});
