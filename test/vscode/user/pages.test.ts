import assert from "node:assert/strict";
import { lineOf, openCopy, workbench } from "./session.ts";

describe("somebody who looks at all documents, or reviews one", () => {
  it("sees the table of the workspace, sorts it, and goes from a cell to the section", async () => {
    const w = workbench();
    await w.run("ML Design Docs: Show coverage of the workspace");
    const { content } = w;
    await content.getByRole("heading", { name: "Coverage of ML design docs" }).waitFor();
    const row = content.locator("tbody tr", { hasText: /^half\.md/ }).first();
    await row.waitFor();
    assert.equal(await content.locator("thead button[data-column]").count(), 3 + 32);
    const head = content.locator("th", { has: content.locator("button[data-column='2']") });
    await head.getByRole("button").click();
    await w.until("the table to be sorted", async () => (await head.getAttribute("aria-sort")) === "ascending");
    await row.getByRole("button").first().click();
    await w
      .tab(/^half\.md/)
      .first()
      .waitFor();
    await w.line("# Bake plans").waitFor();
  });

  it("ticks a question of the checklist and gets the review comment as Markdown", async () => {
    const w = workbench();
    await openCopy("half.md");
    await w.run("ML Design Docs: Reviewer's checklist");
    const { content } = w;
    await content.getByRole("heading", { name: /^Review of / }).waitFor();
    await content.getByRole("checkbox").first().check();
    await content.getByRole("textbox").first().fill("Who is asked for the decision?");
    await content.getByRole("button", { name: "Open as Markdown" }).click();
    await w.line("Who is asked for the decision?").waitFor();
  });

  it("reads the rule's page inside the editor", async () => {
    const w = workbench();
    await openCopy("half.md");
    await w.goTo(lineOf("half.md", "## Features"), 5);
    await w.until("the finding", () => w.isUnderlined("## Features"));
    await w.run("ML Design Docs: Explain a finding");
    await w.content.getByRole("heading", { level: 1 }).waitFor();
  });
});
