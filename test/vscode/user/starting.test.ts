import assert from "node:assert/strict";
import { workbench } from "./session.ts";

describe("somebody who begins", () => {
  it("makes a new design doc from the palette and goes on with its title", async () => {
    const w = workbench();
    await w.run("ML Design Docs: New ML design doc");
    await w.pick("Standard");
    await w.pick("Ranking and recommendation");
    await w.picker.getByText("1 Selected").waitFor();
    await w.picker.getByRole("button", { name: "OK" }).click();
    await w.line("problem-type: ranking").waitFor();
    await w.until("the title to be selected", async () => /selected/.test(await w.position()));
    await w.write("Order of the search results");
    await w.line("# Order of the search results").waitFor();
    await w.line("## Overview").waitFor();
  });

  it("opens the walkthrough, whose first step begins a document", async () => {
    const w = workbench();
    await w.run("Welcome: Open Walkthrough...");
    await w.pick("Write an ML design doc");
    const page = w.page.locator(".gettingStartedContainer");
    await page.getByText("Begin a design doc").first().waitFor();
    const steps = page.locator(".getting-started-step");
    assert.ok((await steps.count()) <= 6);
    // The page is drawn anew when the first step is ticked off, and takes the focus from what has just opened.
    await w.until("the choice of a length", async () => {
      await page.getByRole("button", { name: "New ML design doc" }).first().click();
      return w.appears(w.choice("One-pager"));
    });
    await w.press("Escape");
  });
});
